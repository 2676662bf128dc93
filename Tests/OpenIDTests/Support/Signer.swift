import Crypto
import CryptoExtras
import Kernel

@testable import OpenID

/// A provider's key: signs, and shows its public half. Made anew for each run.
struct Signer: Sendable {
    let algorithm: String
    let id: String
    let jwk: JSONValue
    let sign: @Sendable ([UInt8]) throws -> [UInt8]

    static let rs256 = rsa(.first, "RS256", "k1")
    static let rs256New = rsa(.second, "RS256", "k2")
    static let ps256 = rsa(.first, "PS256", "p1")

    static func rsa(_ key: RSAKey, _ algorithm: String, _ id: String) -> Signer {
        let numbers = key.numbers
        return Signer(
            algorithm: algorithm, id: id,
            jwk: [
                "kty": "RSA", "use": "sig", "alg": .string(algorithm), "kid": .string(id),
                "n": .string(Base64URL.encode(numbers.n)),
                "e": .string(Base64URL.encode(numbers.e)),
            ]
        ) { input in
            switch algorithm {
            case "RS384": try key.old(SHA384.hash(data: input))
            case "RS512": try key.old(SHA512.hash(data: input))
            case "PS256":
                Array(try key.key.signature(for: SHA256.hash(data: input)).rawRepresentation)
            default: try key.old(SHA256.hash(data: input))
            }
        }
    }

    static let es256: Signer = {
        let key = P256.Signing.PrivateKey()
        return Signer(
            algorithm: "ES256", id: "e1",
            jwk: curve("P-256", Array(key.publicKey.rawRepresentation), "e1")
        ) { Array(try key.signature(for: SHA256.hash(data: $0)).rawRepresentation) }
    }()

    static let es384: Signer = {
        let key = P384.Signing.PrivateKey()
        return Signer(
            algorithm: "ES384", id: "e3",
            jwk: curve("P-384", Array(key.publicKey.rawRepresentation), "e3")
        ) { Array(try key.signature(for: SHA384.hash(data: $0)).rawRepresentation) }
    }()

    static let edDSA: Signer = {
        let key = Curve25519.Signing.PrivateKey()
        return Signer(
            algorithm: "EdDSA", id: "d1",
            jwk: [
                "kty": "OKP", "crv": "Ed25519", "kid": "d1",
                "x": .string(Base64URL.encode(Array(key.publicKey.rawRepresentation))),
            ]
        ) { Array(try key.signature(for: $0)) }
    }()

    private static func curve(_ name: String, _ point: [UInt8], _ id: String) -> JSONValue {
        let half = point.count / 2
        return [
            "kty": "EC", "crv": .string(name), "kid": .string(id), "use": "sig",
            "x": .string(Base64URL.encode(point.prefix(half))),
            "y": .string(Base64URL.encode(point.suffix(half))),
        ]
    }
}

struct RSAKey: Sendable {
    static let first = RSAKey()
    static let second = RSAKey()

    let key: _RSA.Signing.PrivateKey

    private init() {
        do {
            key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        } catch {
            preconditionFailure("no RSA key: \(error)")
        }
    }

    var numbers: (n: [UInt8], e: [UInt8]) {
        guard let numbers = try? key.publicKey.getKeyPrimitives() else { return ([], []) }
        return (Array(numbers.modulus), Array(numbers.publicExponent))
    }

    var publicPEM: [UInt8] { Array(key.publicKey.pemRepresentation.utf8) }

    func old(_ digest: some Digest) throws -> [UInt8] {
        Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
    }
}
