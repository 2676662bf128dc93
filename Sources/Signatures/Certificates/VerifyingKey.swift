import Crypto
import CryptoExtras
import Foundation
import SwiftASN1

/// Digests that signatures of others use.
enum DigestKind: Sendable, Hashable {
    case sha256, sha384, sha512

    init?(_ oid: OID) {
        switch oid {
        case .sha256: self = .sha256
        case .sha384: self = .sha384
        case .sha512: self = .sha512
        // SHA-1 and older prove nothing any more.
        default: return nil
        }
    }

    func hash(_ parts: [ArraySlice<UInt8>]) -> [UInt8] {
        func digest<Hash: HashFunction>(_ hash: Hash) -> [UInt8] {
            var hash = hash
            for part in parts { part.withUnsafeBytes { hash.update(bufferPointer: $0) } }
            return Array(hash.finalize())
        }
        return switch self {
        case .sha256: digest(SHA256())
        case .sha384: digest(SHA384())
        case .sha512: digest(SHA512())
        }
    }
}

/// A public key of a certificate.
enum VerifyingKey {
    /// Whether `signature` is that of `bytes` by the key.
    static func isValid(
        _ signature: [UInt8], of bytes: [UInt8], digest: DigestKind, algorithm: OID,
        publicKey: [UInt8]
    ) -> Bool {
        guard let info = try? ASN1Node.reading(publicKey).expectSequence(),
            let head = info.first?.children, let kind = head.first?.oid
        else { return false }
        switch kind {
        case .rsa:
            guard let key = try? _RSA.Signing.PublicKey(derRepresentation: publicKey) else {
                return false
            }
            let padding: _RSA.Signing.Padding = algorithm == .rsaPSS ? .PSS : .insecurePKCS1v1_5
            let proof = _RSA.Signing.RSASignature(rawRepresentation: signature)
            switch digest {
            case .sha256:
                return key.isValidSignature(proof, for: SHA256.hash(data: bytes), padding: padding)
            case .sha384:
                return key.isValidSignature(proof, for: SHA384.hash(data: bytes), padding: padding)
            case .sha512:
                return key.isValidSignature(proof, for: SHA512.hash(data: bytes), padding: padding)
            }
        case .ecPublicKey:
            return curve(
                head.count > 1 ? head[1].oid : nil, signature, bytes, digest, publicKey)
        default: return false
        }
    }

    private static func curve(
        _ curve: OID?, _ signature: [UInt8], _ bytes: [UInt8], _ digest: DigestKind,
        _ publicKey: [UInt8]
    ) -> Bool {
        switch curve {
        case .p256:
            guard let key = try? P256.Signing.PublicKey(derRepresentation: publicKey),
                let proof = try? P256.Signing.ECDSASignature(derRepresentation: signature)
            else { return false }
            return switch digest {
            case .sha256: key.isValidSignature(proof, for: SHA256.hash(data: bytes))
            case .sha384: key.isValidSignature(proof, for: SHA384.hash(data: bytes))
            case .sha512: key.isValidSignature(proof, for: SHA512.hash(data: bytes))
            }
        case .p384:
            guard let key = try? P384.Signing.PublicKey(derRepresentation: publicKey),
                let proof = try? P384.Signing.ECDSASignature(derRepresentation: signature)
            else { return false }
            return switch digest {
            case .sha256: key.isValidSignature(proof, for: SHA256.hash(data: bytes))
            case .sha384: key.isValidSignature(proof, for: SHA384.hash(data: bytes))
            case .sha512: key.isValidSignature(proof, for: SHA512.hash(data: bytes))
            }
        case .p521:
            guard let key = try? P521.Signing.PublicKey(derRepresentation: publicKey),
                let proof = try? P521.Signing.ECDSASignature(derRepresentation: signature)
            else { return false }
            return switch digest {
            case .sha256: key.isValidSignature(proof, for: SHA256.hash(data: bytes))
            case .sha384: key.isValidSignature(proof, for: SHA384.hash(data: bytes))
            case .sha512: key.isValidSignature(proof, for: SHA512.hash(data: bytes))
            }
        default: return false
        }
    }
}
