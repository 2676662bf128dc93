/// The id of one kind of thing. `Subject` is never made: it only keeps a case's id from passing for
/// an account's.
public struct Identifier<Subject>: Sendable, Hashable, Comparable, Codable {
    public let value: UUIDv7

    public init(_ value: UUIDv7) {
        self.value = value
    }

    public init?(bytes: some Collection<UInt8>) {
        guard let value = UUIDv7(bytes: bytes) else { return nil }
        self.value = value
    }

    public init?(bytes: [UInt8]) {
        guard let value = UUIDv7(bytes: bytes) else { return nil }
        self.value = value
    }

    public init?(text: String) {
        guard let value = UUIDv7(text: text) else { return nil }
        self.value = value
    }

    public var bytes: [UInt8] { value.bytes }
    public var text: String { value.text }

    public static func < (left: Identifier, right: Identifier) -> Bool { left.value < right.value }
}

extension Identifier: CustomStringConvertible {
    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        value = try UUIDv7(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
    }
}
