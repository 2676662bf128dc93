/// A signature by a private key (RFC 7518 §3.1, RFC 8037). `none` and the HS family, where
/// whoever can check can also sign, are not among them and cannot be configured.
public enum SigningAlgorithm: String, Sendable, Hashable, CaseIterable {
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    case ps256 = "PS256"
    case es256 = "ES256"
    case es384 = "ES384"
    /// With Ed25519 only.
    case edDSA = "EdDSA"

    public static let usual: Set<SigningAlgorithm> = [.rs256, .ps256, .es256, .edDSA]
}
