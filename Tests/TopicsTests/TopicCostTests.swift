import Testing

@testable import Topics

/// Work is counted in steps (looks into the lexicon, phrases and places that are tried), so that no
/// clock is needed: 4,000 letters take less than a millisecond in a release build.
@Suite("The cost of a text")
struct TopicCostTests {
    /// Steps that no text may need.
    private static let most = 25_000

    private func effort(_ text: String) -> Int {
        var hearing = TopicHearing(CityTopics.bogor.index, text)
        _ = hearing.answer(limit: 3)
        return hearing.effort
    }

    /// Words of the city itself, so that as many phrases as possible are tried.
    private static let allWords = CityTopics.bogor.knowledge.topics.flatMap { topic in
        TopicKnowledge.Weight.allCases.flatMap { topic.words[$0] ?? [] }
    }

    @Test("hostile texts of 4,000 letters stay within the bound")
    func bounded() {
        var letter = 0
        let noise = (0..<700).map { _ in
            String(
                (0..<5).map { _ in
                    letter = (letter * 31 + 17) % 9_973
                    return Character(UnicodeScalar(UInt8(97 + letter % 26)))
                })
        }
        let texts = [
            noise.joined(separator: " "), String(repeating: "a", count: 4_000),
            String(repeating: "a ", count: 2_000),
            String(repeating: "lampu jalan mati ", count: 240),
            String(repeating: "air tidak jalan ", count: 250),
            String(repeating: "menyenyenyakannya ", count: 230),
            Self.allWords.shuffledBySteps(of: 7).joined(separator: " "),
            Self.allWords.shuffledBySteps(of: 501).joined(separator: " "),
            String(repeating: "-", count: 4_000), String(repeating: "a-a-", count: 1_000),
            String(repeating: "\u{301}", count: 4_000),
        ]
        for text in texts {
            let effort = effort(text)
            #expect(effort <= Self.most, "\(text.prefix(40)): \(effort)")
        }
    }

    @Test("what is behind 4,000 letters costs nothing and says nothing")
    func long() {
        let text = String(repeating: "got mampet lagi. ", count: 250)
        let more = text + String(repeating: "sarang tawon ", count: 100_000)
        #expect(effort(more) == effort(text))
        #expect(CityTopics.bogor.index.answer(more) == CityTopics.bogor.index.answer(text))
    }
}

extension [String] {
    /// The same elements in another order, always the same one.
    fileprivate func shuffledBySteps(of step: Int) -> [String] {
        (0..<step).flatMap { start in stride(from: start, to: count, by: step).map { self[$0] } }
    }
}
