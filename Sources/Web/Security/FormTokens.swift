import Crypto
import Kernel
import Synchronization

/// Tokens against forged forms: bound to the browser's cookies, masked anew in every response so
/// that compression cannot leak them (BREACH).
final class FormTokens: Sendable {
    private let expected: [UInt8]
    private let random: RandomSource
    private let used = Mutex(false)

    init(secret: [UInt8], visitor: String, session: String?, random: RandomSource) {
        let text = "form-token\n" + visitor + "\n" + (session ?? "")
        expected = Array(Signature.make(text, secret).prefix(16))
        self.random = random
    }

    /// Whether a page asked for a token: then it must not be shared and needs the cookie.
    var wasUsed: Bool { used.withLock { $0 } }

    func masked() -> String {
        used.withLock { $0 = true }
        let mask = random.bytes(16)
        return Base64URL.encode(mask + zip(mask, expected).map { $0 ^ $1 })
    }

    func accepts(_ token: String) -> Bool {
        guard let bytes = Base64URL.decode(token), bytes.count == 32 else { return false }
        let unmasked = zip(bytes[..<16], bytes[16...]).map { $0 ^ $1 }
        return Signature.equal(unmasked, expected)
    }
}
