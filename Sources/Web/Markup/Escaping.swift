/// Escapes text for HTML, byte by byte: runs without special bytes are copied at once.
enum Escaping {
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { buffer in
            var start = 0
            for index in 0..<buffer.count {
                guard let entity = entity(of: buffer[index]) else { continue }
                bytes.append(contentsOf: buffer[start..<index])
                entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
                start = index + 1
            }
            bytes.append(contentsOf: buffer[start..<buffer.count])
        }
    }

    @inline(__always)
    private static func entity(of byte: UInt8) -> StaticString? {
        // All special bytes are below 0x3F; most text is not.
        guard byte < 0x3F else { return nil }
        switch byte {
        case UInt8(ascii: "&"): return "&amp;"
        case UInt8(ascii: "<"): return "&lt;"
        case UInt8(ascii: ">"): return "&gt;"
        case UInt8(ascii: "\""): return "&quot;"
        case UInt8(ascii: "'"): return "&#39;"
        // Control characters are not allowed in HTML and can hide text; line breaks and tabs stay.
        case 0...8, 11, 12, 14...31: return "\u{FFFD}"
        default: return nil
        }
    }
}
