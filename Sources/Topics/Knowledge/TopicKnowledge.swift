import Kernel

/// What a city knows of the words by which people call their concerns: a plain value, made from its
/// files (`TopicKnowledgeReader`), of which `TopicIndex` is built. Nothing in it is about a person.
public struct TopicKnowledge: Sendable, Equatable {
    /// How much a word or phrase says.
    public enum Weight: String, Sendable, CaseIterable {
        /// Decides nearly alone.
        case sure
        case strong
        case usual
        /// Helps only beside others.
        case weak
        /// Speaks against the topic.
        case against
    }

    public struct Topic: Sendable, Equatable {
        public let code: String
        public var title: LocalizedText
        /// One line that says what belongs here.
        public var help: LocalizedText
        /// Whether it steps back where another topic has something to say: thanks at the end of a
        /// report are no letter of thanks.
        public var yields = false
        /// Words, and phrases of words parted by spaces, in the city's spelling. `a b|c` stands for
        /// `a b` and `a c`.
        public var words: [Weight: [String]] = [:]
        /// Whole sentences. They weigh less than words and need not be complete.
        public var examples: [String] = []

        public init(code: String, title: LocalizedText, help: LocalizedText) {
            self.code = code
            self.title = title
            self.help = help
        }
    }

    /// In the order of the files; among equals the earlier one is suggested.
    public var topics: [Topic] = []
    /// What is written → what is meant: `jln` is read as if `jalan` stood there.
    public var abbreviations: [String: String] = [:]
    /// What is written → what it says too: `pareum` is itself and `mati`. The left side may be
    /// a phrase.
    public var synonyms: [String: [String]] = [:]
    /// Everyday words that say nothing about the topic, and are no slip of a word that does.
    public var silent: Set<String> = []
    /// Words that announce a place: in “sampah di depan pasar” the market is only where it happens.
    public var places: Set<String> = []
    /// What was learned from corrections. One alone says little; several that agree are believed.
    public var lessons: [TopicLesson] = []

    public init() {}

    /// The same knowledge after people put suggestions right.
    public func learning(_ lessons: [TopicLesson]) -> TopicKnowledge {
        var knowledge = self
        knowledge.lessons += lessons
        return knowledge
    }
}
