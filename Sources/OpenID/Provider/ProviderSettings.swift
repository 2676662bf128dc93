import Kernel
import Outbound

/// One provider through which people sign in, as a city configures it.
public struct ProviderSettings: Sendable {
    /// Why settings cannot work; nothing is asked of the provider to find that out.
    public enum Problem: String, Error, Sendable, Hashable {
        /// Not a-z, 0-9 and `-`, or longer than 40.
        case code
        /// Not `https:` (or `http:` on loopback), or with a query (Discovery 1.0 §3).
        case issuer
        case clientID
        /// Empty, or with characters beyond RFC 6749 §3.3.
        case scopes
        case algorithms
        /// A negative number of seconds, or more than a day.
        case seconds
    }

    /// In addresses and logs.
    public let code: String
    /// On the button.
    public let name: LocalizedText
    public let issuer: String
    public let clientID: String
    /// Nil for a public client: PKCE alone then binds the code.
    public let clientSecret: ClientSecret?
    /// `openid` is always among them.
    public let scopes: [String]
    public let algorithms: Set<SigningAlgorithm>
    /// How far the provider's clock may differ, in seconds.
    public let leeway: Int64
    /// How old an ID token may be when it arrives, in seconds.
    public let maxTokenAge: Int64
    /// Other audiences that may stand beside ours (OpenID Connect Core §3.1.3.7, 3).
    public let otherAudiences: Set<String>
    /// Whether the userinfo endpoint is asked when there is one.
    public let usesUserInfo: Bool

    public init(
        code: String, name: LocalizedText, issuer: String, clientID: String,
        clientSecret: String? = nil, scopes: [String] = ["openid", "profile", "email"],
        algorithms: Set<SigningAlgorithm> = SigningAlgorithm.usual, leeway: Int64 = 60,
        maxTokenAge: Int64 = 600, otherAudiences: Set<String> = [], usesUserInfo: Bool = true
    ) throws(Problem) {
        guard (1...40).contains(code.utf8.count), code.utf8.allSatisfy(Self.isCodeByte)
        else { throw .code }
        guard let address = WebAddress(issuer), !address.hasQuery,
            address.scheme == .https || address.namesLoopback
        else { throw .issuer }
        guard !clientID.isEmpty, clientID.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { throw .clientID }
        guard scopes.allSatisfy(Self.isScope) else { throw .scopes }
        guard !algorithms.isEmpty else { throw .algorithms }
        guard (0...86_400).contains(leeway), (0...86_400).contains(maxTokenAge)
        else { throw .seconds }
        self.code = code
        self.name = name
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret.map(ClientSecret.init)
        self.scopes = scopes.contains("openid") ? scopes : ["openid"] + scopes
        self.algorithms = algorithms
        self.leeway = leeway
        self.maxTokenAge = maxTokenAge
        self.otherAudiences = otherAudiences
        self.usesUserInfo = usesUserInfo
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }

    private static func isScope(_ scope: String) -> Bool {
        !scope.isEmpty
            && scope.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
    }
}
