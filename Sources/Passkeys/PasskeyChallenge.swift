import Kernel

/// What an authenticator signs to show that it answers now: 32 random bytes (WebAuthn L3 §13.4.3
/// wants at least 16). The site keeps it with the visitor's session, for a few minutes, and forgets
/// it before it looks at the answer, so that no answer counts twice.
public struct PasskeyChallenge: Sendable, Hashable {
    public static let size = 32

    public let bytes: [UInt8]

    public init(_ random: RandomSource = .system) {
        bytes = random.bytes(Self.size)
    }

    /// Reads `text` back; nil when it is none of ours.
    public init?(text: String) {
        guard let bytes = try? Base64URL.read(text, most: Self.size), bytes.count == Self.size
        else { return nil }
        self.bytes = bytes
    }

    /// As base64url.
    public var text: String { Base64URL.encode(bytes) }
}
