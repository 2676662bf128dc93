import Crypto
import Kernel

/// Codes of an authenticator app: six digits of HMAC-SHA-1 over the number of half minutes since
/// 1970 (RFC 6238, RFC 4226 §5.3). SHA-1 because the apps that people have know nothing else; as a
/// MAC under a secret key it is not broken.
struct TOTP: Sendable {
    static let secretBytes = 20
    static let period: Int64 = 30_000
    /// Clocks of phones go wrong: one step before and one after count too (RFC 6238 §5.2).
    static let drift: Int64 = 1

    let secret: [UInt8]

    init(secret: [UInt8]) { self.secret = secret }

    init(_ random: RandomSource) { secret = random.bytes(Self.secretBytes) }

    static func step(at now: Instant) -> Int64 { now.milliseconds / period }

    func code(step: Int64) -> String {
        let key = SymmetricKey(data: secret)
        var message: [UInt8] = []
        for shift in stride(from: Int64(56), through: 0, by: -8) {
            message.append(UInt8(truncatingIfNeeded: step >> shift))
        }
        let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key))
        let offset = Int(hash[19] & 0x0F)
        let number =
            Int(hash[offset] & 0x7F) << 24 | Int(hash[offset + 1]) << 16
            | Int(hash[offset + 2]) << 8 | Int(hash[offset + 3])
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The step whose code was typed, later than `last`; nil when there is none. All steps are
    /// computed, so that the time tells nothing.
    func step(of typed: String, at now: Instant, after last: Int64) -> Int64? {
        let current = Self.step(at: now)
        var found: Int64?
        for step in (current - Self.drift)...(current + Self.drift) {
            if ConstantTime.isEqual(Array(code(step: step).utf8), Array(typed.utf8)), step > last {
                found = step
            }
        }
        return found
    }

    /// What the apps read from a QR code.
    /// - Parameter label: stands in the app's list: the city and the account.
    func address(issuer: String, label: String) -> String {
        let issuer = Self.escaped(issuer)
        return "otpauth://totp/\(issuer):\(Self.escaped(label))?secret=\(text)&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=6&period=30"
    }

    /// The secret for typing by hand (RFC 4648 §6, without padding).
    var text: String { Base32.encode(secret) }

    private static func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
            result += isPlain ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.text([byte])
        }
    }
}

enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    static func encode(_ bytes: [UInt8]) -> String {
        var result = ""
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                result.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { result.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
        return result
    }
}
