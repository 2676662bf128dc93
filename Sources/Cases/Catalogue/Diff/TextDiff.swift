/// Compares files that are read by lines, such as templates of letters.
enum TextDiff {
    /// A line for each that differs, with its number, `old -> new`; none where only line ends do.
    static func lines(_ old: String, _ new: String) -> [String] {
        let before = old.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let after = new.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        var gone: Set<Int> = []
        var fresh: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let index, _, _): gone.insert(index)
            case .insert(let index, _, _): fresh.insert(index)
            }
        }
        var lines: [String] = []
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            let isGone = gone.contains(left)
            let isFresh = fresh.contains(right)
            if isGone || isFresh {
                let (was, now) = Shortened.pair(
                    isGone ? "`\(before[left])`" : "nothing",
                    isFresh ? "`\(after[right])`" : "nothing")
                lines.append("\(isFresh ? right + 1 : left + 1): \(was) -> \(now)")
            }
            // Lines that stayed are passed in both.
            let stays = !isGone && !isFresh
            left += isGone || stays ? 1 : 0
            right += isFresh || stays ? 1 : 0
        }
        return lines
    }
}
