/// What a canvas gives: bytes in the signs of RFC 4648, behind the head of a data address.
enum Base64 {
    private static let head = "data:image/png;base64,"

    /// Nil for what is no such address.
    static func bytes(ofDataURL text: String) -> [UInt8]? {
        guard text.hasPrefix(head) else { return nil }
        var result: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for sign in text.utf8.dropFirst(head.utf8.count) {
            if sign == UInt8(ascii: "=") { break }
            guard let value = value(sign) else { return nil }
            bits = bits << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }

    private static func value(_ sign: UInt8) -> UInt32? {
        switch sign {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(sign - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(sign - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(sign - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
