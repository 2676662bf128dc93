/// How a value is made harmless before it is put into a text.
public struct TextEscaping: Sendable {
    let escape: @Sendable (String) -> String

    public init(_ escape: @escaping @Sendable (String) -> String) { self.escape = escape }

    public func callAsFunction(_ value: String) -> String { escape(value) }

    /// For mail and messages. Control characters go, since they forge lines and headers; line
    /// breaks stay.
    public static let plain = TextEscaping { value in
        guard value.unicodeScalars.contains(where: isControl) else { return value }
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: value.unicodeScalars.filter { !isControl($0) })
        return String(kept)
    }

    /// For HTML text and quoted attribute values.
    public static let html = TextEscaping { value in
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.utf8.count + 16)
        for byte in plain(value).utf8 {
            switch byte {
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        // C0, DEL and C1; then the marks that turn the direction of what follows around.
        case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
