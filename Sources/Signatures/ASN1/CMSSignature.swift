import SwiftASN1

/// A CMS SignedData by one signer, taken apart (RFC 5652 §5). Only DER is read.
struct CMSSignature {
    let certificates: [[UInt8]]
    let revocationLists: [[UInt8]]
    /// What it signs when it carries that itself.
    let content: [UInt8]?
    let contentType: OID
    let digest: DigestKind
    let algorithm: OID
    let signature: [UInt8]
    /// The attributes as they are signed.
    let attributes: [UInt8]
    let messageDigest: [UInt8]
    /// The signer's certificate, found among `certificates`.
    let signer: X509Certificate
    /// Whether the signer says, under the signature, which certificate it is (RFC 5035).
    let namesCertificate: Bool
    let hasSigningTime: Bool
    let stamp: [UInt8]?

    init(der: [UInt8]) throws(DERFault) {
        let outer = try ASN1Node.reading(der).expectSequence()
        guard try outer.at(0).oid == .signedData else { throw DERFault() }
        let fields = try (try outer.at(1)).children.at(0).expectSequence()
        let encapsulated = try fields.at(2).expectSequence()
        guard let type = try encapsulated.at(0).oid else { throw DERFault() }
        contentType = type
        content = try encapsulated.dropFirst().first?.children.first?.expectOctets()
        certificates = fields.first { $0.isTagged(0) }?.children.map(\.bytes) ?? []
        revocationLists = fields.first { $0.isTagged(1) }?.children.map(\.bytes) ?? []
        guard let signers = fields.last, signers.identifier == .set, signers.children.count == 1
        else { throw DERFault() }
        let info = try signers.children[0].expectSequence()
        guard let digestOID = try info.at(2).children.first?.oid,
            let digest = DigestKind(digestOID), try info.at(3).isTagged(0),
            let algorithm = try info.at(4).children.first?.oid
        else { throw DERFault() }
        self.digest = digest
        self.algorithm = algorithm
        signature = try info.at(5).expectOctets()
        attributes = [0x31] + (try info.at(3)).bytes.dropFirst()
        let signed = try Self.values(try info.at(3))
        guard signed[.contentType]?.oid == type,
            let messageDigest = try signed[.messageDigest]?.expectOctets()
        else { throw DERFault() }
        self.messageDigest = messageDigest
        hasSigningTime = signed[.signingTime] != nil
        signer = try Self.signer(try info.at(1), among: certificates)
        namesCertificate = try Self.names(signer, signed[.signingCertificateV2])
        stamp =
            info.count > 6 ? try Self.values(info[6])[.timeStampToken]?.bytes : nil
    }

    /// Attributes with one value each; the same one twice is refused (RFC 5652 §5.3, §11).
    private static func values(_ node: ASN1Node) throws(DERFault) -> [OID: ASN1Node] {
        var found: [OID: ASN1Node] = [:]
        for attribute in node.children {
            let parts = try attribute.expectSequence()
            guard let oid = try parts.at(0).oid, let value = try parts.at(1).children.first,
                found.updateValue(value, forKey: oid) == nil
            else { throw DERFault() }
        }
        return found
    }

    private static func signer(
        _ identifier: ASN1Node, among certificates: [[UInt8]]
    ) throws(DERFault) -> X509Certificate {
        for der in certificates {
            guard let certificate = try? X509Certificate(der: der) else { continue }
            if identifier.isTagged(0) {
                if identifier.primitive == certificate.subjectKey { return certificate }
                continue
            }
            let parts = try identifier.expectSequence()
            let serial = Array(try parts.at(1).expectInteger().drop { $0 == 0 })
            if try parts.at(0).bytes == certificate.issuer, serial == certificate.serial {
                return certificate
            }
        }
        throw DERFault()
    }

    /// - Throws: when it names another certificate.
    private static func names(
        _ signer: X509Certificate, _ attribute: ASN1Node?
    ) throws(DERFault) -> Bool {
        guard let attribute else { return false }
        var fields = try attribute.children.at(0).children.at(0).expectSequence()[...]
        var digest = DigestKind.sha256
        if let first = fields.first, first.identifier == .sequence {
            guard let oid = first.children.first?.oid, let other = DigestKind(oid) else {
                throw DERFault()
            }
            digest = other
            fields.removeFirst()
        }
        guard let hash = try fields.first?.expectOctets(), hash == digest.hash([signer.der[...]])
        else { throw DERFault() }
        return true
    }

    /// Whether it signs a content with this digest.
    func holds(for digest: [UInt8]) -> Bool {
        messageDigest == digest
            && VerifyingKey.isValid(
                signature, of: attributes, digest: self.digest, algorithm: algorithm,
                publicKey: signer.publicKey)
    }
}
