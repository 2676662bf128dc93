/// CBOR in the one form that RFC 8949 §4.2.1 calls deterministic: shortest lengths, names sorted,
/// nothing of unknown length. Passkeys reads what authenticators send, who are less careful.
indirect enum CBORItem: Sendable, Hashable {
    case integer(Int64)
    case bytes([UInt8])
    case text(String)
    case array([CBORItem])
    case map([Int64: CBORItem])
    case tagged(UInt64, CBORItem)

    var encoded: [UInt8] {
        switch self {
        case .integer(let number):
            number < 0
                ? Self.head(1, UInt64(-1 - number)) : Self.head(0, UInt64(number))
        case .bytes(let bytes): Self.head(2, UInt64(bytes.count)) + bytes
        case .text(let text): Self.head(3, UInt64(text.utf8.count)) + text.utf8
        case .array(let items):
            Self.head(4, UInt64(items.count)) + items.flatMap(\.encoded)
        case .map(let entries):
            Self.head(5, UInt64(entries.count))
                + entries.map { (CBORItem.integer($0.key).encoded, $0.value.encoded) }
                .sorted { $0.0.lexicographicallyPrecedes($1.0) }.flatMap { $0.0 + $0.1 }
        case .tagged(let tag, let item): Self.head(6, tag) + item.encoded
        }
    }

    private static func head(_ major: UInt8, _ argument: UInt64) -> [UInt8] {
        let kind = major << 5
        let width: Int
        switch argument {
        case 0..<24: return [kind | UInt8(argument)]
        case 0...0xFF: width = 1
        case 0...0xFFFF: width = 2
        case 0...0xFFFF_FFFF: width = 4
        default: width = 8
        }
        let short: UInt8 = width == 1 ? 24 : width == 2 ? 25 : width == 4 ? 26 : 27
        return [kind | short]
            + (1...width).map { UInt8(truncatingIfNeeded: argument >> UInt64(8 * (width - $0))) }
    }

    var mapValue: [Int64: CBORItem]? { if case .map(let value) = self { value } else { nil } }
    var bytesValue: [UInt8]? { if case .bytes(let value) = self { value } else { nil } }
    var textValue: String? { if case .text(let value) = self { value } else { nil } }
    var integerValue: Int64? { if case .integer(let value) = self { value } else { nil } }

    /// One item and nothing behind it; nothing for what is not in the one form.
    init?(encoded: [UInt8]) {
        guard encoded.count <= 4096 else { return nil }
        var reader = Reader(bytes: encoded[...])
        guard let item = reader.item(depth: 0), reader.bytes.isEmpty, item.encoded == encoded
        else { return nil }
        self = item
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>

        mutating func item(depth: Int) -> CBORItem? {
            guard depth < 8, let (major, argument) = head() else { return nil }
            switch major {
            case 0: return Int64(exactly: argument).map { .integer($0) }
            case 1: return Int64(exactly: argument).map { .integer(-1 - $0) }
            case 2: return take(argument).map { .bytes($0) }
            case 3:
                return take(argument).flatMap { String(validating: $0, as: UTF8.self) }
                    .map { .text($0) }
            case 4:
                var items: [CBORItem] = []
                guard argument <= UInt64(bytes.count) else { return nil }
                for _ in 0..<argument {
                    guard let item = item(depth: depth + 1) else { return nil }
                    items.append(item)
                }
                return .array(items)
            case 5:
                var entries: [Int64: CBORItem] = [:]
                guard argument <= UInt64(bytes.count) else { return nil }
                for _ in 0..<argument {
                    guard case .integer(let key)? = item(depth: depth + 1),
                        let value = item(depth: depth + 1),
                        entries.updateValue(value, forKey: key) == nil
                    else { return nil }
                }
                return .map(entries)
            case 6: return item(depth: depth + 1).map { .tagged(argument, $0) }
            default: return nil
            }
        }

        private mutating func head() -> (UInt8, UInt64)? {
            guard let first = bytes.popFirst() else { return nil }
            let short = first & 31
            if short < 24 { return (first >> 5, UInt64(short)) }
            guard short < 28, let more = take(1 << UInt64(short - 24)) else { return nil }
            return (first >> 5, more.reduce(0) { $0 << 8 | UInt64($1) })
        }

        private mutating func take(_ count: UInt64) -> [UInt8]? {
            guard count <= UInt64(bytes.count) else { return nil }
            defer { bytes = bytes.dropFirst(Int(count)) }
            return Array(bytes.prefix(Int(count)))
        }
    }
}
