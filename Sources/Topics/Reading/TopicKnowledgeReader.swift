import Kernel

/// Reads the files of a city's folder `topics`: lines that an officer can write without knowing
/// more than this. `docs/topics.md` describes them.
///
///     [abbreviations]
///     jalan = jln, jl
///     [topic pju]
///     title = Penerangan jalan | Street lights
///     strong = lampu jalan, penerangan
///         lampu mati
///
/// Several files add up: a topic may have its common words in one and local words in another.
public struct TopicKnowledgeReader {
    /// Where the lines belong that follow.
    private enum Section {
        case none, abbreviations, synonyms, silent, places
        /// The place among the topics.
        case topic(Int)
    }

    private var knowledge = TopicKnowledge()
    private var faults: [TopicFault] = []
    private var section = Section.none
    private var file = ""
    private var line = 0

    /// The knowledge of all files together, and what is wrong with them. A wrong line is left out.
    public static func read(
        _ files: [(name: String, text: String)]
    ) -> (knowledge: TopicKnowledge, faults: [TopicFault]) {
        var reader = TopicKnowledgeReader()
        for file in files { reader.take(file.name, file.text) }
        reader.close()
        return (reader.knowledge, reader.faults)
    }

    private mutating func take(_ name: String, _ text: String) {
        file = name
        section = .none
        for (number, value) in TopicLines(text) {
            line = number
            if value.hasPrefix("[") {
                open(value)
            } else {
                entry(value)
            }
        }
    }

    private mutating func fault(_ problem: String, _ mend: String) {
        faults.append(TopicFault(file: file, line: line, problem: problem, mend: mend))
    }

    private mutating func open(_ heading: String) {
        section = .none
        guard heading.hasSuffix("]") else {
            return fault("the heading has no end", "write `]` behind it")
        }
        let parts = heading.dropFirst().dropLast().split(separator: " ").map(String.init)
        switch (parts.first, parts.count) {
        case ("abbreviations", 1): section = .abbreviations
        case ("same", 1): section = .synonyms
        case ("silent", 1): section = .silent
        case ("places", 1): section = .places
        case ("topic", 2): section = .topic(place(of: parts[1]))
        default:
            fault(
                "`\(heading)` is not a heading",
                "write [abbreviations], [same], [silent], [places] or [topic CODE]")
        }
    }

    private mutating func place(of code: String) -> Int {
        if let place = knowledge.topics.firstIndex(where: { $0.code == code }) { return place }
        let none = LocalizedText("")
        knowledge.topics.append(TopicKnowledge.Topic(code: code, title: none, help: none))
        return knowledge.topics.count - 1
    }

    private mutating func entry(_ value: String) {
        switch section {
        case .silent: return knowledge.silent.formUnion(TopicLines.parts(value))
        case .places: return knowledge.places.formUnion(TopicLines.parts(value))
        default: break
        }
        guard let (key, rest) = TopicLines.pair(value) else {
            return fault("the line has no `=`", "write `key = text`")
        }
        switch section {
        case .none, .silent, .places:
            fault("the line stands under no heading", "write one above it")
        case .abbreviations: abbreviate(key, TopicLines.parts(rest))
        case .synonyms: equate(key, TopicLines.parts(rest))
        case .topic(let place): describe(place, key, rest)
        }
    }

    private mutating func abbreviate(_ meaning: String, _ written: [String]) {
        for word in written {
            if let other = knowledge.abbreviations.updateValue(meaning, forKey: word),
                other != meaning
            {
                fault("`\(word)` stands for `\(other)` too", "keep one of them")
            }
        }
    }

    private mutating func equate(_ meaning: String, _ written: [String]) {
        for word in written where word != meaning {
            if knowledge.synonyms[word]?.contains(meaning) == true { continue }
            knowledge.synonyms[word, default: []].append(meaning)
        }
    }

    private mutating func describe(_ place: Int, _ key: String, _ rest: String) {
        switch key {
        case "title": if let text = both(rest) { knowledge.topics[place].title = text }
        case "help": if let text = both(rest) { knowledge.topics[place].help = text }
        case "yields": yields(place, rest)
        case "example": knowledge.topics[place].examples.append(rest)
        default:
            guard let weight = TopicKnowledge.Weight(rawValue: key) else {
                let keys = TopicKnowledge.Weight.allCases.map(\.rawValue)
                return fault(
                    "`\(key)` is not a key of a topic",
                    "write title, help, yields, example, \(keys.joined(separator: ", "))")
            }
            knowledge.topics[place].words[weight, default: []] += TopicLines.parts(rest)
        }
    }

    private mutating func both(_ text: String) -> LocalizedText? {
        let halves = TopicLines.parts(text, by: "|")
        guard halves.count == 2 else {
            fault("the text is not in both languages", "write `Indonesia | English`")
            return nil
        }
        return LocalizedText(id: halves[0], en: halves[1])
    }

    private mutating func yields(_ place: Int, _ text: String) {
        guard text == "yes" || text == "no" else {
            return fault("`\(text)` is neither yes nor no", "write `yes` or `no`")
        }
        knowledge.topics[place].yields = text == "yes"
    }

    /// What can only be said when all files are read: by the last line of the last one.
    private mutating func close() {
        for topic in knowledge.topics where topic.title.id.isEmpty {
            fault("the topic `\(topic.code)` has no title", "write `title = Indonesia | English`")
        }
    }
}
