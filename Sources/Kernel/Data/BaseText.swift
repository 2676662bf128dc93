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
}

/// Capitals and digits, without padding (RFC 4648 §6): for what people type by hand.
public enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        BaseText.encode(bytes, bits: 5, alphabet)
    }
}
