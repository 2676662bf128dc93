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

    /// Levenshtein's distance in bytes; names beyond 64 bytes are far from everything.
    private static func distance(_ left: String, _ right: String) -> Int {
        let first = Array(left.utf8)
        let second = Array(right.utf8)
        guard first.count <= 64, second.count <= 64 else { return 1000 }
        var row = Array(0...second.count)
        for (i, byte) in first.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, other) in second.enumerated() {
                let change = corner + (byte == other ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[second.count]
    }
}
