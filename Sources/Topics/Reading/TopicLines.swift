/// The lines of a file of topics: without comments and empty ones, and with lines that begin with
/// a space joined to the one that they go on with.
struct TopicLines: Sequence {
    private var lines: [(number: Int, text: String)] = []

    init(_ text: String) {
        var number = 0
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let line = Self.trimmed(raw)
            if line.isEmpty || line.hasPrefix("#") { continue }
            if raw.first == " " || raw.first == "\t", let last = lines.popLast() {
                lines.append((last.number, last.text + " " + line))
            } else {
                lines.append((number, line))
            }
        }
    }

    func makeIterator() -> some IteratorProtocol<(number: Int, text: String)> {
        lines.makeIterator()
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }

    /// The parts of a list that say something.
    static func parts(_ text: String, by separator: Character = ",") -> [String] {
        text.split(separator: separator).map(trimmed).filter { !$0.isEmpty }
    }

    /// Key and value of `key = value`.
    static func pair(_ text: String) -> (key: String, value: String)? {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        let key = trimmed(text[..<equals])
        let value = trimmed(text[text.index(after: equals)...])
        return key.isEmpty || value.isEmpty ? nil : (key, value)
    }
}
