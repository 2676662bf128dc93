import Kernel
import People

/// Codes of the counter, of the symbols of tracking codes, told apart by their length.
enum DeskCode {
    /// Brings a draft to a counter: `K7M-P4XH`.
    static let bring = 7
    /// Takes a case into an account: `K7MP-4XQ2`.
    static let claim = 8
    static let bringDays: Int64 = 14
    static let claimDays: Int64 = 180

    /// Never of digits alone: with its dash such a code would be taken for a phone number.
    static func make(_ length: Int, _ random: RandomSource) -> String {
        while true {
            let symbols = SpokenSymbols.make(length, random)
            if symbols.contains(where: \.isLetter) { return symbols }
        }
    }

    static func shown(_ symbols: String) -> String {
        let half = symbols.count / 2
        return "\(symbols.prefix(half))-\(symbols.dropFirst(half))"
    }
}

/// What was typed or scanned into the one field of the counter.
enum DeskQuery: Sendable {
    case number(TrackingCode)
    case bring(String)
    case claim(String)
    /// The code of `/akun/identitas`.
    case identity(String)
    case person(PersonQuery)
    /// Too little to look for.
    case tooLittle

    init(_ typed: String) {
        // A scanner types the whole address of a QR code.
        let last = typed.split(separator: "/").last.map(String.init) ?? typed
        let text = typed.contains("://") ? last : typed
        if let number = try? TrackingCode(text) {
            self = .number(number)
        } else if let code = Self.code(text, DeskCode.claim) {
            self = .claim(code)
        } else if let code = Self.code(text, DeskCode.bring) {
            self = .bring(code)
        } else if Self.code(text, 6) != nil {
            self = .identity(text)
        } else if let query = PersonQuery(text) {
            self = .person(query)
        } else {
            self = .tooLittle
        }
    }

    /// A phone number is digits only, and so may be what a code looks like: a code has letters.
    private static func code(_ text: String, _ length: Int) -> String? {
        guard text.contains(where: \.isLetter) || text.count == length else { return nil }
        return SpokenSymbols.read(text, length)
    }
}
