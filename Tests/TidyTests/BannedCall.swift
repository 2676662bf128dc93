/// A word of Swift that the house does not use, why, and where it may stand all the same.
struct BannedCall {
    let word: String
    let advice: String
    /// Paths (or beginnings of paths) that may use it, each with its reason.
    var except: [String: String] = [:]

    static let inShippedCode: [BannedCall] = [
        BannedCall(word: "try!", advice: "throw, or handle the error"),
        BannedCall(word: "as!", advice: "use `as?` and say what else can come"),
        BannedCall(
            word: "print(", advice: "log it, or return it",
            except: ["Sources/pendopo/": "the command line talks to people"]),
        BannedCall(word: "fatalError(", advice: "use precondition with the values, or throw"),
        BannedCall(word: "Date()", advice: "take the time from World or CityClock"),
        BannedCall(word: "Date.now", advice: "take the time from World or CityClock"),
        BannedCall(word: "UUID()", advice: "take the id from World.id()"),
        BannedCall(word: "DateFormatter(", advice: "use HumanText (Kernel)"),
        BannedCall(word: "NumberFormatter(", advice: "use HumanText (Kernel)"),
        BannedCall(word: "URLSession", advice: "go through the wrapper in Notices (libcurl)"),
        BannedCall(word: "FoundationNetworking", advice: "go through the wrapper in Notices"),
        BannedCall(word: "Bundle.module", advice: "use Embedded.files of the build plugin"),
        BannedCall(word: "NSRegularExpression", advice: "use RE2Pattern, or walk the bytes"),
        BannedCall(word: "Regex(", advice: "use RE2Pattern, or walk the bytes"),
        BannedCall(word: "Regex<", advice: "use RE2Pattern, or walk the bytes"),
        BannedCall(
            word: "[String: Any]", advice: "give it a type; JSONValue for free data",
            except: [
                "Sources/Web/": "the edge may meet foreign data",
                "Sources/Texts/": "swift-mustache takes its values so",
            ]),
        BannedCall(word: "Thread.sleep(", advice: "never block the cooperative pool"),
        BannedCall(word: "usleep(", advice: "never block the cooperative pool"),
    ]

    /// Whether the line of code uses the word as a whole word.
    func occurs(in code: String) -> Bool {
        var rest = code[...]
        while let found = rest.firstRange(of: word) {
            let before = found.lowerBound == code.startIndex ? nil : code[..<found.lowerBound].last
            let declares = code[..<found.lowerBound].hasSuffix("func ")
            if !declares && !isPart(before, of: word.first) { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }

    private func isPart(_ before: Character?, of first: Character?) -> Bool {
        guard let before, let first, first.isLetter else { return false }
        // `x.Date()` and `debugPrint(` are other things.
        return before.isLetter || before.isNumber || before == "_" || before == "."
    }
}
