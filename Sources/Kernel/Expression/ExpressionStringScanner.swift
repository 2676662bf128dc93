/// Reads one CEL text: in `'`, `"`, `'''` or `"""`, with escapes unless it is raw.
struct ExpressionStringScanner {
    private let source: ExpressionSource
    private let raw: Bool
    private let start: Int
    private(set) var place: Int

    /// `place` is the first quote.
    init(_ source: ExpressionSource, at place: Int, raw: Bool) {
        self.source = source
        self.place = place
        self.raw = raw
        start = place
    }

    mutating func scan() throws(ExpressionError) -> String {
        let bytes = source.bytes
        let quote = bytes[place]
        let triple = bytes[place...].starts(with: [quote, quote, quote])
        let ending = [UInt8](repeating: quote, count: triple ? 3 : 1)
        place += ending.count
        var result: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            if byte == quote, bytes[place...].starts(with: ending) {
                place += ending.count
                return String(decoding: result, as: UTF8.self)
            }
            if !triple, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
            if byte == UInt8(ascii: "\\"), !raw {
                result += try escape()
            } else {
                result.append(byte)
                place += 1
            }
        }
        throw source.error(
            .syntax, at: start, "a text does not end",
            hint: "close it with \(String(decoding: ending, as: UTF8.self))")
    }

    private mutating func escape() throws(ExpressionError) -> [UInt8] {
        let begin = place
        let bytes = source.bytes
        guard place + 1 < bytes.count else {
            throw source.error(.syntax, at: start, "a text does not end")
        }
        let byte = bytes[place + 1]
        place += 2
        switch byte {
        case UInt8(ascii: "a"): return [7]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "v"): return [11]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "`"):
            return [byte]
        case UInt8(ascii: "x"), UInt8(ascii: "X"): return try scalar(2, radix: 16, begin)
        case UInt8(ascii: "u"): return try scalar(4, radix: 16, begin)
        case UInt8(ascii: "U"): return try scalar(8, radix: 16, begin)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            place -= 1
            return try scalar(3, radix: 8, begin)
        default:
            throw source.error(
                .syntax, at: begin, "an unknown escape", hint: "write `\\\\` for a backslash")
        }
    }

    private mutating func scalar(
        _ count: Int, radix: UInt64, _ begin: Int
    ) throws(ExpressionError) -> [UInt8] {
        var code: UInt64 = 0
        for _ in 0..<count {
            guard place < source.bytes.count,
                let digit = Hexadecimal.value(source.bytes[place]), digit < radix
            else {
                throw source.error(
                    .syntax, at: begin, "an escape has too few digits",
                    hint: "it needs \(count)")
            }
            code = code * radix + digit
            place += 1
        }
        guard let scalar = Unicode.Scalar(UInt32(code)) else {
            throw source.error(.syntax, at: begin, "an escape names no character")
        }
        return Array(String(scalar).utf8)
    }
}
