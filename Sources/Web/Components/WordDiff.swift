/// Differences of two texts, word by word.
public enum WordDiff {
    public enum Part: Sendable, Hashable { case same(String), removed(String), added(String) }

    /// Texts of more words than this are shown as a whole, old and new: comparing costs the square.
    private static let limit = 2_000

    public static func make(_ old: String, _ new: String) -> [Part] {
        let before = pieces(old)
        let after = pieces(new)
        guard before != after else { return [.same(old)] }
        let head = zip(before, after).prefix { $0 == $1 }.count
        let tail = min(
            zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count,
            min(before.count, after.count) - head)
        let left = before[head..<(before.count - tail)]
        let right = after[head..<(after.count - tail)]
        var parts: [Part] = head > 0 ? [.same(before[..<head].joined())] : []
        if left.count > limit || right.count > limit || left.isEmpty || right.isEmpty {
            if !left.isEmpty { parts.append(.removed(left.joined())) }
            if !right.isEmpty { parts.append(.added(right.joined())) }
        } else {
            parts += middle(Array(left), Array(right))
        }
        if tail > 0 { parts.append(.same(before[(before.count - tail)...].joined())) }
        return parts
    }

    private static func middle(_ left: [String], _ right: [String]) -> [Part] {
        let changes = right.difference(from: left)
        let removed = Set(changes.removals.map(Self.offset))
        let added = Set(changes.insertions.map(Self.offset))
        var parts: [Part] = []
        var old = 0
        var new = 0
        while old < left.count || new < right.count {
            if old < left.count, removed.contains(old) {
                append(.removed(left[old]), to: &parts)
                old += 1
            } else if new < right.count, added.contains(new) {
                append(.added(right[new]), to: &parts)
                new += 1
            } else if old < left.count, new < right.count {
                append(.same(left[old]), to: &parts)
                old += 1
                new += 1
            } else {
                break
            }
        }
        return parts
    }

    private static func offset(_ change: CollectionDifference<String>.Change) -> Int {
        switch change {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }

    private static func append(_ part: Part, to parts: inout [Part]) {
        switch (parts.last, part) {
        case (.same(let before)?, .same(let text)): parts[parts.count - 1] = .same(before + text)
        case (.removed(let before)?, .removed(let text)):
            parts[parts.count - 1] = .removed(before + text)
        case (.added(let before)?, .added(let text)): parts[parts.count - 1] = .added(before + text)
        default: parts.append(part)
        }
    }

    /// Words with the blanks behind them.
    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var current = ""
        var isBlank = false
        for character in text {
            if isBlank, !character.isWhitespace {
                pieces.append(current)
                current = ""
            }
            isBlank = character.isWhitespace
            current.append(character)
        }
        if !current.isEmpty { pieces.append(current) }
        return pieces
    }
}
