/// What changed between two texts, word by word, so that a reader sees each correction of a letter.
public struct TextDiff: Sendable, Hashable {
    public enum Part: Sendable, Hashable {
        case same(String), removed(String), added(String)
    }

    public let parts: [Part]
    public var isEmpty: Bool {
        parts.allSatisfy { if case .same = $0 { true } else { false } }
    }

    /// Compares by words and line breaks. Costs time and space of the product of the changed
    /// middles, so texts of more than `limit` differing words are shown as one removal and one
    /// addition.
    public init(from old: String, to new: String, limit: Int = 1_500) {
        let a = Self.words(old)
        let b = Self.words(new)
        var head = 0
        while head < a.count, head < b.count, a[head] == b[head] { head += 1 }
        var tail = 0
        while tail < a.count - head, tail < b.count - head,
            a[a.count - 1 - tail] == b[b.count - 1 - tail]
        { tail += 1 }
        let left = Array(a[head..<(a.count - tail)])
        let right = Array(b[head..<(b.count - tail)])
        var parts: [Part] = []
        Self.append(.same(a[..<head].joined()), to: &parts)
        if left.count > limit || right.count > limit {
            Self.append(.removed(left.joined()), to: &parts)
            Self.append(.added(right.joined()), to: &parts)
        } else {
            Self.middle(left, right, into: &parts)
        }
        Self.append(.same(a[(a.count - tail)...].joined()), to: &parts)
        self.parts = parts
    }

    /// Longest common subsequence by dynamic programming.
    private static func middle(_ a: [String], _ b: [String], into parts: inout [Part]) {
        let width = b.count + 1
        var lengths = [Int32](repeating: 0, count: (a.count + 1) * width)
        for i in stride(from: a.count - 1, through: 0, by: -1) {
            for j in stride(from: b.count - 1, through: 0, by: -1) {
                lengths[i * width + j] =
                    a[i] == b[j]
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
            }
        }
        var i = 0
        var j = 0
        while i < a.count || j < b.count {
            if i < a.count, j < b.count, a[i] == b[j] {
                append(.same(a[i]), to: &parts)
                i += 1
                j += 1
            } else if j == b.count
                || (i < a.count && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
            {
                append(.removed(a[i]), to: &parts)
                i += 1
            } else {
                append(.added(b[j]), to: &parts)
                j += 1
            }
        }
    }

    private static func append(_ part: Part, to parts: inout [Part]) {
        switch (parts.last, part) {
        case (_, .same("")), (_, .removed("")), (_, .added("")): return
        case (.same(let old)?, .same(let new)): parts[parts.count - 1] = .same(old + new)
        case (.removed(let old)?, .removed(let new)): parts[parts.count - 1] = .removed(old + new)
        case (.added(let old)?, .added(let new)): parts[parts.count - 1] = .added(old + new)
        default: parts.append(part)
        }
    }

    /// Words with the white space that follows them; a line break is a word of its own.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var spaced = false
        func flush() {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word.removeAll(keepingCapacity: true)
            spaced = false
        }
        for byte in text.utf8 where byte != 13 {
            if byte == 10 {
                flush()
                words.append("\n")
            } else if byte == 32 || byte == 9 {
                word.append(byte)
                spaced = true
            } else {
                if spaced { flush() }
                word.append(byte)
            }
        }
        flush()
        return words
    }
}
