import Crypto
import Kernel

/// 32 random bytes that prove something to whoever holds them: a session, or a flow of codes.
/// Only their SHA-256 is stored, so a stolen database opens no session.
public struct SecretToken: Sendable, Hashable, CustomStringConvertible {
    let bytes: [UInt8]

    public init(_ random: RandomSource) { bytes = random.bytes(32) }

    /// From the 64 hexadecimal digits of `text`; else nil.
    public init?(text: String) {
        guard text.utf8.count == 64, let bytes = Hexadecimal.bytes(text) else { return nil }
        self.bytes = bytes
    }

    /// What the cookie holds. Never log it.
    public var text: String { Hexadecimal.text(bytes) }

    /// What is stored of it.
    public var hash: [UInt8] { Array(SHA256.hash(data: bytes)) }

    public var description: String { "SecretToken(…)" }
}
