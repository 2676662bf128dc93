import Kernel

/// What an authenticator signs to show that it answers now: 32 bytes that nobody can foresee
/// (WebAuthn L3 §13.4.3 wants at least 16). The site sees to it that no answer counts twice.
public struct PasskeyChallenge: Sendable, Hashable {
    public static let size = 32

    public let bytes: [UInt8]

    /// - Precondition: 32 bytes.
    public init(bytes: [UInt8]) {
        precondition(bytes.count == Self.size, "a challenge has \(Self.size) bytes")
        self.bytes = bytes
    }

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
