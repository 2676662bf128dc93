/// Bytes as text of an alphabet whose signs stand for a few bits each (RFC 4648 §4 to §6).
enum BaseText {
    /// - Parameters:
    ///   - bits: how many a sign stands for.
    ///   - alphabet: as many signs as those bits tell apart.
    static func encode(
        _ bytes: some Collection<UInt8>, bits width: Int, _ alphabet: [UInt8]
    ) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count * 8 + width - 1) / width)
        let mask: UInt32 = 1 << UInt32(width) - 1
        var word: UInt32 = 0
        var bits = 0
        for byte in bytes {
            word = word << 8 | UInt32(byte)
            bits += 8
            while bits >= width {
                bits -= width
                out.append(alphabet[Int(word >> UInt32(bits) & mask)])
            }
        }
        if bits > 0 { out.append(alphabet[Int(word << UInt32(width - bits) & mask)]) }
        return String(decoding: out, as: UTF8.self)
    }
}

/// The ordinary form with padding, without line breaks (RFC 4648 §4).
public enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        BaseText.encode(bytes, bits: 6, alphabet)
            + String(repeating: "=", count: (3 - bytes.count % 3) % 3)
    }

    /// One text for one value: nil for missing padding, other characters, line breaks and spare
    /// bits that are not zero.
    /// - Parameter limit: most bytes of the result.
    public static func decode(_ text: some StringProtocol, limit: Int) -> [UInt8]? {
        guard text.utf8.count % 4 == 0, text.utf8.count <= (limit + 2) / 3 * 4 else { return nil }
        let plain = String(
            decoding: text.utf8.map { sign in
                switch sign {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                default: sign
                }
            }, as: UTF8.self)
        let padding = plain.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard padding <= 2,
            let bytes = Base64URL.decode(plain.dropLast(padding), limit: limit),
            encode(bytes) == text
        else { return nil }
        return bytes
    }
}

/// Capitals and digits, without padding (RFC 4648 §6): for what people type by hand.
public enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        BaseText.encode(bytes, bits: 5, alphabet)
    }
}
