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
        let text = plain(template, language, values)
        return (text.subject, framed(text.body, language))
    }

    /// Without the frame of a mail.
    func plain(
        _ template: String, _ language: Language, _ values: [String: String]
    ) -> (subject: String, body: String) {
        var values = values
        values["city"] = cityName.text(language)
        let words = Wording(vocabulary, language)
        return (
            words("notice.\(template).subject", values), words("notice.\(template).body", values)
        )
    }

    func framed(_ body: String, _ language: Language) -> String {
        let words = Wording(vocabulary, language)
        let footer = words("notice.footer", ["city": cityName.text(language)])
        return body + Self.frame + footer + "\n"
    }

    /// What stands between a mail's text and the city's name.
    static let frame = "\n\n-- \n"

    /// What a browser shows: what it is about and the number of the case. It passes through the
    /// servers of others and lies on a locked screen, so nothing personal is in it.
    func push(_ notice: Notice, _ language: Language) -> (subject: String, body: String) {
        let words = Wording(vocabulary, language)
        let kind = notice.kind.rawValue
        let number = notice.values["number"].map { words("notice.push.case", ["number": $0]) }
        return (
            cityName.text(language),
            [number, words("notice.push.\(kind)")].compactMap { $0 }.joined(separator: ": ")
        )
    }

    func words(_ language: Language) -> Wording { Wording(vocabulary, language) }

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
