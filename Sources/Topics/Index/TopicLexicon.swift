/// All words of the knowledge, and how a typed word is found among them.
struct TopicLexicon {
    /// A word of the knowledge that a typed one may be.
    struct Form: Equatable {
        let id: Int
        /// From 0 to 1.
        let closeness: Double
    }

    /// Words that one typed word may go back to.
    private static let mostRoots = 4

    private enum Closeness {
        static let meaning = 0.95
        static let root = 0.85
        static let slip = 0.45
        static let skeleton = 0.55
    }

    /// The words, by their ids.
    private(set) var names: [String] = []
    private var ids: [String: Int] = [:]
    /// Other words that a word says too.
    private var meanings: [[Int]] = []
    /// Words that speak for a topic by themselves: nothing is taken away from them.
    private var isListed: [Bool] = []
    /// Words that the index would miss, unlike those that only stand in examples.
    private var isHeavy: [Bool] = []
    private var abbreviations: [String: String] = [:]
    private var silent: Set<String> = []
    /// By the hash of a word with a letter left out: words that it may be; below nothing, places
    /// among the silent ones.
    private var shortened: [Int: [Int]] = [:]
    private var silentWords: [String] = []
    /// A skeleton of several words stands for none of them.
    private var skeletons: [String: Int?] = [:]

    init(abbreviations: [String: String], silent: Set<String>) {
        for (written, meant) in abbreviations {
            let (from, to) = (Self.tokens(written), Self.tokens(meant))
            guard from.count == 1, to.count == 1 else { continue }
            self.abbreviations[Spellings.key(from[0])] = Spellings.key(to[0])
        }
        self.silent = Set(
            silent.map(Self.tokens).filter { $0.count == 1 }.joined().map(Spellings.key))
    }

    static func tokens(_ text: String) -> [TopicToken] {
        TopicTokens.of(text, mostLetters: 1_000, mostWords: 100)
    }

    private func isDoubled(_ key: String) -> Bool { key.last == Spellings.doubled }

    // MARK: Building

    /// The id of a word of the knowledge.
    mutating func add(_ token: TopicToken, isListed listed: Bool, isHeavy heavy: Bool) -> Int {
        let written = Spellings.key(token)
        let key = abbreviations[written] ?? written
        let id = ids[key] ?? names.count
        if id == names.count {
            ids[key] = id
            names.append(isDoubled(key) ? "\(key.dropLast())-\(key.dropLast())" : key)
            meanings.append([])
            isListed.append(false)
            isHeavy.append(false)
        }
        isListed[id] = isListed[id] || listed
        isHeavy[id] = isHeavy[id] || heavy
        return id
    }

    mutating func equate(_ id: Int, to meaning: Int) {
        if id != meaning, !meanings[id].contains(meaning) { meanings[id].append(meaning) }
    }

    /// Whether the word says nothing, so that a phrase need not wait for it.
    func isSilent(_ token: TopicToken) -> Bool {
        let written = Spellings.key(token)
        return silent.contains(abbreviations[written] ?? written)
    }

    func isSilent(_ id: Int) -> Bool { silent.contains(names[id]) }

    /// Prepares the search for slips, when all words are there.
    mutating func close() {
        for (key, id) in ids.sorted(by: { $0.key < $1.key }) where isHeavy[id] {
            let word = isDoubled(key) ? String(key.dropLast()) : key
            if word.utf8.count >= Slips.shortest {
                for part in Slips.shortened(word) { shortened[part, default: []].append(id) }
            }
            if word.utf8.count >= 4, let skeleton = Slips.skeleton(word) {
                skeletons[skeleton] = skeletons[skeleton] == nil ? .some(id) : .some(nil)
            }
        }
        silentWords = silent.filter { $0.utf8.count >= Slips.shortest }.sorted()
        for (place, word) in silentWords.enumerated() {
            for part in Slips.shortened(word) { shortened[part, default: []].append(-1 - place) }
        }
    }

    // MARK: Looking up

    /// The id of a word as `names` has it.
    func id(_ name: String) -> Int? {
        let tokens = Self.tokens(name)
        return tokens.count == 1 ? ids[Spellings.key(tokens[0])] : nil
    }

    /// The words that a typed one may be, the closest first; none where it says nothing.
    /// - Parameter effort: grows by one with each look into the lexicon.
    func forms(of token: TopicToken, _ effort: inout Int) -> [Form] {
        let spellings = Spellings.of(token)
        for spelling in spellings {
            if let forms = direct(spelling, &effort) { return forms }
        }
        for spelling in spellings where !isDoubled(spelling) {
            if let forms = rooted(spelling, &effort) { return forms }
        }
        guard let last = spellings.last else { return [] }
        return slipped(last, &effort)
    }

    /// The word as it stands; nothing in it where it is silent, nil where it is unknown.
    private func direct(_ spelling: String, _ effort: inout Int) -> [Form]? {
        effort += 1
        let key = abbreviations[spelling] ?? spelling
        guard let id = ids[key] else { return silent.contains(key) ? [] : nil }
        var forms = forms(of: id, 1)
        if !isListed[id], !silent.contains(key), !isDoubled(key) {
            forms += rooted(key, &effort) ?? []
        }
        return forms
    }

    private func forms(of id: Int, _ closeness: Double) -> [Form] {
        [Form(id: id, closeness: closeness)]
            + meanings[id].map { Form(id: $0, closeness: closeness * Closeness.meaning) }
    }

    /// What remains of the word without its affixes, as far as the first word that speaks by
    /// itself: `pembakaran` is `bakaran`, and `bakar`.
    private func rooted(_ word: String, _ effort: inout Int) -> [Form]? {
        var found: [Form] = []
        var isKnown = false
        for root in Affixes.roots(of: word) {
            effort += 1
            if let id = ids[root] {
                isKnown = true
                guard isHeavy[id] || found.isEmpty else { continue }
                if found.contains(where: { $0.id == id }) { continue }
                found += forms(of: id, Closeness.root)
                if isListed[id] || found.count >= Self.mostRoots { break }
            } else if silent.contains(root) {
                isKnown = true
            }
        }
        return isKnown ? found : nil
    }

    private func slipped(_ word: String, _ effort: inout Int) -> [Form] {
        var found: Set<Int> = []
        if word.utf8.count >= Slips.shortest - 1 {
            for part in Slips.shortened(word) {
                effort += 1
                for id in shortened[part] ?? [] {
                    effort += 1
                    guard Slips.isOne(word, id < 0 ? silentWords[-1 - id] : bare(id)) else {
                        continue
                    }
                    if id < 0 { return [] }
                    found.insert(id)
                }
            }
        }
        // Between several neighbours nobody can tell: the first two are heard, the rest is noise.
        if !found.isEmpty {
            return found.sorted().prefix(2).flatMap { forms(of: $0, Closeness.slip) }
        }
        effort += 1
        guard word.utf8.count >= 3, Slips.skeleton(word) == word, let id = skeletons[word] ?? nil
        else { return [] }
        return forms(of: id, Closeness.skeleton)
    }

    private func bare(_ id: Int) -> String {
        String(names[id].prefix { $0 != "-" })
    }
}
