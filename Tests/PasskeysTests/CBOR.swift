/// Writes CBOR (RFC 8949) for the software authenticator.
enum CBOR {
    static func head(_ major: UInt8, _ number: Int) -> [UInt8] {
        switch number {
        case 0..<24: [major << 5 | UInt8(number)]
        case 24..<256: [major << 5 | 24, UInt8(number)]
        default: [major << 5 | 25, UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
        }
    }

    static func integer(_ value: Int) -> [UInt8] {
        value >= 0 ? head(0, value) : head(1, -1 - value)
    }

    static func bytes(_ value: [UInt8]) -> [UInt8] { head(2, value.count) + value }

    static func text(_ value: String) -> [UInt8] {
        head(3, value.utf8.count) + Array(value.utf8)
    }

    /// Names and values already written, in this order.
    static func map(_ members: [(name: [UInt8], value: [UInt8])]) -> [UInt8] {
        head(5, members.count) + members.flatMap { $0.name + $0.value }
    }
}
