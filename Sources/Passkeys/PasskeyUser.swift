import Kernel

/// Whom a new passkey is for.
public struct PasskeyUser: Sendable, Hashable {
    /// WebAuthn L3 §5.4.3.
    public static let longestHandle = 64

    /// The account's id as bytes. Authenticators hand it out without asking for a PIN, so nothing
    /// about the person may be in it (WebAuthn L3 §14.6.1).
    public let handle: [UInt8]
    /// What the person sees when choosing among passkeys; it stays on the device.
    public let displayName: String

    /// Nil when the handle is not of 1 to 64 bytes.
    public init?(handle: [UInt8], displayName: String) {
        guard (1...Self.longestHandle).contains(handle.count) else { return nil }
        self.handle = handle
        self.displayName = displayName
    }

    var options: JSONValue {
        [
            "id": .string(Base64URL.encode(handle)), "name": .string(displayName),
            "displayName": .string(displayName),
        ]
    }
}
