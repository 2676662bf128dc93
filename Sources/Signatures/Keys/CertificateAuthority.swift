import Crypto
import Kernel
import SwiftASN1

/// Issues certificates and revocation lists (RFC 5280) for demos, tests, and cities that run
/// their own. A city with certificates of BSrE needs none of this.
public struct CertificateAuthority: Sendable {
    public let seal: SealKey

    public var certificate: X509Certificate { seal.certificates[0] }

    public init(_ seal: SealKey) { self.seal = seal }

    /// A new root that vouches for itself.
    public static func root(
        _ name: CertificateName, key: SigningKey = SigningKey(), from start: Instant,
        serial: [UInt8]
    ) throws(SigningError) -> CertificateAuthority {
        let der = try encode(
            name, key.publicKey, .root, life(.root, start), serial,
            issuer: (name: name.encoded.encoded, key: key, publicKey: key.publicKey),
            lists: nil)
        return CertificateAuthority(
            try SealKey(key, certificates: [try X509Certificate(der: der)]))
    }

    /// - Parameters:
    ///   - publicKey: SubjectPublicKeyInfo of who is named.
    ///   - serial: up to 20 random bytes (§4.1.2.2).
    ///   - until: ends earlier than usual; never later than the authority itself.
    ///   - lists: where revocations are published.
    public func issue(
        _ name: CertificateName, publicKey: [UInt8], _ profile: CertificateProfile,
        from start: Instant, until: Instant? = nil, serial: [UInt8], lists: String? = nil
    ) throws(SigningError) -> X509Certificate {
        var (begin, end) = Self.life(profile, start)
        end = min(until ?? end, certificate.notAfter)
        begin = max(begin, certificate.notBefore)
        let der = try Self.encode(
            name, publicKey, profile, (begin, end), serial,
            issuer: (
                name: certificate.subject, key: seal.key, publicKey: certificate.publicKey
            ), lists: lists)
        return try X509Certificate(der: der)
    }

    /// The same as `issue` with a key of its own, as a key that signs.
    public func seal(
        _ name: CertificateName, key: SigningKey = SigningKey(), _ profile: CertificateProfile,
        from start: Instant, until: Instant? = nil, serial: [UInt8], lists: String? = nil
    ) throws(SigningError) -> SealKey {
        let own = try issue(
            name, publicKey: key.publicKey, profile, from: start, until: until, serial: serial,
            lists: lists)
        return try SealKey(key, certificates: [own] + seal.certificates)
    }

    /// One line of a revocation list.
    public struct Revocation: Sendable, Hashable {
        public let serial: [UInt8]
        public let at: Instant
        /// CRLReason (§5.3.1): 1 key compromised, 3 post changed, 4 superseded, 5 out of use.
        public let reason: Int

        public init(serial: [UInt8], at: Instant, reason: Int) {
            self.serial = serial
            self.at = at
            self.reason = reason
        }
    }

    /// A list of all that was revoked (§5).
    /// - Parameter number: counts up from list to list.
    public func revocationList(
        _ revoked: [Revocation], number: Int, made: Instant, next: Instant
    ) throws(SigningError) -> [UInt8] {
        let algorithm = seal.key.algorithm
        let entries = revoked.map { item in
            DERValue.sequence([
                .integer(item.serial), X509Time.value(item.at),
                .sequence([
                    Self.extended(.crlReason, .primitive(.enumerated, [UInt8(item.reason & 15)]))
                ]),
            ])
        }
        var fields: [DERValue] = [
            .integer(1), algorithm, .raw(certificate.subject), X509Time.value(made),
            X509Time.value(next),
        ]
        if !entries.isEmpty { fields.append(.sequence(entries)) }
        let key = DERValue.sequence([.implicit(0, Self.identifier(certificate.publicKey))])
        fields.append(
            .explicit(
                0,
                [
                    .sequence([
                        Self.extended(.authorityKey, key),
                        Self.extended(.crlNumber, .integer(number)),
                    ])
                ]))
        return try Self.signed(.sequence(fields), by: seal.key)
    }

    // MARK: Encoding

    private static func life(
        _ profile: CertificateProfile, _ start: Instant
    ) -> (Instant, Instant) {
        // Clocks that are a little late take it all the same.
        let day = Day(start, in: .utc)
        return (
            start.adding(minutes: -5), day.adding(months: 12 * profile.years).start(in: .utc)
        )
    }

    private static func identifier(_ publicKey: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: publicKey).prefix(20))
    }

    private static func extended(
        _ oid: OID, isCritical: Bool = false, _ value: DERValue
    ) -> DERValue {
        .sequence([.oid(oid)] + (isCritical ? [.bool(true)] : []) + [.octets(value.encoded)])
    }

    private static func encode(
        _ name: CertificateName, _ publicKey: [UInt8], _ profile: CertificateProfile,
        _ life: (Instant, Instant), _ serial: [UInt8],
        issuer: (name: [UInt8], key: SigningKey, publicKey: [UInt8]), lists: String?
    ) throws(SigningError) -> [UInt8] {
        var extensions = [
            extended(.subjectKey, .octets(identifier(publicKey))),
            extended(.authorityKey, .sequence([.implicit(0, identifier(issuer.publicKey))])),
            extended(.keyUsage, isCritical: true, .primitive(.bitString, profile.usage)),
        ]
        switch profile {
        case .root:
            extensions.append(
                extended(.basicConstraints, isCritical: true, .sequence([.bool(true)])))
        case .authority:
            extensions.append(
                extended(
                    .basicConstraints, isCritical: true, .sequence([.bool(true), .integer(0)])))
        case .officer, .seal:
            extensions.append(extended(.extendedKeyUsage, .sequence([.oid(.documentSigning)])))
        case .stamp:
            extensions.append(
                extended(
                    .extendedKeyUsage, isCritical: true, .sequence([.oid(.timeStamping)])))
        }
        if let lists {
            // DistributionPoint → fullName → URI (§4.2.1.13).
            let address = DERValue.implicit(6, Array(lists.utf8))
            extensions.append(
                extended(
                    .crlDistribution,
                    .sequence([.sequence([.explicit(0, [.explicit(0, [address])])])])))
        }
        let fields: [DERValue] = [
            .explicit(0, [.integer(2)]), .integer(serial), issuer.key.algorithm,
            .raw(issuer.name), .sequence([X509Time.value(life.0), X509Time.value(life.1)]),
            name.encoded, .raw(publicKey), .explicit(3, [.sequence(extensions)]),
        ]
        return try signed(.sequence(fields), by: issuer.key)
    }

    private static func signed(
        _ body: DERValue, by key: SigningKey
    ) throws(SigningError) -> [UInt8] {
        let bytes = body.encoded
        let signature = try key.signature(of: bytes)
        return DERValue.sequence([.raw(bytes), key.algorithm, .bits(signature)]).encoded
    }
}
