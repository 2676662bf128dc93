/// Suggests what a report is about, from everyday words, and says which words spoke for it.
///
/// Phrases are heard before words, and words that many topics share say less. The index never
/// changes: after corrections a new one is built from the knowledge that learned. Same knowledge,
/// same text, same answer.
public struct TopicIndex: Sendable {
    /// Letters of a text that are read; the rest is passed over.
    public static let mostLetters = 4_000
    /// Words of a text that are read.
    static let mostWords = 700

    let codes: [String]
    let yields: [Bool]
    let lexicon: TopicLexicon
    /// Words that announce a place.
    let places: Set<String>
    /// By the id of a word: the topics that it speaks for.
    let voices: [[TopicVoice]]
    let phrases: [TopicPhrase]
    /// By the id of a word: the phrases to try where it occurs.
    let phrasesAt: [[Int]]
    /// By the id of a first word: words that have a meaning together.
    let sequences: [Int: [TopicSequence]]

    public init(_ knowledge: TopicKnowledge) {
        var builder = TopicIndexBuilder(knowledge)
        builder.build()
        codes = knowledge.topics.map(\.code)
        yields = knowledge.topics.map(\.yields)
        lexicon = builder.lexicon
        places = Set(knowledge.places.flatMap(TopicLexicon.tokens).map(\.word))
        voices = builder.voices
        phrases = builder.phrases
        phrasesAt = builder.phrasesAt
        sequences = builder.sequences
    }

    /// The likeliest topics of a text of any length and kind.
    /// - Parameter limit: suggestions at most.
    public func answer(_ text: String, limit: Int = 3) -> TopicAnswer {
        var hearing = TopicHearing(self, text)
        return hearing.answer(limit: limit)
    }

    /// What may be kept of a report whose topic a person chose; nil where it has no known word.
    public func lesson(_ text: String, topic: String) -> TopicLesson? {
        let words = TopicHearing(self, text).knownWords
        return words.isEmpty ? nil : TopicLesson(topic: topic, words: words)
    }
}

/// That a word speaks for a topic.
struct TopicVoice: Sendable {
    let topic: Int
    var points: Double
}

/// Words that say the same as one word: `tidak nyala` is `mati`.
struct TopicSequence: Sendable {
    let rest: [Int]
    /// Nil where they say nothing together, such as `dua kali`.
    let meaning: Int?
}
