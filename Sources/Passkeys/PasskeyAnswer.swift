import Kernel

/// The fields that `passkey.js` fills in when a passkey was made.
public struct RegistrationAnswer: Sendable, Hashable {
    public static let longestAttestation = 16 * 1_024

    public let id: [UInt8]
    public let clientDataJSON: [UInt8]
    public let attestationObject: [UInt8]
    public let transports: [PasskeyTransport]

    /// - Throws: `.tooLarge` beyond 2 KiB of client data, 16 KiB of attestation, 1,023 bytes of id.
    public init(
        id: [UInt8], clientDataJSON: [UInt8], attestationObject: [UInt8],
        transports: [PasskeyTransport]
    ) throws(PasskeyError) {
        guard id.count <= PasskeyCredential.longestID,
            clientDataJSON.count <= ClientData.longest,
            attestationObject.count <= Self.longestAttestation
        else { throw .tooLarge }
        self.id = id
        self.clientDataJSON = clientDataJSON
        self.attestationObject = attestationObject
        self.transports = transports
    }

    /// The values of a form as typed: base64url, and the transports with commas between them.
    /// - Throws: also `.malformedText`.
    public init(
        id: String, client: String, attestation: String, transports: String
    ) throws(PasskeyError) {
        try self.init(
            id: try Base64URL.read(id, most: PasskeyCredential.longestID),
            clientDataJSON: try Base64URL.read(client, most: ClientData.longest),
            attestationObject: try Base64URL.read(
                attestation, most: Self.longestAttestation),
            transports: try PasskeyTransport.list(transports))
    }
}

/// The fields that `passkey.js` fills in when somebody signs in.
public struct AssertionAnswer: Sendable, Hashable {
    public static let longestAuthenticatorData = 2 * 1_024
    public static let longestSignature = 1_024

    /// By this the site finds the stored credential.
    public let id: [UInt8]
    public let clientDataJSON: [UInt8]
    public let authenticatorData: [UInt8]
    public let signature: [UInt8]
    /// Nil when the authenticator does not keep it, which is permitted for known persons.
    public let userHandle: [UInt8]?

    /// - Throws: `.tooLarge` beyond 2 KiB of client or authenticator data, 1 KiB of signature,
    ///   1,023 bytes of id, 64 bytes of user handle.
    public init(
        id: [UInt8], clientDataJSON: [UInt8], authenticatorData: [UInt8], signature: [UInt8],
        userHandle: [UInt8]?
    ) throws(PasskeyError) {
        guard id.count <= PasskeyCredential.longestID,
            clientDataJSON.count <= ClientData.longest,
            authenticatorData.count <= Self.longestAuthenticatorData,
            signature.count <= Self.longestSignature,
            (userHandle?.count ?? 0) <= PasskeyUser.longestHandle
        else { throw .tooLarge }
        self.id = id
        self.clientDataJSON = clientDataJSON
        self.authenticatorData = authenticatorData
        self.signature = signature
        self.userHandle = userHandle
    }

    /// The values of a form as typed, in base64url. An empty `user` is none.
    /// - Throws: also `.malformedText`.
    public init(
        id: String, client: String, auth: String, signature: String, user: String
    ) throws(PasskeyError) {
        let handle = try Base64URL.read(user, most: PasskeyUser.longestHandle)
        try self.init(
            id: try Base64URL.read(id, most: PasskeyCredential.longestID),
            clientDataJSON: try Base64URL.read(client, most: ClientData.longest),
            authenticatorData: try Base64URL.read(auth, most: Self.longestAuthenticatorData),
            signature: try Base64URL.read(signature, most: Self.longestSignature),
            userHandle: handle.isEmpty ? nil : handle)
    }
}
