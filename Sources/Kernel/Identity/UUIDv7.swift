/// A UUID of version 7 (RFC 9562): the time in its first 48 bits, then chance. Ids made later sort
/// later, as numbers, bytes and text alike.
public struct UUIDv7: Sendable, Hashable, Comparable, Codable {
    public let high: UInt64
    public let low: UInt64

    /// From 16 bytes of version 7 and the RFC's variant; else nil.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }

    /// The same for what the database gives: the general one costs as much as a statement when it
    /// is called from another module, for nothing there is known of the collection.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        let (high, low) = bytes.withUnsafeBytes { raw in
            (
                UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
        self.init(high: high, low: low)
    }

    /// From `01932c07-209c-7d2a-8c4e-7d3f4d1e5a6b`, in either case.
    public init?(text: String) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        var place = 0
        var digits = 0
        for byte in text.utf8 {
            if place == 8 || place == 13 || place == 18 || place == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard place < 36, let digit = Hexadecimal.value(byte) else { return nil }
                if digits < 16 { high = high << 4 | digit } else { low = low << 4 | digit }
                digits += 1
            }
            place += 1
        }
        guard place == 36 else { return nil }
        self.init(high: high, low: low)
    }

    private init?(high: UInt64, low: UInt64) {
        guard high >> 12 & 0xF == 7, low >> 62 == 0b10 else { return nil }
        self.high = high
        self.low = low
    }

    public init(at instant: Instant, random: RandomSource) {
        let bytes = random.bytes(10)
        let counter = Int(bytes[8]) << 8 | Int(bytes[9])
        self.init(milliseconds: instant.milliseconds, counter: counter, tail: bytes.prefix(8))
    }

    init(milliseconds: Int64, counter: Int, tail: some Sequence<UInt8>) {
        let time = UInt64(clamping: milliseconds) & 0xFFFF_FFFF_FFFF
        let rest = tail.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        high = time << 16 | 0x7000 | UInt64(counter & 0xFFF)
        low = rest & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    }

    /// Big-endian, 16 bytes.
    public var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(16)
        for half in [high, low] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                result.append(UInt8(truncatingIfNeeded: half >> shift))
            }
        }
        return result
    }

    /// 36 characters, lower case.
    public var text: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var place = 0
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    buffer[place] = UInt8(ascii: "-")
                    place += 1
                }
                buffer[place] = Hexadecimal.digit(byte >> 4)
                buffer[place + 1] = Hexadecimal.digit(byte & 0xF)
                place += 2
            }
            return place
        }
    }

    /// When it was made, by the clock that made it.
    public var instant: Instant { Instant(milliseconds: Int64(high >> 16)) }

    public static func < (left: UUIDv7, right: UUIDv7) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

extension UUIDv7: CustomStringConvertible {
    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = UUIDv7(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a UUID of version 7")
        }
        self = value
    }

    /// Encoded as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
