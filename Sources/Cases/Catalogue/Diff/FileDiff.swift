/// What differs between two editions of one file, in lines. Nothing is left out: a file that is
/// not the same has at least one line.
enum FileDiff {
    /// How many texts are named, and how many lines a file of the city may have.
    private static let most = 8

    /// - Parameters:
    ///   - differences: what two editions say differently.
    ///   - words: how one that is no text is said.
    static func lines(
        _ differences: [Difference], _ words: (Difference) -> String
    ) -> [String] {
        let texts = differences.filter(\.isText).map(\.place)
        var lines = differences.filter { !$0.isText }.map(words)
        if !texts.isEmpty {
            let named = texts.prefix(most).joined(separator: ", ")
            let rest = texts.count > most ? " and \(texts.count - most) more" : ""
            lines.append("\(lines.isEmpty ? "only texts" : "texts") differ: \(named)\(rest)")
        }
        return lines
    }

    /// Of a file beside the services, in short.
    static func short(_ path: String, _ old: String?, _ new: String?) -> [String] {
        guard old != new else { return [] }
        guard let old else { return ["\(path): new file"] }
        guard let new else { return ["\(path): the file is gone"] }
        var lines: [String]
        if path.hasSuffix(".yaml") {
            let found = PlainDiff(Plain(yaml: old), Plain(yaml: new)).differences
            lines = Self.lines(found) { "\($0.place): \($0.change)" }
        } else if path.hasSuffix(".csv") {
            let found = PlainDiff(Plain(rows: old), Plain(rows: new)).differences
            lines = found.map { "\($0.place): \($0.change)" }
        } else {
            lines = TextDiff.lines(old, new)
        }
        if lines.isEmpty { lines = ["only comments or layout differ"] }
        let rest = lines.count - most
        return lines.prefix(most).map { "\(path): \($0)" }
            + (rest > 0 ? ["\(path): and \(rest) more"] : [])
    }
}

extension Catalogue {
    /// What differs in the files that belong to no service, in lines.
    public func cityLines(to new: Catalogue) -> [String] {
        let own = Set(
            [self, new].flatMap { $0.services.values.flatMap(\.files.keys) })
        return Set(files.keys).union(new.files.keys).subtracting(own).sorted()
            .filter { !$0.hasPrefix("services/") }
            .flatMap { FileDiff.short($0, files[$0], new.files[$0]) }
    }
}

extension Catalogue {
    /// Every line of every file that differs, word for word: what a summary leaves out must not be
    /// a place to hide something from whoever decides.
    public func exactLines(to new: Catalogue) -> [String] {
        Set(files.keys).union(new.files.keys).sorted().flatMap { path -> [String] in
            let (before, after) = (files[path], new.files[path])
            guard before != after else { return [] }
            return TextDiff.lines(before ?? "", after ?? "").map { "\(path): \($0)" }
        }
    }
}
