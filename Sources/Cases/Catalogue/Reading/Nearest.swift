/// Finds the word that somebody probably meant.
enum Nearest {
    /// The known word with the smallest edit distance, when it is small enough to be a slip.
    static func word(to typed: String, among known: some Sequence<String>) -> String? {
        let limit = max(1, min(3, typed.count / 3))
        var best: (word: String, distance: Int)?
        for word in known.sorted() {
            let distance = distance(typed.lowercased(), word.lowercased(), limit: limit)
            guard distance <= limit, distance < best?.distance ?? .max else { continue }
            best = (word, distance)
        }
        return best?.word
    }

    /// `did you mean …?`, or the list when nothing is near and the list is short.
    static func mend(_ typed: String, among known: some Collection<String>) -> String? {
        if let word = word(to: typed, among: known) { return "did you mean `\(word)`?" }
        guard known.count <= 16, !known.isEmpty else { return nil }
        return "use one of: " + known.sorted().joined(separator: ", ")
    }

    /// Edits (insert, delete, replace, swap of neighbours) between two words; more than `limit`
    /// counts as `limit + 1`.
    static func distance(_ left: String, _ right: String, limit: Int) -> Int {
        let first = Array(left.unicodeScalars)
        let second = Array(right.unicodeScalars)
        guard abs(first.count - second.count) <= limit else { return limit + 1 }
        guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
        var before: [Int] = []
        var above = Array(0...second.count)
        for row in 1...first.count {
            var current = [row]
            for column in 1...second.count {
                let cost = first[row - 1] == second[column - 1] ? 0 : 1
                var value = min(
                    above[column] + 1, current[column - 1] + 1, above[column - 1] + cost)
                if row > 1, column > 1, first[row - 1] == second[column - 2],
                    first[row - 2] == second[column - 1]
                {
                    value = min(value, before[column - 2] + 1)
                }
                current.append(value)
            }
            before = above
            above = current
        }
        return min(above[second.count], limit + 1)
    }
}
