import Foundation

/// Makes the parts of an index out of the knowledge.
struct TopicIndexBuilder {
    private let knowledge: TopicKnowledge
    private(set) var lexicon: TopicLexicon
    private(set) var voices: [[TopicVoice]] = []
    private(set) var phrases: [TopicPhrase] = []
    private(set) var phrasesAt: [[Int]] = []
    private(set) var sequences: [Int: [TopicSequence]] = [:]

    private var listed: [(id: Int, topic: Int, points: Double)] = []
    private var examples: [(topic: Int, ids: Set<Int>)] = []

    init(_ knowledge: TopicKnowledge) {
        self.knowledge = knowledge
        lexicon = TopicLexicon(
            abbreviations: knowledge.abbreviations, silent: knowledge.silent)
    }

    mutating func build() {
        for (place, topic) in knowledge.topics.enumerated() {
            for weight in TopicKnowledge.Weight.allCases {
                for entry in topic.words[weight] ?? [] { add(entry, weight, place) }
            }
        }
        let written = knowledge.synonyms.merging(
            knowledge.abbreviations.filter { $0.key.contains(" ") }.mapValues { [$0] }
        ) { $0 + $1 }
        for (phrase, meanings) in written.sorted(by: { $0.key < $1.key }) {
            for meaning in meanings { equate(phrase, meaning) }
        }
        for phrase in knowledge.silent.filter({ $0.contains(" ") }).sorted() { silence(phrase) }
        for (place, topic) in knowledge.topics.enumerated() {
            for example in topic.examples { learn(example, place) }
        }
        lexicon.close()
        weighWords()
        weighExamples()
        weighLessons()
        spreadPhrases()
    }

    // MARK: Words and phrases

    private static func points(_ weight: TopicKnowledge.Weight) -> Double {
        switch weight {
        case .sure: 7
        case .strong: 5
        case .usual: 2.5
        case .weak: 1
        case .against: -6
        }
    }

    private mutating func add(
        _ entry: String, _ weight: TopicKnowledge.Weight, _ topic: Int
    ) {
        let isExact = entry.hasPrefix("\"") && entry.hasSuffix("\"")
        let words = entry.split(separator: " ").flatMap(Self.elements)
        // `di` and the like need not be waited for, unless the order is fixed.
        let spoken = isExact ? words : words.filter { !isFiller($0) }
        guard let first = spoken.first else { return }
        let points = Self.points(weight)
        guard spoken.count > 1 else {
            for token in first {
                let id = lexicon.add(token, isListed: true, isHeavy: true)
                listed.append((id, topic, points))
            }
            return
        }
        let elements = spoken.map { tokens in
            tokens.map { lexicon.add($0, isListed: false, isHeavy: true) }
        }
        phrases.append(
            TopicPhrase(
                topic: topic, elements: elements,
                points: points * (spoken.count == 2 ? 1.5 : 1.8), isExact: isExact,
                isFirm: weight == .sure, name: entry.filter { $0 != "\"" }))
    }

    /// The tokens of one written word, with their alternatives; `corat-coret` is two.
    private static func elements(_ word: Substring) -> [[TopicToken]] {
        guard word.contains("|") else { return TopicLexicon.tokens(String(word)).map { [$0] } }
        let alternatives = word.split(separator: "|").flatMap { TopicLexicon.tokens(String($0)) }
        return alternatives.isEmpty ? [] : [alternatives]
    }

    private func isFiller(_ tokens: [TopicToken]) -> Bool {
        tokens.allSatisfy { lexicon.isSilent($0) && $0.word.utf8.count <= 2 }
    }

    private mutating func equate(_ written: String, _ meaning: String) {
        let words = TopicLexicon.tokens(written)
        let target = TopicLexicon.tokens(meaning)
        guard let first = words.first, target.count == 1 else { return }
        let meant = lexicon.add(target[0], isListed: false, isHeavy: true)
        let id = lexicon.add(first, isListed: false, isHeavy: true)
        let rest = words.dropFirst().map { lexicon.add($0, isListed: false, isHeavy: true) }
        if rest.isEmpty {
            lexicon.equate(id, to: meant)
        } else {
            sequences[id, default: []].append(TopicSequence(rest: rest, meaning: meant))
        }
    }

    /// Words that say nothing together, though each alone may.
    private mutating func silence(_ phrase: String) {
        let ids = TopicLexicon.tokens(phrase).map {
            lexicon.add($0, isListed: false, isHeavy: false)
        }
        guard let first = ids.first, ids.count > 1 else { return }
        sequences[first, default: []].append(
            TopicSequence(rest: Array(ids.dropFirst()), meaning: nil))
    }

