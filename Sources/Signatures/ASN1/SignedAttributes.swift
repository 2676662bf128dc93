import Crypto
import SwiftASN1

/// The attributes of a PAdES signature that the signer signs (ETSI EN 319 142-1 §6.3): content
/// type, digest of the document and the signer's certificate. No signing time, which PAdES keeps
/// in `/M`.
struct SignedAttributes {
    let certificate: X509Certificate
    /// SHA-256 of the covered bytes.
    let digest: [UInt8]

    /// The SET OF as it is signed (RFC 5652 §5.4).
    var encoded: [UInt8] { DERValue.setOf(values).encoded }

    private static func attribute(_ oid: OID, _ value: DERValue) -> DERValue {
        .sequence([.oid(oid), .setOf([value])])
    }

    private var values: [DERValue] {
        // ESSCertIDv2 (RFC 5035 §4): SHA-256 is the usual digest and is not named.
        let names = DERValue.sequence([.explicit(4, [.raw(certificate.issuer)])])
        let identifier = DERValue.sequence([
            .octets(Array(SHA256.hash(data: certificate.der))),
            .sequence([names, .integer(certificate.serial)]),
        ])
        return [
            Self.attribute(.contentType, .oid(.data)),
            Self.attribute(.messageDigest, .octets(digest)),
            Self.attribute(.signingCertificateV2, .sequence([.sequence([identifier])])),
        ]
    }
}

/// Puts a CMS SignedData together (RFC 5652 §5) without the content it signs.
enum CMSWriting {
    /// - Parameters:
    ///   - attributes: as they were signed.
    ///   - stamp: an RFC 3161 token over the signature.
    static func signedData(
        attributes: [UInt8], signature: [UInt8], certificates: [X509Certificate],
        stamp: [UInt8]?
    ) -> [UInt8] {
        guard let signer = certificates.first else { return [] }
        let sha256 = DERValue.sequence([.oid(.sha256)])
        // The same bytes, under the tag [0] instead of SET.
        let tagged = [UInt8(0xA0)] + attributes.dropFirst()
        var info: [DERValue] = [
            .integer(1), .sequence([.raw(signer.issuer), .integer(signer.serial)]), sha256,
            .raw(tagged), SignatureAlgorithm.value(publicKey: signer.publicKey),
            .octets(signature),
        ]
        if let stamp {
            info.append(
                .explicit(1, [.sequence([.oid(.timeStampToken), .setOf([.raw(stamp)])])]))
        }
        // Who checks must have the root already.
        let embedded = [signer] + certificates.dropFirst().filter { !$0.isSelfIssued }
        let content = DERValue.sequence([
            .integer(1), .setOf([sha256]), .sequence([.oid(.data)]),
            .explicit(0, embedded.map { .raw($0.der) }), .setOf([.sequence(info)]),
        ])
        return DERValue.sequence([.oid(.signedData), .explicit(0, [content])]).encoded
    }
}
