/// The vocabulary in one reader's language.
public struct Wording: Sendable {
    public let vocabulary: Vocabulary
    public let language: Language

    public init(_ vocabulary: Vocabulary, _ language: Language) {
        self.vocabulary = vocabulary
        self.language = language
    }

    public func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        vocabulary.text(key, language, values)
    }

    public func callAsFunction(_ text: LocalizedText) -> String { text.text(language) }

    /// A problem in words.
    public func callAsFunction(_ problem: Refusal.Problem) -> String {
        vocabulary.text(problem.key, language, problem.values)
    }
}
