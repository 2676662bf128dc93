/// What a text seems to be about. A suggestion only: a person may always choose another topic.
public struct TopicAnswer: Sendable, Equatable {
    /// A word or phrase that spoke for a suggestion.
    public struct Reason: Sendable, Equatable {
        /// As the person wrote it, such as `Lampune … mati`.
        public let typed: String
        /// As the knowledge has it, such as `lampu mati`.
        public let known: String
        /// What it added, in hundredths of a point; below nothing where it spoke against.
        public let points: Int
    }

    public struct Suggestion: Sendable, Equatable {
        public let topic: String
        /// Hundredths of a point; comparable within one answer only.
        public let points: Int
        /// The strongest first, five at most.
        public let reasons: [Reason]

        /// What spoke for it, as it was typed, the strongest first; what spoke against is not here.
        public var words: [String] {
            var words: [String] = []
            for reason in reasons where reason.points > 0 && !words.contains(reason.typed) {
                words.append(reason.typed)
            }
            return words
        }
    }

    /// The likeliest first; empty where nothing spoke for anything.
    public let suggestions: [Suggestion]
    /// Whether the first one stands well before the second. Where it does not, a page should offer
    /// several and choose none beforehand.
    public let isClear: Bool

    /// Nothing in the text spoke for any topic.
    public var isUnsure: Bool { suggestions.isEmpty }

    static let unsure = TopicAnswer(suggestions: [], isClear: false)
}
