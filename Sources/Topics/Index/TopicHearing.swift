/// One text, heard once.
struct TopicHearing {
    /// A phrase that was found, and the tokens that made it.
    struct Match {
        let phrase: Int
        let tokens: [Int]
        let points: Double
    }

    private let index: TopicIndex
    private let tokens: [TopicToken]
    /// By token: the words that it may be.
    private var forms: [[TopicLexicon.Form]]
    /// By token: how much of its weight counts; where it only says a place, less.
    private var shares: [Double]
    /// By the id of a word: the tokens that may be it.
    private var places: [Int: [(token: Int, closeness: Double)]] = [:]
    /// Ids in the order of their first token.
    private var heard: [Int] = []
    /// Steps that were made: how much work the text was.
    private(set) var effort = 0

    /// Places of one word that are looked at.
    private static let mostPlaces = 6
    /// Phrases that are weighed.
    private static let mostMatches = 200

    init(_ index: TopicIndex, _ text: String) {
        self.index = index
        tokens = TopicTokens.of(
            text, mostLetters: TopicIndex.mostLetters, mostWords: TopicIndex.mostWords)
        shares = Self.shares(tokens, index.places)
        forms = []
        forms.reserveCapacity(tokens.count)
        var known: [String: [TopicLexicon.Form]] = [:]
        for token in tokens {
            let key = Spellings.key(token)
            if let found = known[key] {
                forms.append(found)
            } else {
                let found = index.lexicon.forms(of: token, &effort)
                known[key] = found
                forms.append(found)
            }
        }
        join()
        for token in tokens.indices { note(token) }
    }

    /// What the word behind one that announces a place counts, and the next one.
    private static let placeShares = (first: 0.35, second: 0.65)

    private static func shares(_ tokens: [TopicToken], _ places: Set<String>) -> [Double] {
        tokens.indices.map { number in
            func announces(_ back: Int) -> Bool {
                let before = number - back
                return before >= 0 && places.contains(tokens[before].word)
                    && tokens[number].position - tokens[before].position == back
            }
            return announces(1) ? placeShares.first : announces(2) ? placeShares.second : 1
        }
    }

    /// Words that have a meaning together give it to the last of them; one word may stand between.
    /// Words that say nothing together are heard no more.
    private mutating func join() {
        for start in tokens.indices {
            for form in forms[start] {
                for sequence in index.sequences[form.id] ?? [] {
                    effort += 1
                    let reach = sequence.meaning == nil ? 1 : 2
                    guard let end = end(of: sequence.rest, from: start, reach) else { continue }
                    if let meaning = sequence.meaning {
                        forms[end].append(
                            TopicLexicon.Form(id: meaning, closeness: form.closeness * 0.95))
                    } else {
                        for token in start...end { forms[token] = [] }
                    }
                }
            }
        }
    }

    private func end(of rest: [Int], from start: Int, _ reach: Int) -> Int? {
        var place = start
        for id in rest {
            let next = (place + 1..<min(place + 1 + reach, tokens.count)).first { candidate in
                forms[candidate].contains { $0.id == id && $0.closeness > 0.8 }
            }
            guard let next, tokens[next].position - tokens[place].position <= reach else {
                return nil
            }
            place = next
        }
        return place
    }

    private mutating func note(_ token: Int) {
        for form in forms[token] {
            if places[form.id] == nil { heard.append(form.id) }
            if places[form.id, default: []].count < Self.mostPlaces {
                places[form.id, default: []].append((token, form.closeness))
            }
        }
    }

    /// Words of the knowledge in the text, for a lesson.
    var knownWords: [String] {
        let ids = Set(forms.compactMap { $0.first?.id })
        return ids.map { index.lexicon.names[$0] }.sorted()
    }

    mutating func answer(limit: Int) -> TopicAnswer {
        let matches = matches()
        var tally = TopicTally(topics: index.codes.count, yields: index.yields)
        tally.count(matches, of: index.phrases) { self.typed($0) }
        var counted: Set<Int> = []
        for token in tokens.indices {
            guard let first = forms[token].first, counted.insert(first.id).inserted else {
                continue
            }
            for form in forms[token] {
                for voice in index.voices[form.id] {
                    effort += 1
                    tally.hear(
                        voice, form.closeness * shares[token], token: token,
                        typed: tokens[token].typed, known: index.lexicon.names[form.id])
                }
            }
            tally.endWord()
        }
        return tally.answer(codes: index.codes, limit: limit)
    }

    // MARK: Phrases

    private mutating func matches() -> [Match] {
        var matches: [Match] = []
        var tried: Set<Int> = []
        for id in heard {
            for place in index.phrasesAt[id] where tried.insert(place).inserted {
                effort += 1
                if let match = match(place) { matches.append(match) }
            }
        }
        // Long phrases know better than short ones.
        matches.sort { left, right in
            let (a, b) = (left.tokens.count, right.tokens.count)
            return (-a, -left.points.magnitude, left.phrase)
                < (-b, -right.points.magnitude, right.phrase)
        }
        return Array(matches.prefix(Self.mostMatches))
    }

    /// The best place of a phrase in the text: each of its first words is tried.
    private mutating func match(_ number: Int) -> Match? {
        let phrase = index.phrases[number]
        effort += phrase.elements.count
        guard phrase.elements.allSatisfy({ $0.contains { places[$0] != nil } }) else { return nil }
        let occurrences = phrase.elements.map { ids in ids.flatMap { places[$0] ?? [] } }
        var best: Match?
        for start in occurrences[0].prefix(Self.mostPlaces) {
            var chosen = [start.token]
            var closeness = start.closeness
            for others in occurrences.dropFirst() {
                effort += others.count
                let free = others.filter { !chosen.contains($0.token) }
                let near = free.min { left, right in
                    distance(left.token, chosen) < distance(right.token, chosen)
                }
                guard let near else { break }
                chosen.append(near.token)
                closeness = min(closeness, near.closeness)
            }
            guard chosen.count == phrase.elements.count else { continue }
            let fit = phrase.fit(chosen.map { tokens[$0].position })
            let share = shares[chosen.min() ?? start.token]
            let points = phrase.points * fit * closeness * share
            if fit > 0, points.magnitude > best?.points.magnitude ?? 0 {
                best = Match(phrase: number, tokens: chosen, points: points)
            }
        }
        return best
    }

    /// How far a word is from the one before; one step more where it stands before it.
    private func distance(_ token: Int, _ chosen: [Int]) -> Int {
        let step = tokens[token].position - tokens[chosen[chosen.count - 1]].position
        return step > 0 ? step : 1 - step
    }

    private func typed(_ chosen: [Int]) -> String {
        let ordered = chosen.sorted()
        var text = ""
        for (number, token) in ordered.enumerated() {
            if number > 0 { text += token == ordered[number - 1] + 1 ? " " : " … " }
            text += tokens[token].typed
        }
        return text
    }
}
