import Kernel

/// The mood of a message or a tag; never told by colour alone.
public enum Tone: String, Sendable, Hashable, CaseIterable {
    case info, success, warning, danger, neutral
}

/// A message that is shown once, above the next page. It travels in a signed cookie, so it holds
/// a key of the word lists and harmless values, never what somebody typed.
struct Flash: Sendable, Hashable {
    let tone: Tone
    let key: String
    let values: [String: String]

    var encoded: String {
        let pairs = [("", tone.rawValue), ("", key)] + values.sorted { $0.key < $1.key }
        return pairs.map { PercentCoding.encode($0.0) + "=" + PercentCoding.encode($0.1) }
            .joined(separator: "&")
    }

    init(tone: Tone, key: String, values: [String: String]) {
        self.tone = tone
        self.key = key
        self.values = values
    }

    init?(encoded: String) {
        guard let pairs = PercentCoding.pairs(Array(encoded.utf8)[...], limit: 12),
            pairs.count >= 2, let tone = Tone(rawValue: pairs[0].value)
        else { return nil }
        self.tone = tone
        key = pairs[1].value
        values = Dictionary(pairs.dropFirst(2).map { ($0.name, $0.value) }) { first, _ in first }
    }
}
