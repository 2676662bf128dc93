import Kernel

/// A body in quoted-printable (RFC 2045 §6.7): lines of at most 76 bytes, CRLF at their ends.
enum QuotedPrintable {
    static func encode(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        for line in lines(text) {
            var column = 0
            for (place, byte) in line.enumerated() {
                let isLast = place == line.count - 1
                let piece = encode(byte, atEnd: isLast)
                // Room for the soft break's "=".
                if column + piece.count > 75 {
                    result += Array("=\r\n".utf8)
                    column = 0
                }
                result += piece
                column += piece.count
            }
            result += Array("\r\n".utf8)
        }
        return result
    }

    /// LF, CRLF and a lone CR all end a line.
    private static func lines(_ text: String) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == 13 || byte == 10 {
                if !(byte == 10 && previous == 13) { lines.append([]) }
            } else {
                lines[lines.count - 1].append(byte)
            }
            previous = byte
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Spaces and tabs must not end a line: transports cut them off.
    private static func encode(_ byte: UInt8, atEnd: Bool) -> [UInt8] {
        switch byte {
        case 32, 9: atEnd ? escape(byte) : [byte]
        case 33...60, 62...126: [byte]
        default: escape(byte)
        }
    }

    private static func escape(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
