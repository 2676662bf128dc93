/// Numbers as clients and servers write them.
enum Numeral {
    static let zero = UInt8(ascii: "0")

    static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

    /// The value of bytes that are all digits; nil for none, for others, and beyond nine digits.
    static func whole(_ bytes: some Collection<UInt8>) -> Int? {
        guard (1...9).contains(bytes.count), bytes.allSatisfy(isDigit) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 &- zero) }
    }

    /// Whether a text is one decimal number, with an exponent at most, of up to 40 characters.
    static func isDecimal(_ text: String) -> Bool {
        var rest = text.utf8[...]
        guard rest.count <= 40 else { return false }
        dropSign(&rest)
        let whole = dropDigits(&rest)
        var decimals = 0
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            decimals = dropDigits(&rest)
        }
        guard whole + decimals > 0 else { return false }
        guard let mark = rest.first else { return true }
        guard mark | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropFirst()
        dropSign(&rest)
        return dropDigits(&rest) > 0 && rest.isEmpty
    }

    private static func dropSign(_ rest: inout Substring.UTF8View) {
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
            rest = rest.dropFirst()
        }
    }

    private static func dropDigits(_ rest: inout Substring.UTF8View) -> Int {
        let before = rest.count
        rest = rest.drop(while: isDigit)
        return before - rest.count
    }
}
