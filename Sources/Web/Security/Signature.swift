import Crypto
import Kernel

/// Keyed signatures of what the shell gives away and wants back unchanged.
enum Signature {
    static func make(_ text: String, _ secret: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: secret)
        return Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }

    /// `value.signature`, for a cookie.
    static func sealed(_ value: String, _ secret: [UInt8]) -> String {
        value + "." + Base64URL.encode(Array(make("cookie\n" + value, secret).prefix(16)))
    }

    static func opened(_ sealed: String, _ secret: [UInt8]) -> String? {
        guard let dot = sealed.lastIndex(of: "."),
            let signature = Base64URL.decode(
                String(sealed[sealed.index(after: dot)...]), limit: 64)
        else { return nil }
        let value = String(sealed[..<dot])
        let expected = Array(make("cookie\n" + value, secret).prefix(16))
        return ConstantTime.isEqual(signature, expected) ? value : nil
    }

    /// The first hexadecimal digits of a SHA-256.
    static func digest(_ bytes: [UInt8], digits: Int = 16) -> String {
        let alphabet = Array("0123456789abcdef".utf8)
        let hex = SHA256.hash(data: bytes).flatMap {
            [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]]
        }
        return String(decoding: hex.prefix(digits), as: UTF8.self)
    }
}
