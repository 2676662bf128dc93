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
        let hash = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: step.bigEndianBytes, using: key))
        let offset = Int(hash[19] & 0x0F)
        let number =
            Int(hash[offset] & 0x7F) << 24 | Int(hash[offset + 1]) << 16
            | Int(hash[offset + 2]) << 8 | Int(hash[offset + 3])
        return Digits.padded(number % 1_000_000, 6)
    }

    /// The step whose code was typed, later than `last`; nil when there is none. All steps are
    /// computed, so that the time tells nothing.
    func step(of typed: String, at now: Instant, after last: Int64) -> Int64? {
        let current = Self.step(at: now)
        var found: Int64?
        for step in (current - Self.drift)...(current + Self.drift) {
            if ConstantTime.isEqual(code(step: step).utf8, typed.utf8), step > last {
                found = step
            }
        }
        return found
    }

    /// What the apps read from a QR code.
    /// - Parameter label: stands in the app's list: the city and the account.
    func address(issuer: String, label: String) -> String {
        let issuer = PercentCoding.encode(issuer)
        let label = PercentCoding.encode(label)
        return "otpauth://totp/\(issuer):\(label)?secret=\(text)&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=6&period=30"
    }

    /// The secret for typing by hand (RFC 4648 §6, without padding).
    var text: String { Base32.encode(secret) }
}
