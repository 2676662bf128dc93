import Kernel

/// What is stored of a passkey (WebAuthn L3 §4 "credential record"). Nothing in it is secret.
public struct PasskeyCredential: Sendable, Hashable {
    /// WebAuthn L3 §4 "credential ID".
    public static let longestID = 1_023

    /// Chosen by the authenticator, 1 to 1,023 bytes. Unique: a second account with the same id is
    /// refused by the store (WebAuthn L3 §7.1, near the end).
    public let id: [UInt8]
    public let algorithm: PasskeyAlgorithm
    /// ES256: x and y, 64 bytes. EdDSA: 32 bytes. RS256: modulus and exponent, 256 + 3 bytes.
    public let publicKey: [UInt8]
    /// The authenticator's count of signatures; 0 for ever when it does not count.
    public let counter: UInt32
    /// The model of the authenticator, 16 bytes; zeros when the browser hides it. Not proven.
    public let aaguid: [UInt8]
    /// Whether the passkey may be copied to other devices. Never changes.
    public let isBackupEligible: Bool
    /// Whether it was copied, when it was last used.
    public let isBackedUp: Bool
    public let transports: [PasskeyTransport]

    public init(
        id: [UInt8], algorithm: PasskeyAlgorithm, publicKey: [UInt8], counter: UInt32,
        aaguid: [UInt8], isBackupEligible: Bool, isBackedUp: Bool, transports: [PasskeyTransport]
    ) {
        self.id = id
        self.algorithm = algorithm
        self.publicKey = publicKey
        self.counter = counter
        self.aaguid = aaguid
        self.isBackupEligible = isBackupEligible
        self.isBackedUp = isBackedUp
        self.transports = transports
    }

    public var name: PasskeyName { PasskeyName(id: id, transports: transports) }
}

/// Which passkey is meant, in a question to the browser (WebAuthn L3 §5.8.3).
public struct PasskeyName: Sendable, Hashable {
    public let id: [UInt8]
    public let transports: [PasskeyTransport]

    public init(id: [UInt8], transports: [PasskeyTransport]) {
        self.id = id
        self.transports = transports
    }

    var options: JSONValue {
        var members: [String: JSONValue] = [
            "type": "public-key", "id": .string(Base64URL.encode(id)),
        ]
        if !transports.isEmpty {
            members["transports"] = .array(transports.map { .string($0.rawValue) })
        }
        return .object(members)
    }
}

/// What to store after a sign-in, with its time.
public struct PasskeyUse: Sendable, Hashable {
    public let counter: UInt32
    public let isBackedUp: Bool
}
