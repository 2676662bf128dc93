/// Bytes as lower-case hexadecimal digits.
public enum Hexadecimal {
    /// Two digits a byte.
    public static func text(_ bytes: some Collection<UInt8>) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
            var place = 0
            for byte in bytes {
                buffer[place] = digit(byte >> 4)
                buffer[place + 1] = digit(byte & 0xF)
                place += 2
            }
            return place
        }
    }

    /// Nil for an odd number of digits or another character. Either case is read.
    public static func bytes(_ text: String) -> [UInt8]? {
        var result: [UInt8] = []
        var pending: UInt64?
        for byte in text.utf8 {
            guard let digit = value(byte) else { return nil }
            if let first = pending {
                result.append(UInt8(first << 4 | digit))
                pending = nil
            } else {
                pending = digit
            }
        }
        return pending == nil ? result : nil
    }

    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    static func value(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
