/// How a passkey signs: the number of IANA's COSE registry.
public enum PasskeyAlgorithm: Int, Sendable, Hashable, CaseIterable {
    /// ECDSA on P-256 with SHA-256: nearly all authenticators.
    case es256 = -7
    /// Ed25519.
    case edDSA = -8
    /// RSA PKCS #1 v1.5 with SHA-256, 2048 bits: Windows Hello on older machines.
    case rs256 = -257
}
