/// Text inside a document. Both formats leave out what XML 1.0 cannot hold (control characters
/// but tab and line ends, U+FFFE, U+FFFF), so that both say the same.
enum EscapedText {
    static func appendXML(_ text: String, to bytes: inout [UInt8]) {
        append(text, to: &bytes, isSpecial: isSpecialInXML) { byte, bytes in
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            // `]]>` must not stand in text.
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            // A reader turns a bare one into a line feed.
            case 0x0D: bytes += "&#13;".utf8
            default: break
            }
        }
    }

    static func appendJSON(_ text: String, to bytes: inout [UInt8]) {
        append(text, to: &bytes, isSpecial: isSpecialInJSON) { byte, bytes in
            switch byte {
            case UInt8(ascii: "\""): bytes += #"\""#.utf8
            case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
            case 0x09: bytes += #"\t"#.utf8
            case 0x0A: bytes += #"\n"#.utf8
            case 0x0D: bytes += #"\r"#.utf8
            default: break
            }
        }
    }

    /// Without what no document can hold; line ends as line feeds, which is what counts as one
    /// character to whoever typed it.
    static func plain(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        append(text, to: &bytes, isSpecial: { $0 < 0x20 && $0 != 0x0A || $0 == 0xEF }) {
            byte, bytes in
            if byte == 0x09 || byte == 0x0D { bytes.append(byte) }
        }
        guard bytes.contains(0x0D) else { return String(decoding: bytes, as: UTF8.self) }
        var lines: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if byte != 0x0D {
                lines.append(byte)
            } else if index + 1 == bytes.count || bytes[index + 1] != 0x0A {
                lines.append(0x0A)
            }
        }
        return String(decoding: lines, as: UTF8.self)
    }

    private static func isSpecialInXML(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == UInt8(ascii: "&")
            || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == 0xEF
    }

    private static func isSpecialInJSON(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xEF
    }

    /// Copies runs of plain bytes as a whole.
    @inline(__always)
    private static func append(
        _ text: String, to bytes: inout [UInt8], isSpecial: (UInt8) -> Bool,
        escape: (UInt8, inout [UInt8]) -> Void
    ) {
        var text = text
        text.withUTF8 { buffer in
            var start = 0
            var place = 0
            while place < buffer.count {
                let byte = buffer[place]
                guard isSpecial(byte) else {
                    place += 1
                    continue
                }
                if byte == 0xEF, !isNonCharacter(buffer, place) {
                    place += 1
                    continue
                }
                bytes.append(contentsOf: buffer[start..<place])
                if byte == 0xEF { place += 3 } else { place += 1 }
                if byte != 0xEF { escape(byte, &bytes) }
                start = place
            }
            bytes.append(contentsOf: buffer[start...])
        }
    }

    /// U+FFFE or U+FFFF.
    private static func isNonCharacter(
        _ buffer: UnsafeBufferPointer<UInt8>, _ place: Int
    ) -> Bool {
        buffer[place + 1] == 0xBF && buffer[place + 2] >= 0xBE
    }
}
