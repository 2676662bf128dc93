/// A telephone number in the form of E.164.
public struct PhoneNumber: Sendable, Hashable {
    /// `+6281234567890`.
    public let text: String

    /// Reads `0812-3456-7890`, `62812…`, `+62 812…`, `(0251) 8321075` and foreign numbers with `+`.
    /// Refuses with `phone.characters`, `phone.length` or `phone.start`.
    public init(_ typed: String) throws(Refusal) {
        var digits: [UInt8] = []
        var international = false
        for byte in typed.utf8 {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("),
                UInt8(ascii: ")"):
                continue
            case UInt8(ascii: "+") where digits.isEmpty && !international: international = true
            case _ where Digits.isDigit(byte): digits.append(byte)
            default: throw Refusal(.invalid, "phone.characters")
            }
        }
        let indonesia = Array("62".utf8)
        if digits.starts(with: indonesia) {
            digits.removeFirst(2)
        } else if international {
            text = try PhoneNumber.foreign(digits)
            return
        } else if digits.first != UInt8(ascii: "0") {
            throw Refusal(.invalid, "phone.start")
        }
        // Also in `+62 (0)812…`, as many write it.
        if digits.first == UInt8(ascii: "0") { digits.removeFirst() }
        guard let first = digits.first, first != UInt8(ascii: "0") else {
            throw Refusal(.invalid, "phone.start")
        }
        let usual = first == UInt8(ascii: "8") ? 9...12 : 7...11
        guard usual.contains(digits.count) else { throw Refusal(.invalid, "phone.length") }
        text = "+62\(String(decoding: digits, as: UTF8.self))"
    }

    private static func foreign(_ digits: [UInt8]) throws(Refusal) -> String {
        guard digits.first != UInt8(ascii: "0") else { throw Refusal(.invalid, "phone.start") }
        guard (8...15).contains(digits.count) else { throw Refusal(.invalid, "phone.length") }
        return "+\(String(decoding: digits, as: UTF8.self))"
    }

    public var isIndonesian: Bool { text.utf8.starts(with: "+62".utf8) }

    /// Whether it can receive a text message, as far as the number tells.
    public var isMobile: Bool { text.utf8.starts(with: "+628".utf8) }

    /// `+62 812-3456-7890`.
    public var display: String {
        guard isMobile else {
            return isIndonesian ? "+62 \(text.dropFirst(3))" : text
        }
        let national = text.dropFirst(3)
        let rest = national.dropFirst(3)
        return "+62 \(national.prefix(3))-\(rest.prefix(4))-\(rest.dropFirst(4))"
    }

    /// `+62812*****890`.
    public var masked: String {
        let shown = text.prefix(isIndonesian ? 6 : 3)
        let hidden = max(0, text.utf8.count - shown.utf8.count - 3)
        return shown + String(repeating: "*", count: hidden) + text.suffix(3)
    }
}

extension PhoneNumber: CustomStringConvertible {
    public var description: String { masked }
}
