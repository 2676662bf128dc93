import Crypto
import Kernel
import SwiftASN1

/// What signing and verifying ask of a certificate (RFC 5280). Chains are checked by OpenSSL.
public struct X509Certificate: Sendable, Hashable {
    /// The whole certificate.
    public let der: [UInt8]
    /// The bytes of its serial number, without leading zeros.
    public let serial: [UInt8]
    public let notBefore: Instant
    public let notAfter: Instant
    /// SubjectPublicKeyInfo.
    let publicKey: [UInt8]
    /// Names as DER, to be compared byte for byte.
    let issuer: [UInt8]
    let subject: [UInt8]
    private let names: [OID: String]
    private let issuerNames: [OID: String]
    private let extensions: [OID: [UInt8]]

    /// - Throws: `SigningError.badCertificate`.
    public init(der: [UInt8]) throws(SigningError) {
        do { self = try Self.read(der) } catch { throw .badCertificate }
    }

    private init(
        der: [UInt8], serial: [UInt8], life: (Instant, Instant), publicKey: [UInt8],
        issuer: ASN1Node, subject: ASN1Node, extensions: [OID: [UInt8]]
    ) {
        self.der = der
        self.serial = serial
        (notBefore, notAfter) = life
        self.publicKey = publicKey
        self.issuer = issuer.bytes
        self.subject = subject.bytes
        names = Self.names(subject)
        issuerNames = Self.names(issuer)
        self.extensions = extensions
    }

    private static func read(_ der: [UInt8]) throws(DERFault) -> X509Certificate {
        let outer = try ASN1Node.reading(der).expectSequence()
        var parts = try outer.at(0).expectSequence()[...]
        if parts.first?.isTagged(0) == true { parts.removeFirst() }
        let fields = Array(parts)
        let life = try fields.at(3).expectSequence()
        var extensions: [OID: [UInt8]] = [:]
        let list = fields.first { $0.isTagged(3) }?.children.first?.children ?? []
        for item in list {
            guard let oid = item.children.first?.oid, let value = item.children.last else {
                throw DERFault()
            }
            extensions[oid] = try value.expectOctets()
        }
        return X509Certificate(
            der: der, serial: Array(try fields.at(0).expectInteger().drop { $0 == 0 }),
            life: (
                try X509Time.instant(try life.at(0)), try X509Time.instant(try life.at(1))
            ), publicKey: try fields.at(5).bytes, issuer: try fields.at(2),
            subject: try fields.at(4), extensions: extensions)
    }

    private static func names(_ name: ASN1Node) -> [OID: String] {
        var names: [OID: String] = [:]
        for pair in name.children.flatMap(\.children) {
            guard let oid = pair.children.first?.oid, let value = pair.children.last,
                let bytes = value.primitive
            else { continue }
            names[oid] = String(decoding: bytes, as: UTF8.self)
        }
        return names
    }

    /// Whom it names; the organisation when it names no person.
    public var name: String { names[.commonName] ?? names[.organization] ?? "" }

    /// The post that it names, if any.
    public var title: String? { names[.title] }

    /// Who issued it.
    public var issuerName: String {
        issuerNames[.commonName] ?? issuerNames[.organization] ?? ""
    }

    /// The serial number as people compare it: hexadecimal digits.
    public var serialText: String { serial.isEmpty ? "00" : Hexadecimal.text(serial) }

    public var isSelfIssued: Bool { issuer == subject }

    var isAuthority: Bool {
        guard let bytes = extensions[.basicConstraints],
            let fields = try? ASN1Node.reading(bytes).expectSequence()
        else { return false }
        return fields.first?.identifier == .boolean && fields.first?.primitive == [0xFF]
    }

    var subjectKey: [UInt8] {
        if let bytes = extensions[.subjectKey], let node = try? ASN1Node.reading(bytes),
            let octets = try? node.expectOctets()
        {
            return octets
        }
        return Array(SHA256.hash(data: publicKey).prefix(20))
    }

    /// Whether it is meant for signatures: digitalSignature or nonRepudiation.
    var maySign: Bool {
        guard let bytes = extensions[.keyUsage] else { return true }
        guard let bits = try? ASN1Node.reading(bytes).primitive, bits.count > 1 else {
            return false
        }
        return bits[1] & 0xC0 != 0
    }

    /// Whether its extended usage, if it has one, permits documents or e-mail
    /// (RFC 9336; what older certificates of officials carry).
    var maySignDocuments: Bool {
        guard let usages = extendedUsages else { return true }
        let known = [
            OID.documentSigning, OID(1, 3, 6, 1, 5, 5, 7, 3, 4), OID(2, 5, 29, 37, 0),
            OID(1, 2, 840, 113583, 1, 1, 5), OID(1, 3, 6, 1, 4, 1, 311, 10, 3, 12),
            OID(1, 3, 6, 1, 5, 5, 7, 3, 2),
        ]
        return usages.contains(where: known.contains)
    }

    var mayStamp: Bool { extendedUsages?.contains(.timeStamping) == true }

    private var extendedUsages: [OID]? {
        guard let bytes = extensions[.extendedKeyUsage],
            let list = try? ASN1Node.reading(bytes).expectSequence()
        else { return nil }
        return list.compactMap(\.oid)
    }
}
