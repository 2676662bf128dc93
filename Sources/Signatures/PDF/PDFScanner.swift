/// Reads the values of a PDF file, one after another (ISO 32000-1 §7.2 and §7.3).
struct PDFScanner {
    let bytes: [UInt8]
    var place: Int
    /// Nothing at or behind this byte belongs to the file.
    let end: Int

    init(_ bytes: [UInt8], at place: Int, end: Int? = nil) {
        self.bytes = bytes
        self.place = place
        self.end = min(end ?? bytes.count, bytes.count)
    }

    var fault: PDFReadError { place >= end ? .truncated : .damaged(at: place) }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 10 || byte == 13 || byte == 9 || byte == 12 || byte == 0
    }

    static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F, 0x25: true
        default: false
        }
    }

    mutating func skipSpace() {
        while place < end {
            if Self.isSpace(bytes[place]) {
                place += 1
            } else if bytes[place] == UInt8(ascii: "%") {
                while place < end, bytes[place] != 10, bytes[place] != 13 { place += 1 }
            } else {
                return
            }
        }
    }

    /// Whether the word stands here, as a whole word; if so, the place is behind it.
    mutating func takes(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard place + count <= end else { return false }
        for index in 0..<count where bytes[place + index] != word.utf8Start[index] { return false }
        let after = place + count
        guard after == end || Self.isSpace(bytes[after]) || Self.isDelimiter(bytes[after]) else {
            return false
        }
        place = after
        return true
    }

    mutating func object() throws(PDFReadError) -> PDFObject { try object(depth: 0) }

    private mutating func object(depth: Int) throws(PDFReadError) -> PDFObject {
        guard depth <= PDFReadLimits.depth else { throw .tooLarge }
        skipSpace()
        guard place < end else { throw .truncated }
        switch bytes[place] {
        case UInt8(ascii: "/"): return .name(try name())
        case UInt8(ascii: "("): return .string(try literal())
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "<"):
            if place + 1 < end, bytes[place + 1] == UInt8(ascii: "<") {
                return .dictionary(try dictionary(depth: depth))
            }
            return .string(try hexadecimal())
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            return try number()
        default:
            if takes("true") { return .bool(true) }
            if takes("false") { return .bool(false) }
            if takes("null") { return .null }
            throw fault
        }
    }

    private mutating func array(_ depth: Int) throws(PDFReadError) -> PDFObject {
        place += 1
        var items: [PDFObject] = []
        while true {
            skipSpace()
            guard place < end else { throw .truncated }
            if bytes[place] == UInt8(ascii: "]") {
                place += 1
                return .array(items)
            }
            items.append(try object(depth: depth + 1))
        }
    }

    private mutating func dictionary(depth: Int) throws(PDFReadError) -> [String: PDFObject] {
        try entries(depth: depth).mapValues(\.value)
    }

    /// The entries of a dictionary with the bytes that each value takes. A name that stands twice
    /// is refused: readers differ in which one they believe.
    mutating func entries(
        depth: Int = 0
    ) throws(PDFReadError) -> [String: (value: PDFObject, range: Range<Int>)] {
        skipSpace()
        guard place + 1 < end, bytes[place] == UInt8(ascii: "<"),
            bytes[place + 1] == UInt8(ascii: "<")
        else { throw fault }
        place += 2
        var entries: [String: (value: PDFObject, range: Range<Int>)] = [:]
        while true {
            skipSpace()
            guard place + 1 < end else { throw .truncated }
            if bytes[place] == UInt8(ascii: ">"), bytes[place + 1] == UInt8(ascii: ">") {
                place += 2
                return entries
            }
            let start = place
            let key = try name()
            skipSpace()
            let begin = place
            let value = try object(depth: depth + 1)
            guard entries.updateValue((value, begin..<place), forKey: key) == nil else {
                throw .damaged(at: start)
            }
        }
    }

    private mutating func name() throws(PDFReadError) -> String {
        guard place < end, bytes[place] == UInt8(ascii: "/") else { throw fault }
        place += 1
        var scalars = String.UnicodeScalarView()
        while place < end, !Self.isSpace(bytes[place]), !Self.isDelimiter(bytes[place]) {
            var byte = bytes[place]
            if byte == UInt8(ascii: "#"), place + 2 < end,
                let high = Self.digit(bytes[place + 1]), let low = Self.digit(bytes[place + 2])
            {
                byte = high << 4 | low
                place += 2
            }
            scalars.append(UnicodeScalar(byte))
            place += 1
        }
        return String(scalars)
    }
}
