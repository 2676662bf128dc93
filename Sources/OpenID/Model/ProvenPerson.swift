import Kernel

/// A person whose identity a provider has proved. Known to the city by issuer **and** subject
/// together (OpenID Connect Core §5.7); everything else may change or be somebody else's tomorrow.
public struct ProvenPerson: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public let issuer: String
    public let subject: String
    /// The ID token's claims, and those of userinfo that the ID token left open. An object.
    public let claims: JSONValue
    /// When the person proved themselves to the provider.
    public let authTime: Instant?
    /// The assurance level that the provider states.
    public let acr: String?
    /// The ways in which the person proved themselves (RFC 8176).
    public let amr: [String]
    /// For `logoutURL`. As secret as a session.
    public let idToken: String

    public var email: String? { claims["email"]?.stringValue }

    /// Whether the provider says that the person controls `email`. Some write the word as text.
    public var isEmailVerified: Bool {
        email != nil
            && (claims["email_verified"]?.boolValue == true
                || claims["email_verified"]?.stringValue == "true")
    }

    public var name: String? { claims["name"]?.stringValue }

    public var description: String { "ProvenPerson(\(issuer))" }
    public var customMirror: Mirror { Mirror(self, children: ["issuer": issuer]) }
}
