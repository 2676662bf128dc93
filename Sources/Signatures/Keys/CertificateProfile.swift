import Kernel
import SwiftASN1

/// What a certificate of the city is for; decides its extensions (RFC 5280 §4.2) and its life.
public enum CertificateProfile: String, Sendable, CaseIterable {
    case root, authority, officer, seal, stamp

    /// Years that a new one is valid.
    public var years: Int {
        switch self {
        case .root: 20
        case .authority: 10
        case .officer: 2
        case .seal: 3
        case .stamp: 5
        }
    }

    var isAuthority: Bool { self == .root || self == .authority }

    /// Bits of KeyUsage, the first bit first.
    var usage: [UInt8] {
        switch self {
        // keyCertSign and cRLSign
        case .root, .authority: [1, 0x06]
        // digitalSignature and nonRepudiation
        case .officer, .seal: [6, 0xC0]
        case .stamp: [7, 0x80]
        }
    }
}

/// Whom a certificate names (RFC 5280 §4.1.2.6).
public struct CertificateName: Sendable, Hashable {
    public var name: String
    public var organization: String
    /// The post, for officers.
    public var title: String

    public init(_ name: String, organization: String, title: String = "") {
        self.name = name
        self.organization = organization
        self.title = title
    }

    var encoded: DERValue {
        func part(_ oid: OID, _ value: DERValue) -> DERValue {
            .setOf([.sequence([.oid(oid), value])])
        }
        var parts = [part(.country, .primitive(.printableString, Array("ID".utf8)))]
        parts.append(part(.organization, .utf8(organization)))
        if !title.isEmpty { parts.append(part(.title, .utf8(title))) }
        parts.append(part(.commonName, .utf8(name)))
        return .sequence(parts)
    }
}
