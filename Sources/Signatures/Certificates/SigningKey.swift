import Crypto
import CryptoExtras
import Foundation
import SwiftASN1

/// A private key that signs by SHA-256: P-256 or RSA of 3,072 bits and more. All key operations
/// are swift-crypto's.
public struct SigningKey: Sendable {
    private enum Kind: Sendable {
        case p256(P256.Signing.PrivateKey)
        case rsa(_RSA.Signing.PrivateKey)
    }

    private let kind: Kind

    /// A new P-256 key.
    public init() { kind = .p256(P256.Signing.PrivateKey()) }

    /// A new RSA key of 3,072 bits, which takes about a second.
    public static func rsa() throws(SigningError) -> SigningKey {
        do {
            return SigningKey(.rsa(try _RSA.Signing.PrivateKey(keySize: .bits3072)))
        } catch {
            throw .badKey
        }
    }

    private init(_ kind: Kind) { self.kind = kind }

    /// - Parameter pkcs8: RFC 5958.
    public init(pkcs8: [UInt8]) throws(SigningError) {
        do {
            let fields = try ASN1Node.reading(pkcs8).expectSequence()
            switch try fields.at(1).children.first?.oid {
            case .ecPublicKey:
                kind = .p256(try P256.Signing.PrivateKey(derRepresentation: pkcs8))
            case .rsa:
                let key = try _RSA.Signing.PrivateKey(
                    derRepresentation: try fields.at(2).expectOctets())
                guard key.keySizeInBits >= 3072 else { throw SigningError.badKey }
                kind = .rsa(key)
            default: throw SigningError.badKey
            }
        } catch {
            throw .badKey
        }
    }

    /// For a key file; kept nowhere else.
    var pkcs8: [UInt8] {
        switch kind {
        case .p256(let key): Array(key.derRepresentation)
        case .rsa(let key): Array(key.pkcs8DERRepresentation)
        }
    }

    /// SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
    public var publicKey: [UInt8] {
        switch kind {
        case .p256(let key): Array(key.publicKey.derRepresentation)
        case .rsa(let key): Array(key.publicKey.derRepresentation)
        }
    }

    /// Signs the SHA-256 of the bytes: ECDSA as DER, or RSA PKCS#1 v1.5.
    public func signature(of bytes: [UInt8]) throws(SigningError) -> [UInt8] {
        do {
            switch kind {
            case .p256(let key): return Array(try key.signature(for: bytes).derRepresentation)
            case .rsa(let key):
                return Array(
                    try key.signature(for: bytes, padding: .insecurePKCS1v1_5).rawRepresentation)
            }
        } catch {
            throw .badKey
        }
    }

    /// ES256 as COSE writes it: r and s, 32 bytes each (RFC 9053 §2.1). Nothing for RSA.
    public func rawSignature(of bytes: [UInt8]) throws(SigningError) -> [UInt8] {
        guard case .p256(let key) = kind else { throw .badKey }
        do { return Array(try key.signature(for: bytes).rawRepresentation) } catch { throw .badKey }
    }

    /// The algorithm of its signatures, for certificates and CMS.
    var algorithm: DERValue { SignatureAlgorithm.value(publicKey: publicKey) }
}

enum SignatureAlgorithm {
    /// What a key of this kind signs with: ECDSA or RSA, both with SHA-256 (RFC 5758, RFC 8017).
    static func value(publicKey: [UInt8]) -> DERValue {
        let kind = try? ASN1Node.reading(publicKey).children.first?.children.first?.oid
        if kind == OID.rsa { return .sequence([.oid(.rsaSHA256), .null]) }
        return .sequence([.oid(.ecdsaSHA256)])
    }
}
