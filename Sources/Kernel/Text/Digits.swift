/// Numbers as runs of decimal digits, without formatters.
public enum Digits {
    static let zero = UInt8(ascii: "0")

    static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

    static func two(_ number: Int) -> String {
        number < 10 && number >= 0 ? "0\(number)" : "\(number)"
    }

    /// With zeros in front.
    public static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    /// What is left of a typed code without blanks, dashes and all else.
    public static func only(_ typed: String) -> String {
        typed.filter { $0.isASCII && $0.isNumber }
    }

    /// The value of bytes that are all digits; nil for none, for other bytes and beyond 18 digits.
    static func value(_ bytes: some Sequence<UInt8>) -> Int? {
        var value = 0
        var count = 0
        for byte in bytes {
            guard isDigit(byte), count < 18 else { return nil }
            value = value * 10 + Int(byte &- zero)
            count += 1
        }
        return count == 0 ? nil : value
    }

    /// The digits of a typed number after dropping spaces, dots and dashes; nil if anything else is
    /// in it.
    static func typed(_ text: String) -> [UInt8]? {
        var digits: [UInt8] = []
        for byte in text.utf8 {
            if isDigit(byte) {
                digits.append(byte)
            } else if byte != UInt8(ascii: " ") && byte != UInt8(ascii: ".")
                && byte != UInt8(ascii: "-")
            {
                return nil
            }
            guard digits.count <= 64 else { return nil }
        }
        return digits
    }
}
