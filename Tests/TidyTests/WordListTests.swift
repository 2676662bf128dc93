import Testing

@Suite("Locale files")
struct WordListTests {
    private struct Entry {
        let line: Int
        let text: String

        /// The names in braces, which both languages must use alike.
        var holes: Set<Substring> {
            Set(
                text.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first }
            )
        }
    }

    /// Paths without language and ending: `…/Words/` or `…/Words/looks.`
    private static let lists = Repository.current.paths
        .filter { $0.hasSuffix("id.words") || $0.hasSuffix("en.words") }
        .map { String($0.dropLast("id.words".count)) }

    @Test("Indonesian and English say the same things", arguments: Set(lists).sorted())
    func pairs(list: String) {
        var findings: [Finding] = []
        let indonesian = read("\(list)id.words", &findings)
        let english = read("\(list)en.words", &findings)
        for (key, entry) in indonesian.sorted(by: { $0.key < $1.key }) {
            let path = "\(list)id.words"
            if let other = english[key] {
                if entry.holes != other.holes {
                    findings.append(
                        Finding(
                            path: path, line: entry.line,
                            advice: "`\(key)` has other {values} than in en.words"))
                }
            } else {
                findings.append(
                    Finding(path: path, line: entry.line, advice: "`\(key)` is missing in en.words")
                )
            }
        }
        findings += english.filter { indonesian[$0.key] == nil }.map {
            Finding(
                path: "\(list)en.words", line: $0.value.line,
                advice: "`\($0.key)` is missing in id.words")
        }
        expectNone(findings)
    }

    private func read(_ path: String, _ findings: inout [Finding]) -> [String: Entry] {
        var entries: [String: Entry] = [:]
        let lines = (Repository.current.text(path) ?? "")
            .split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard !line.hasPrefix("#"), line.contains(where: { $0 != " " }) else { continue }
            guard let equals = line.firstIndex(of: "=") else {
                findings.append(
                    Finding(path: path, line: index + 1, advice: "write it as `key = text`"))
                continue
            }
            let key = line[..<equals].split(separator: " ").joined()
            if let first = entries[key]?.line {
                findings.append(
                    Finding(path: path, line: index + 1, advice: "`\(key)` is in line \(first) too")
                )
            }
            entries[key] = Entry(line: index + 1, text: String(line[equals...].dropFirst()))
        }
        return entries
    }
}
