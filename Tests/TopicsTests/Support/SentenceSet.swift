@testable import Topics

/// Sentences with the topic that a person would choose.
struct SentenceSet {
    let sentences: [(topic: String, text: String)]

    init(_ text: String) {
        sentences = text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "|", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return (TopicLines.trimmed(parts[0]), TopicLines.trimmed(parts[1]))
        }
    }

    static let heldOut = SentenceSet(HeldOutSentences.text)
    static let heldOutLater = SentenceSet(LaterHeldOutSentences.text)
    static let development = SentenceSet(
        [
            DevelopmentSentences.text, MoreDevelopmentSentences.text,
            HarderDevelopmentSentences.text, PlainDevelopmentSentences.text,
            RegionalDevelopmentSentences.text, StreetDevelopmentSentences.text,
            ShortDevelopmentSentences.text, PoliteDevelopmentSentences.text,
        ].joined(separator: "\n"))

    /// Of a hundred: how often the first suggestion is right, and one of the first three.
    func figures(_ index: TopicIndex) -> (first: Double, three: Double) {
        let ranks = sentences.map { sentence in
            index.answer(sentence.text).suggestions.firstIndex { $0.topic == sentence.topic }
        }
        let all = Double(sentences.count)
        return (
            Double(ranks.count { $0 == 0 }) * 100 / all,
            Double(ranks.count { $0 != nil }) * 100 / all
        )
    }
}
