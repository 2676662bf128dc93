/// What in a text that everybody will read says who somebody is.
enum PersonalTraces: String, Sendable, CaseIterable {
    case nik, phone, email

    /// The kinds that stand in the text, in their order. A sign, no proof: the writer is warned.
    static func find(in text: String) -> [PersonalTraces] {
        var found: Set<PersonalTraces> = []
        for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" }) {
            if let at = word.firstIndex(of: "@"), at != word.startIndex,
                word[at...].contains(".")
            {
                found.insert(.email)
            }
        }
        for run in digitRuns(text) {
            if run.count == 16 {
                found.insert(.nik)
            } else if (9...14).contains(run.count), run.hasPrefix("08") || run.hasPrefix("628") {
                found.insert(.phone)
            }
        }
        return allCases.filter(found.contains)
    }

    /// Digits that belong together: spaces, dots, hyphens and a plus between them are overlooked.
    private static func digitRuns(_ text: String) -> [String] {
        var runs: [String] = []
        var run = ""
        var gap = 0
        for character in text {
            if character.isASCII, character.isNumber {
                run.append(character)
                gap = 0
            } else if !run.isEmpty, gap == 0, " .-".contains(character) {
                gap += 1
            } else if !run.isEmpty {
                runs.append(run)
                run = ""
                gap = 0
            }
        }
        return run.isEmpty ? runs : runs + [run]
    }
}
