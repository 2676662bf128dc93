/// An object identifier as the bytes of its content.
struct OID: Hashable, Sendable {
    let content: [UInt8]

    init(content: some Sequence<UInt8>) { self.content = Array(content) }

    init(_ arcs: UInt...) {
        var content: [UInt8] = []
        let joined = [arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2)
        for arc in joined {
            var part = [UInt8(arc & 127)]
            var rest = arc >> 7
            while rest > 0 {
                part.insert(UInt8(rest & 127) | 128, at: 0)
                rest >>= 7
            }
            content += part
        }
        self.content = content
    }

    // CMS (RFC 5652) and its attributes (RFC 5035, RFC 3161).
    static let data = OID(1, 2, 840, 113549, 1, 7, 1)
    static let signedData = OID(1, 2, 840, 113549, 1, 7, 2)
    static let contentType = OID(1, 2, 840, 113549, 1, 9, 3)
    static let messageDigest = OID(1, 2, 840, 113549, 1, 9, 4)
    static let signingTime = OID(1, 2, 840, 113549, 1, 9, 5)
    static let signingCertificate = OID(1, 2, 840, 113549, 1, 9, 16, 2, 12)
    static let timeStampToken = OID(1, 2, 840, 113549, 1, 9, 16, 2, 14)
    static let signingCertificateV2 = OID(1, 2, 840, 113549, 1, 9, 16, 2, 47)
    static let timeStampInfo = OID(1, 2, 840, 113549, 1, 9, 16, 1, 4)

    // Digests (RFC 5754) and signatures (RFC 5758, RFC 8017).
    static let sha1 = OID(1, 3, 14, 3, 2, 26)
    static let sha256 = OID(2, 16, 840, 1, 101, 3, 4, 2, 1)
    static let sha384 = OID(2, 16, 840, 1, 101, 3, 4, 2, 2)
    static let sha512 = OID(2, 16, 840, 1, 101, 3, 4, 2, 3)
    static let ecPublicKey = OID(1, 2, 840, 10045, 2, 1)
    static let p256 = OID(1, 2, 840, 10045, 3, 1, 7)
    static let p384 = OID(1, 3, 132, 0, 34)
    static let p521 = OID(1, 3, 132, 0, 35)
    static let ecdsaSHA256 = OID(1, 2, 840, 10045, 4, 3, 2)
    static let rsa = OID(1, 2, 840, 113549, 1, 1, 1)
    static let rsaSHA256 = OID(1, 2, 840, 113549, 1, 1, 11)
    static let rsaPSS = OID(1, 2, 840, 113549, 1, 1, 10)

    // Names and certificates (RFC 5280).
    static let commonName = OID(2, 5, 4, 3)
    static let serialNumber = OID(2, 5, 4, 5)
    static let country = OID(2, 5, 4, 6)
    static let organization = OID(2, 5, 4, 10)
    static let title = OID(2, 5, 4, 12)
    static let subjectKey = OID(2, 5, 29, 14)
    static let keyUsage = OID(2, 5, 29, 15)
    static let basicConstraints = OID(2, 5, 29, 19)
    static let crlNumber = OID(2, 5, 29, 20)
    static let crlReason = OID(2, 5, 29, 21)
    static let crlDistribution = OID(2, 5, 29, 31)
    static let policies = OID(2, 5, 29, 32)
    static let authorityKey = OID(2, 5, 29, 35)
    static let extendedKeyUsage = OID(2, 5, 29, 37)
    static let documentSigning = OID(1, 3, 6, 1, 5, 5, 7, 3, 36)
    static let timeStamping = OID(1, 3, 6, 1, 5, 5, 7, 3, 8)
}
