import Kernel

/// Whom a city trusts: its root certificates, helpers between, and lists of what was revoked.
public struct Trust: Sendable {
    /// Self-signed.
    public var roots: [X509Certificate]
    /// Those that help to build a chain and are not trusted by themselves.
    public var others: [X509Certificate]
    /// CRLs as DER (RFC 5280 §5).
    public var revocationLists: [[UInt8]]
    /// Public keys of statements in QR codes, as DER.
    public var statementKeys: [[UInt8]]

    public init(
        roots: [X509Certificate], others: [X509Certificate] = [],
        revocationLists: [[UInt8]] = [], statementKeys: [[UInt8]] = []
    ) {
        self.roots = roots
        self.others = others
        self.revocationLists = revocationLists
        self.statementKeys = statementKeys
    }

    /// From a file with certificates, revocation lists and public keys.
    public init(pem: String) throws(SigningError) {
        self.init(roots: [])
        for der in try PEM.read(pem, kind: "CERTIFICATE") {
            let certificate = try X509Certificate(der: der)
            if certificate.isSelfIssued {
                roots.append(certificate)
            } else {
                others.append(certificate)
            }
        }
        revocationLists = try PEM.read(pem, kind: "X509 CRL")
        statementKeys = try PEM.read(pem, kind: "PUBLIC KEY")
    }

    /// What would be said of a signature that this key makes now.
    public func verdict(on key: SealKey, at now: Instant) -> SignatureVerdict {
        guard let own = key.certificates.first else { return .untrusted }
        return CertificateCheck(trust: self, store: ValidationStore(), now: now).check(
            own, others: key.certificates.dropFirst().map(\.der), lists: [], stated: now,
            proven: nil
        ).verdict
    }
}
