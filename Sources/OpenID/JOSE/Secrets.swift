import Crypto
import Kernel

/// Small things about secrets in text.
enum Secrets {
    /// 256 bits in 43 characters, enough for a state, a nonce and a verifier (RFC 7636 §4.1).
    static func make(_ random: RandomSource) -> String { Base64URL.encode(random.bytes(32)) }

    /// Of PKCE with S256 (RFC 7636 §4.2).
    static func challenge(_ verifier: String) -> String {
        Base64URL.encode(Array(SHA256.hash(data: Array(verifier.utf8))))
    }

    /// Compares without telling by its time where the difference is.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        ConstantTime.isEqual(left.utf8, right.utf8)
    }
}
