/// Adds up what speaks for each topic.
struct TopicTally {
    private enum Share {
        /// Of a phrase inside a longer one of another topic: “lampu merah mati” is no “lampu mati”.
        static let insideOther = 0.35
        /// Of a phrase whose words another phrase of the topic has used.
        static let again = 0.15
        /// Of a word that stands in a phrase of its own topic: the phrase has spoken for it.
        static let inOwnPhrase = 0.35
        /// Of a word that stands in a phrase of another topic only.
        static let inOtherPhrase = 0.5
        /// Of a topic that steps back, where another one has this many points.
        static let yielding = 0.45
        static let enoughToYield = 4.0
    }

    /// Points below which nothing was said.
    private static let least = 1.2
    /// The first suggestion is clear when it has this many points, and so much more than the next.
    private static let clearPoints = 5.0
    private static let clearLead = 1.4
    private static let mostReasons = 5

    private let yields: [Bool]
    /// Points by words and usual phrases.
    private var points: [Double]
    /// Points by phrases that decide: a topic that steps back keeps these.
    private var firm: [Double]
    private var reasons: [[TopicAnswer.Reason]]
    /// By token: the topics whose phrases use it.
    private var users: [Int: Set<Int>] = [:]
    /// The best of a word for each topic, while its forms are heard.
    private var word: [Int: (points: Double, reason: TopicAnswer.Reason)] = [:]

    init(topics: Int, yields: [Bool]) {
        self.yields = yields
        points = Array(repeating: 0, count: topics)
        firm = points
        reasons = Array(repeating: [], count: topics)
    }

    mutating func count(
        _ matches: [TopicHearing.Match], of phrases: [TopicPhrase], typed: ([Int]) -> String
    ) {
        var longer: [(topic: Int, tokens: Set<Int>)] = []
        for match in matches {
            let phrase = phrases[match.phrase]
            let tokens = Set(match.tokens)
            var value = match.points
            let fresh = tokens.count { users[$0]?.contains(phrase.topic) != true }
            value *= max(Double(fresh) / Double(tokens.count), Share.again)
            let isInside = longer.contains {
                $0.topic != phrase.topic && $0.tokens.count > tokens.count
                    && tokens.isSubset(of: $0.tokens)
            }
            if isInside { value *= Share.insideOther }
            if value > 0 {
                for token in tokens { users[token, default: []].insert(phrase.topic) }
                longer.append((phrase.topic, tokens))
            }
            if phrase.isFirm, yields[phrase.topic] {
                firm[phrase.topic] += value
            } else {
                points[phrase.topic] += value
            }
            note(phrase.topic, typed(match.tokens), phrase.name, value)
        }
    }

    /// One of the words that a token may be speaks for a topic.
    mutating func hear(
        _ voice: TopicVoice, _ closeness: Double, token: Int, typed: String, known: String
    ) {
        var value = voice.points * closeness
        let users = users[token] ?? []
        if users.contains(voice.topic) {
            value *= Share.inOwnPhrase
        } else if !users.isEmpty {
            value *= Share.inOtherPhrase
        }
        guard value.magnitude > word[voice.topic]?.points.magnitude ?? 0 else { return }
        let reason = TopicAnswer.Reason(typed: typed, known: known, points: Self.hundredths(value))
        word[voice.topic] = (value, reason)
    }

    /// All forms of a word were heard: the best for each topic counts.
    mutating func endWord() {
        for (topic, best) in word {
            points[topic] += best.points
            reasons[topic].append(best.reason)
        }
        word.removeAll(keepingCapacity: true)
    }

    private mutating func note(
        _ topic: Int, _ typed: String, _ known: String, _ value: Double
    ) {
        reasons[topic].append(
            TopicAnswer.Reason(typed: typed, known: known, points: Self.hundredths(value)))
    }

    private static func hundredths(_ value: Double) -> Int { Int((value * 100).rounded()) }

    func answer(codes: [String], limit: Int) -> TopicAnswer {
        let best = points.indices.filter { !yields[$0] }.map { points[$0] }.max() ?? 0
        let totals = points.indices.map { topic -> Double in
            let steps = yields[topic] && best >= Share.enoughToYield
            return points[topic] * (steps ? Share.yielding : 1) + firm[topic]
        }
        let ranked = totals.indices.filter { totals[$0] >= Self.least }
            .sorted { (-totals[$0], $0) < (-totals[$1], $1) }
        guard let first = ranked.first, limit > 0 else { return .unsure }
        let second = ranked.dropFirst().first.map { totals[$0] } ?? 0
        return TopicAnswer(
            suggestions: ranked.prefix(limit).map { topic in
                TopicAnswer.Suggestion(
                    topic: codes[topic], points: Self.hundredths(totals[topic]),
                    reasons: strongest(reasons[topic]))
            },
            isClear: totals[first] >= Self.clearPoints
                && totals[first] >= second * Self.clearLead)
    }

    private func strongest(_ reasons: [TopicAnswer.Reason]) -> [TopicAnswer.Reason] {
        let ranked = reasons.enumerated().filter { $0.element.points != 0 }.sorted { left, right in
            (-left.element.points.magnitude.signed, left.offset)
                < (-right.element.points.magnitude.signed, right.offset)
        }
        return ranked.prefix(Self.mostReasons).map(\.element)
    }
}

extension UInt {
    fileprivate var signed: Int { Int(clamping: self) }
}
