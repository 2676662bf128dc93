import Yams

/// What a YAML file says, without its layout and comments: what two editions are compared by.
indirect enum Plain: Sendable, Hashable {
    case scalar(String)
    case list([Plain])
    case keys([String: Plain])
    /// Names of things that stand elsewhere, such as the fields of a page, in their order.
    case order([String])

    /// A file that is no YAML is one text: it differs as a whole.
    init(yaml source: String) {
        if let node = try? Yams.compose(yaml: source) {
            self.init(node)
        } else {
            self = .scalar(source)
        }
    }

    private init(_ node: Node) {
        switch node {
        case .scalar(let scalar):
            // As readers take it: without the line end of a block.
            let text = scalar.string
            self = .scalar(text.last == "\n" ? String(text.dropLast()) : text)
        case .sequence(let items): self = .list(items.map(Plain.init))
        case .mapping(let mapping):
            self = .keys(
                Dictionary(mapping.map { (Plain($0.key).shown, Plain($0.value)) }) { $1 })
        case .alias(let alias): self = .scalar("*\(alias.anchor.rawValue)")
        }
    }

    /// Rows of a list with commas between, by their first cell.
    init(rows source: String) {
        let lines = source.split(whereSeparator: \.isNewline).map(String.init)
        let rows = lines.filter { !$0.hasPrefix("#") }.map { line in
            (String(line.prefix { $0 != "," }), Plain.scalar(line))
        }
        let known = Set(rows.map(\.0))
        // Rows that share their first cell can only be told apart by their place.
        self =
            known.count == rows.count
            ? .keys(Dictionary(rows) { $1 }) : .list(rows.map(\.1))
    }

    subscript(key: String) -> Plain? {
        if case .keys(let keys) = self { keys[key] } else { nil }
    }

    var scalar: String? { if case .scalar(let text) = self { text } else { nil } }

    var items: [Plain]? { if case .list(let items) = self { items } else { nil } }

    /// A text for people: `{id: …, en: …}` and nothing else.
    var isText: Bool {
        guard case .keys(let keys) = self, keys.count == 2 else { return false }
        return keys["id"]?.scalar != nil && keys["en"]?.scalar != nil
    }

    /// What an item of a list is called; nothing for one that only has a place.
    var name: String? {
        guard !isText else { return nil }
        return ["id", "code", "date", "name", "title"].lazy.compactMap { self[$0]?.scalar }.first
    }

    /// On one line, keys in the order of the alphabet.
    var shown: String {
        switch self {
        case .scalar(let text):
            text.isEmpty ? "''" : text.replacing("\n", with: " ⏎ ")
        case .list(let items): "[" + items.map(\.shown).joined(separator: ", ") + "]"
        case .keys(let keys):
            "{"
                + keys.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.shown)" }
                .joined(separator: ", ") + "}"
        case .order(let names): "[" + names.joined(separator: ", ") + "]"
        }
    }
}
