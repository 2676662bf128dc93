/// A text with places for values: `{name}`, or `{n|day|days}`, which writes the first word when
/// the value is `1` and the second otherwise. Other braces are text.
struct WordPattern: Sendable {
    enum Part: Sendable, Equatable {
        case text(String)
        case value(String)
        case plural(String, one: String, other: String)
    }

    let parts: [Part]

    init(_ source: String) {
        var parts: [Part] = []
        let bytes = Array(source.utf8)
        var literal: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "{"),
                let close = bytes[place...].firstIndex(of: UInt8(ascii: "}")),
                let part = WordPattern.part(bytes[(place + 1)..<close])
            {
                if !literal.isEmpty {
                    parts.append(.text(String(decoding: literal, as: UTF8.self)))
                }
                literal = []
                parts.append(part)
                place = close + 1
            } else {
                literal.append(bytes[place])
                place += 1
            }
        }
        if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
        self.parts = parts
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        let pieces = bytes.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        guard let name = pieces.first, !name.isEmpty, name.allSatisfy(isNameByte) else {
            return nil
        }
        let words = pieces.map { String(decoding: $0, as: UTF8.self) }
        switch words.count {
        case 1: return .value(words[0])
        case 3: return .plural(words[0], one: words[1], other: words[2])
        default: return nil
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The names it needs.
    var names: Set<String> {
        Set(
            parts.compactMap { part in
                switch part {
                case .text: nil
                case .value(let name), .plural(let name, _, _): name
                }
            })
    }

    func text(_ values: [String: String]) -> String {
        if parts.count == 1, case .text(let text) = parts[0] { return text }
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .value(let name): result += values[name] ?? "⟦\(name)⟧"
            case .plural(let name, let one, let other):
                result += values[name] == "1" ? one : other
            }
        }
        return result
    }
}
