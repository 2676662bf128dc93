/// All the words of the house, by key and language.
public struct Vocabulary: Sendable {
    private let words: [Language: [String: WordPattern]]
    private let faults: [String]

    public init(_ lists: [WordList]) {
        var words: [Language: [String: WordPattern]] = [:]
        var faults: [String] = []
        for list in lists {
            faults += list.faults
            for (key, pattern) in list.entries {
                if words[list.language, default: [:]].updateValue(pattern, forKey: key) != nil {
                    faults.append("\(list.name): `\(key)` is in another list too; rename one")
                }
            }
        }
        self.words = words
        self.faults = faults
    }

    /// The locale files among embedded files; other files are passed over.
    public init(files: [(name: String, text: StaticString)]) {
        self.init(files.compactMap { WordList(file: $0.name, text: $0.text) })
    }

    /// The text of a key; `⟦key⟧` when there is none in that language.
    public func text(
        _ key: String, _ language: Language, _ values: [String: String] = [:]
    ) -> String {
        words[language]?[key]?.text(values) ?? "⟦\(key)⟧"
    }

    public func has(_ key: String) -> Bool {
        Language.allCases.allSatisfy { words[$0]?[key] != nil }
    }

    public var keys: Set<String> {
        Set(words.values.flatMap(\.keys))
    }

    /// What is wrong with the lists: unreadable lines, keys that miss a language, placeholders that
    /// differ between languages. Sorted; empty when all is well.
    public func problems() -> [String] {
        var found = faults
        for key in keys {
            var names: [Language: Set<String>] = [:]
            for language in Language.allCases {
                if let pattern = words[language]?[key] {
                    names[language] = pattern.names
                } else {
                    found.append("\(language.rawValue): `\(key)` is missing")
                }
            }
            guard let first = names[.id], let second = names[.en], first != second else { continue }
            let differing = first.symmetricDifference(second).sorted().joined(separator: ", ")
            found.append("`\(key)`: {\(differing)} is not in both languages")
        }
        return found.sorted()
    }
}
