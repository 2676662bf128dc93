/// Reads JSON over bytes, in one pass.
struct JSONParser {
    private let bytes: [UInt8]
    private let limits: JSONValue.Limits
    private var place = 0
    private var values = 0

    init(_ bytes: [UInt8], _ limits: JSONValue.Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func document() throws(JSONError) -> JSONValue {
        guard bytes.count <= limits.bytes else {
            throw JSONError(offset: limits.bytes, reason: "more than \(limits.bytes) bytes")
        }
        let value = try value(depth: 1)
        skipSpace()
        guard place == bytes.count else { throw fault("something follows the document") }
        return value
    }

    private func fault(_ reason: String) -> JSONError { JSONError(offset: place, reason: reason) }

    private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 32 || byte == 10 || byte == 13 || byte == 9 { place += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        skipSpace()
        values += 1
        guard values <= limits.values else { throw fault("more than \(limits.values) values") }
        guard depth <= limits.depth else { throw fault("nested deeper than \(limits.depth)") }
        switch current {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some(let byte) where byte == UInt8(ascii: "-") || Digits.isDigit(byte):
            return try number()
        case .some: throw fault("not a value")
        case .none: throw fault("the document ends too early")
        }
    }

    private mutating func word(
        _ word: StaticString, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        let matches = word.withUTF8Buffer { bytes[place...].starts(with: $0) }
        guard matches else { throw fault("not a value") }
        place += word.utf8CodeUnitCount
        return value
    }

    private mutating func object(_ depth: Int) throws(JSONError) -> JSONValue {
        place += 1
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw fault("a name in quotes is missing") }
            let start = place
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw fault("`:` is missing") }
            let member = try value(depth: depth + 1)
            guard members.updateValue(member, forKey: name) == nil else {
                throw JSONError(offset: start, reason: "a name is there twice")
            }
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw fault("`,` or `}` is missing") }
        }
    }

    private mutating func array(_ depth: Int) throws(JSONError) -> JSONValue {
        place += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw fault("`,` or `]` is missing") }
        }
    }

    private mutating func digits() throws(JSONError) {
        let start = place
        while let byte = current, Digits.isDigit(byte) { place += 1 }
        guard place > start else { throw fault("a digit is missing") }
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = place
        var whole = true
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) {
            whole = false
            try digits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            whole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if whole, let integer = Int64(text) { return .integer(integer) }
        guard let double = Double(text), double.isFinite else {
            throw JSONError(offset: start, reason: "the number is too large")
        }
        return .double(double)
    }

    private mutating func string() throws(JSONError) -> String {
        place += 1
        var run = place
        var result: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                result += bytes[run..<place]
                guard let text = String(validating: result, as: UTF8.self) else {
                    throw fault("a text is not valid UTF-8")
                }
                place += 1
                return text
            case UInt8(ascii: "\\"):
                result += bytes[run..<place]
                try escape(into: &result)
                run = place
            case 0..<32: throw fault("a control character must be escaped")
            default: place += 1
            }
        }
        throw fault("a text does not end")
    }

    private mutating func escape(into result: inout [UInt8]) throws(JSONError) {
        place += 1
        guard let byte = current else { throw fault("a text does not end") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
        case UInt8(ascii: "b"): result.append(8)
        case UInt8(ascii: "f"): result.append(12)
        case UInt8(ascii: "n"): result.append(10)
        case UInt8(ascii: "r"): result.append(13)
        case UInt8(ascii: "t"): result.append(9)
        case UInt8(ascii: "u"): try unicode(into: &result)
        default: throw fault("an unknown escape")
        }
    }

    private mutating func unicode(into result: inout [UInt8]) throws(JSONError) {
        var code = try unit()
        if (0xD800..<0xDC00).contains(code) {
            guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
                throw fault("half a surrogate pair")
            }
            let low = try unit()
            guard (0xDC00..<0xE000).contains(low) else { throw fault("half a surrogate pair") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault("half a surrogate pair") }
        result += UTF8.encode(scalar).map { Array($0) } ?? []
    }

    private mutating func unit() throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Hexadecimal.value(byte) else {
                throw fault("four hexadecimal digits are missing")
            }
            code = code << 4 | UInt32(digit)
            place += 1
        }
        return code
    }
}
