/// Finds the name that somebody probably meant.
enum Nearest {
    /// "did you mean …?", or the list of a few names, or nothing.
    static func hint(_ typed: String, _ known: some Collection<String>) -> String {
        let ranked = known.map { (distance(typed, $0), $0) }.sorted { $0 < $1 }
        if let (distance, name) = ranked.first, distance <= max(1, typed.utf8.count / 3) {
            return "did you mean `\(name)`?"
        }
        guard !known.isEmpty, known.count <= 12 else { return "" }
        return "there are: \(known.sorted().joined(separator: ", "))"
    }

    /// In bytes; names beyond 64 bytes are far from everything.
    private static func distance(_ left: String, _ right: String) -> Int {
        guard left.utf8.count <= 64, right.utf8.count <= 64 else { return 1000 }
        return editDistance(left.utf8, right.utf8)
    }
}