    /// A word that many topics have says less for each.
    private mutating func weighWords() {
        voices = Array(repeating: [], count: lexicon.names.count)
        for (id, topic, points) in listed {
            if let place = voices[id].firstIndex(where: { $0.topic == topic }) {
                voices[id][place].points = max(voices[id][place].points, points)
            } else {
                voices[id].append(TopicVoice(topic: topic, points: points))
            }
        }
        let all = Double(max(knowledge.topics.count, 1))
        for id in voices.indices {
            let sharers = Double(voices[id].count { $0.points > 0 })
            guard sharers > 1 else { continue }
            let share = log(1 + all / sharers) / log(1 + all)
            for place in voices[id].indices where voices[id][place].points > 0 {
                voices[id][place].points *= share
            }
        }
    }

    // MARK: Examples

    private mutating func learn(_ example: String, _ topic: Int) {
        var ids: Set<Int> = []
        for token in TopicLexicon.tokens(example) where !lexicon.isSilent(token) {
            var effort = 0
            let forms = lexicon.forms(of: token, &effort)
            ids.formUnion(forms.prefix(2).map(\.id).filter { !lexicon.isSilent($0) })
            if forms.isEmpty, token.word.utf8.count >= 4 {
                ids.insert(lexicon.add(token, isListed: false, isHeavy: false))
            }
        }
        examples.append((topic, ids))
    }

    /// As naive Bayes would: how much more often a word stands in the examples of a topic than in
    /// all, drawn to nothing where it was seen seldom.
    private mutating func weighExamples() {
        var seen: [Int: Int] = [:]
        var seenIn: [Int: [Int: Int]] = [:]
        var examplesOf: [Int: Int] = [:]
        for (topic, ids) in examples {
            examplesOf[topic, default: 0] += 1
            for id in ids {
                seen[id, default: 0] += 1
                seenIn[id, default: [:]][topic, default: 0] += 1
            }
        }
        let all = Double(max(examples.count, 1))
        for (id, topics) in seenIn.sorted(by: { $0.key < $1.key }) {
            let usual = Double(seen[id] ?? 1) / all
            for (topic, count) in topics.sorted(by: { $0.key < $1.key }) {
                let here = Double(count) / Double((examplesOf[topic] ?? 0) + 2)
                let trust = Double(count * count) / Double(count * count + 3)
                let points = min(max(log(here / usual) * trust * 1.8, 0), 1.5)
                voice(id, topic, points)
            }
        }
    }

    /// A word speaks for the topic that people chose where it stood, the more of them and the more
    /// of one mind the louder: alone 0.8 of a point, never more than 4.
    private mutating func weighLessons() {
        let places = Dictionary(
            knowledge.topics.enumerated().map { ($0.element.code, $0.offset) }
        ) { first, _ in first }
        var chosen: [Int: [Int: Int]] = [:]
        for lesson in knowledge.lessons {
            guard let topic = places[lesson.topic] else { continue }
            for id in Set(lesson.words.compactMap(lexicon.id)) {
                chosen[id, default: [:]][topic, default: 0] += 1
            }
        }
        for (id, topics) in chosen.sorted(by: { $0.key < $1.key }) {
            let all = Double(topics.values.reduce(0, +))
            for (topic, count) in topics.sorted(by: { $0.key < $1.key }) {
                let trust = Double(count) / Double(count + 4)
                voice(id, topic, 4 * Double(count) / all * trust)
            }
        }
    }

    private mutating func voice(_ id: Int, _ topic: Int, _ points: Double) {
        if let place = voices[id].firstIndex(where: { $0.topic == topic }) {
            voices[id][place].points += points
        } else if points > 0 {
            voices[id].append(TopicVoice(topic: topic, points: points))
        }
    }

    // MARK: Where phrases are tried

    /// A phrase is tried only where its rarest word occurs.
    private mutating func spreadPhrases() {
        var uses = Array(repeating: 0, count: lexicon.names.count)
        for phrase in phrases {
            for id in Set(phrase.elements.joined()) { uses[id] += 1 }
        }
        phrasesAt = Array(repeating: [], count: lexicon.names.count)
        for (place, phrase) in phrases.enumerated() {
            let rarest = phrase.elements.min { left, right in
                left.map { uses[$0] }.reduce(0, +) < right.map { uses[$0] }.reduce(0, +)
            }
            for id in Set(rarest ?? []) { phrasesAt[id].append(place) }
        }
    }
}
