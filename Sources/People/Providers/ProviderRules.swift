import Kernel

/// What a city lets a provider vouch for.
public struct ProviderRules: Sendable, Hashable {
    public let code: String
    public let serves: AccountKind
    /// How sure the provider is who a citizen is: 2 only for one that the city trusts like its own
    /// counter.
    public let level: IdentityLevel
    /// Whether signing in there counts as a second factor for officers.
    public let provesSecond: Bool
    /// The claim that holds an officer's NIP.
    public let nipClaim: String
    /// The claim that holds a citizen's NIK; counts only with level 2.
    public let nikClaim: String?

    public init(
        code: String, serves: AccountKind, level: IdentityLevel = .contact,
        provesSecond: Bool = false, nipClaim: String = "nip",
        nikClaim: String? = nil
    ) {
        self.code = code
        self.serves = serves
        self.level = level
        self.provesSecond = provesSecond
        self.nipClaim = nipClaim
        self.nikClaim = nikClaim
    }
}

/// Somebody as a provider vouches for.
public struct VouchedPerson: Sendable, Hashable {
    public let issuer: String
    public let subject: String
    public let name: String?
    /// Only one that the provider has confirmed.
    public let email: String?
    /// The claims, for those that `ProviderRules` names.
    public let claims: JSONValue

    public init(
        issuer: String, subject: String, name: String?, email: String?, claims: JSONValue
    ) {
        self.issuer = issuer
        self.subject = subject
        self.name = name
        self.email = email
        self.claims = claims
    }
}
