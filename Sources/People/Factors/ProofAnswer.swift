/// What somebody shows to prove who is there.
public enum ProofAnswer: Sendable, Hashable {
    /// Of an authenticator app, or one of the spare codes on paper.
    case code(String)
    case passkey(PasskeyAnswer)
    /// Only for citizens: officers have to show more.
    case password(String)
}

/// What a browser sends when a passkey was asked: texts in base64url, as they came.
public struct PasskeyAnswer: Sendable, Hashable {
    public let id: String
    public let client: String
    public let authenticator: String
    public let signature: String
    public let user: String?

    public init(
        id: String, client: String, authenticator: String, signature: String, user: String?
    ) {
        self.id = id
        self.client = client
        self.authenticator = authenticator
        self.signature = signature
        self.user = user
    }
}
