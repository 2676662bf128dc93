import Crypto
import Kernel

/// An authenticator app in a test, that reads the secret from the page as a person would type it.
struct AppOnPaper {
    private let secret: [UInt8]

    init?(page: String) {
        let shown = page.split(separator: "class=\"secret\">").dropFirst().first?
            .prefix { $0 != "<" }.filter { $0 != " " }
        guard let shown else { return nil }
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let bits = shown.compactMap { letters.firstIndex(of: $0) }.flatMap { value in
            (0..<5).reversed().map { UInt8(value >> $0 & 1) }
        }
        secret = stride(from: 0, to: bits.count / 8 * 8, by: 8).map { start in
            bits[start..<start + 8].reduce(0) { $0 << 1 | $1 }
        }
    }

    func code(at now: Instant) -> String {
        let step = UInt64(now.milliseconds / 30_000)
        let message = (0..<8).reversed().map { UInt8(truncatingIfNeeded: step >> ($0 * 8)) }
        let hash = Array(
            HMAC<Insecure.SHA1>.authenticationCode(
                for: message, using: SymmetricKey(data: secret)))
        let at = Int(hash[19] & 15)
        let number = hash[at..<at + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }
}
