import Kernel

/// Text in the head of a mail (RFC 2047): plain when it is short and harmless, otherwise encoded
/// words of at most 75 characters, each with whole characters.
enum EncodedWord {
    /// - Parameters:
    ///   - used: characters already on the line.
    ///   - quoting: for a display name, where only letters, digits and spaces may stand bare.
    static func header(_ text: String, after used: Int, quoting: Bool = false) -> String {
        let line = text.unicodeScalars.map { scalar in
            isControl(scalar) ? " " : String(scalar)
        }.joined().split(separator: " ").joined(separator: " ")
        if used + line.utf8.count <= 76, line.utf8.allSatisfy({ isPlain($0, quoting) }),
            !line.contains("=?")
        {
            return line
        }
        return words(line, after: used).map { "=?utf-8?B?\($0)?=" }.joined(separator: "\r\n ")
    }

    /// Base64 of pieces of at most 42 bytes: 56 characters, 68 with the frame. The first has what
    /// is left of the line, for a line with an encoded word has 76 characters at most (section 2).
    private static func words(_ text: String, after used: Int) -> [String] {
        var pieces: [[UInt8]] = [[]]
        var limit = min(42, max(6, (64 - used) / 4 * 3))
        for character in text.unicodeScalars {
            let bytes = Array(String(character).utf8)
            if (pieces.last?.count ?? 0) + bytes.count > limit {
                pieces.append([])
                limit = 42
            }
            pieces[pieces.count - 1] += bytes
        }
        return pieces.map { Base64.encode($0) }
    }

    /// Line breaks of every kind are controls here, also those of Unicode.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func isPlain(_ byte: UInt8, _ quoting: Bool) -> Bool {
        guard byte >= 32, byte < 127 else { return false }
        if !quoting { return true }
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "):
            return true
        default: return false
        }
    }
}
