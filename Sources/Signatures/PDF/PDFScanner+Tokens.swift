extension PDFScanner {
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    mutating func hexadecimal() throws(PDFReadError) -> [UInt8] {
        place += 1
        var found: [UInt8] = []
        var high: UInt8?
        while place < end {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: ">") {
                if let high { found.append(high << 4) }
                return found
            }
            if Self.isSpace(byte) { continue }
            guard let digit = Self.digit(byte) else { throw .damaged(at: place - 1) }
            if let first = high {
                found.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        throw .truncated
    }

    mutating func literal() throws(PDFReadError) -> [UInt8] {
        place += 1
        var found: [UInt8] = []
        var open = 1
        while place < end {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "("):
                open += 1
                found.append(byte)
            case UInt8(ascii: ")"):
                open -= 1
                if open == 0 { return found }
                found.append(byte)
            case UInt8(ascii: "\\"): try escape(&found)
            case 13:
                // Any end of line counts as one line feed.
                if place < end, bytes[place] == 10 { place += 1 }
                found.append(10)
            default: found.append(byte)
            }
        }
        throw .truncated
    }

    private mutating func escape(_ found: inout [UInt8]) throws(PDFReadError) {
        guard place < end else { throw .truncated }
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "n"): found.append(10)
        case UInt8(ascii: "r"): found.append(13)
        case UInt8(ascii: "t"): found.append(9)
        case UInt8(ascii: "b"): found.append(8)
        case UInt8(ascii: "f"): found.append(12)
        case 10: break
        case 13: if place < end, bytes[place] == 10 { place += 1 }
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var value = Int(byte - UInt8(ascii: "0"))
            var digits = 1
            while digits < 3, place < end,
                (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[place])
            {
                value = value * 8 + Int(bytes[place] - UInt8(ascii: "0"))
                place += 1
                digits += 1
            }
            found.append(UInt8(value & 255))
        default: found.append(byte)
        }
    }

    /// A number, or a reference (`12 0 R`).
    mutating func number() throws(PDFReadError) -> PDFObject {
        let start = place
        var isReal = false
        while place < end, !Self.isSpace(bytes[place]), !Self.isDelimiter(bytes[place]) {
            let byte = bytes[place]
            if byte == UInt8(ascii: ".") { isReal = true }
            let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            guard
                Self.digit(byte).map({ $0 < 10 }) == true || byte == UInt8(ascii: ".")
                    || isSign && place == start
            else { throw .damaged(at: place) }
            place += 1
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isReal { return .real(text) }
        guard let value = Int(text) else { throw .damaged(at: start) }
        let behind = place
        if value >= 0, let generation = unsigned(), generation <= 65_535 {
            skipSpace()
            if takes("R") { return .reference(value) }
        }
        place = behind
        return .integer(value)
    }

    /// A plain whole number of up to twelve digits; nothing when none stands here.
    mutating func unsigned() -> Int? {
        skipSpace()
        var value = 0
        var digits = 0
        while place < end, digits <= 12, let digit = Self.digit(bytes[place]), digit < 10 {
            value = value * 10 + Int(digit)
            digits += 1
            place += 1
        }
        return (1...12).contains(digits) ? value : nil
    }
}
