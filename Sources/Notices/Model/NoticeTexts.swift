import Kernel

/// Turns a template into subject and body. The texts are words (`notice.<template>.subject`,
/// `notice.<template>.body`, `\n` breaks lines); a city's own word lists come after the house's
/// and so replace its words.
public struct NoticeTexts: Sendable {
    private let vocabulary: Vocabulary
    private let cityName: LocalizedText

    public init(_ vocabulary: Vocabulary, cityName: LocalizedText) {
        self.vocabulary = vocabulary
        self.cityName = cityName
    }

    /// The words of this target: those of accounts, and the frame around every notice.
    public static var words: [WordList] {
        Embedded.files.compactMap { WordList(file: $0.name, text: $0.text) }
    }

    /// Whether a template has its words.
    public func has(_ template: String) -> Bool {
        vocabulary.has("notice.\(template).subject") && vocabulary.has("notice.\(template).body")
    }

    func render(
        _ template: String, _ language: Language, _ values: [String: String]
    ) -> (subject: String, body: String) {
        var values = values
        values["city"] = cityName.text(language)
        let words = Wording(vocabulary, language)
        let body = words("notice.\(template).body", values)
        let footer = words("notice.footer", ["city": cityName.text(language)])
        return (words("notice.\(template).subject", values), body + "\n\n-- \n" + footer + "\n")
    }

    /// The short form for a text message: the body alone, in one line.
    func short(_ template: String, _ language: Language, _ values: [String: String]) -> String {
        var values = values
        values["city"] = cityName.text(language)
        let words = Wording(vocabulary, language)
        let key = "notice.\(template).short"
        let text = words(vocabulary.has(key) ? key : "notice.\(template).body", values)
        return text.singleSpaced
    }
}
