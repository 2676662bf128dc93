import Kernel

/// A key that signs, with its certificates: unlocked for some letters, or always at hand as the
/// seal of a city.
public struct SealKey: Sendable {
    let key: SigningKey
    /// The own one first, then those above it.
    public let certificates: [X509Certificate]

    public init(_ key: SigningKey, certificates: [X509Certificate]) throws(SigningError) {
        guard let own = certificates.first, own.publicKey == key.publicKey else { throw .badKey }
        self.key = key
        self.certificates = certificates
    }

    /// Unlocks PKCS#12 (RFC 7292). The passphrase is not kept.
    public init(pkcs12 file: [UInt8], passphrase: String) throws(SigningError) {
        let opened = try OpenSSL.open(pkcs12: file, passphrase: passphrase)
        var certificates: [X509Certificate] = []
        for der in opened.certificates { certificates.append(try X509Certificate(der: der)) }
        try self.init(
            try SigningKey(pkcs8: opened.key), certificates: Self.chain(certificates))
    }

    /// PKCS#12 with AES-256, opened by this passphrase.
    public func pkcs12(
        name: String, passphrase: String, rounds: Int32 = 100_000
    ) throws(SigningError) -> [UInt8] {
        guard let own = certificates.first else { throw .badCertificate }
        return try OpenSSL.pkcs12(
            key: key.pkcs8, certificate: own.der, others: certificates.dropFirst().map(\.der),
            name: name, passphrase: passphrase, rounds: rounds)
    }

    /// The own one, then each one's issuer, as far as they are there.
    private static func chain(_ all: [X509Certificate]) -> [X509Certificate] {
        guard var last = all.first else { return [] }
        var chain = [last]
        while !last.isSelfIssued,
            let next = all.first(where: { $0.subject == last.issuer && !chain.contains($0) })
        {
            chain.append(next)
            last = next
        }
        return chain
    }
}

extension SealKey {
    /// Signs `PreparedSignature.toBeSigned`.
    public func signature(of bytes: [UInt8]) throws(SigningError) -> [UInt8] {
        try key.signature(of: bytes)
    }

    /// A statement of printed facts for a QR code, by this key.
    public func statement(of facts: PrintedFacts, zone: Zone) throws -> [UInt8] {
        try PrintedStatement.sign(facts, by: key, zone: zone)
    }
}
