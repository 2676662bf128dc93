import Crypto
import CryptoExtras
import Kernel

/// One public key of a provider, for signatures (RFC 7517). It checks only with algorithms of its
/// own kind: bytes of an RSA key are never taken for a shared secret.
struct VerifyingKey: Sendable {
    private enum Material: Sendable {
        case rsa(_RSA.Signing.PublicKey)
        case p256(P256.Signing.PublicKey)
        case p384(P384.Signing.PublicKey)
        case ed25519(Curve25519.Signing.PublicKey)
    }

    let id: String?
    /// When the key says what it is for, for nothing else.
    private let algorithm: SigningAlgorithm?
    private let material: Material

    /// Nil for a key that is not for us: another type, another use, too weak, or not well-formed.
    /// One such key does not spoil the set (RFC 7517 §5).
    init?(_ json: JSONValue) {
        // A published private key belongs to everybody.
        guard json["d"] == nil, Self.isForSignatures(json) else { return nil }
        if let stated = json["alg"] {
            guard let known = stated.stringValue.flatMap(SigningAlgorithm.init) else { return nil }
            algorithm = known
        } else {
            algorithm = nil
        }
        if let id = json["kid"] {
            guard let id = id.stringValue else { return nil }
            self.id = id
        } else {
            id = nil
        }
        guard let material = Self.material(json) else { return nil }
        self.material = material
    }

    func fits(_ wanted: SigningAlgorithm) -> Bool {
        guard algorithm == nil || algorithm == wanted else { return false }
        return switch (material, wanted) {
        case (.rsa, .rs256), (.rsa, .rs384), (.rsa, .rs512), (.rsa, .ps256): true
        case (.p256, .es256), (.p384, .es384), (.ed25519, .edDSA): true
        default: false
        }
    }

    /// Whether `signature` is this key's over `input` (RFC 7518 §3.3 to §3.5, RFC 8037 §3.1).
    func verifies(
        _ signature: [UInt8], of input: [UInt8], with algorithm: SigningAlgorithm
    ) -> Bool {
        guard fits(algorithm) else { return false }
        switch material {
        case .rsa(let key): return Self.verifies(signature, input, algorithm, key)
        case .p256(let key):
            guard signature.count == 64,
                let parts = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
            else { return false }
            return key.isValidSignature(parts, for: SHA256.hash(data: input))
        case .p384(let key):
            guard signature.count == 96,
                let parts = try? P384.Signing.ECDSASignature(rawRepresentation: signature)
            else { return false }
            return key.isValidSignature(parts, for: SHA384.hash(data: input))
        case .ed25519(let key): return key.isValidSignature(signature, for: input)
        }
    }

    private static func verifies(
        _ signature: [UInt8], _ input: [UInt8], _ algorithm: SigningAlgorithm,
        _ key: _RSA.Signing.PublicKey
    ) -> Bool {
        let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
        // PKCS #1 v1.5 is what RS256 means; for signatures it is not broken, only old.
        let old = _RSA.Signing.Padding.insecurePKCS1v1_5
        switch algorithm {
        case .rs256:
            return key.isValidSignature(signature, for: SHA256.hash(data: input), padding: old)
        case .rs384:
            return key.isValidSignature(signature, for: SHA384.hash(data: input), padding: old)
        case .rs512:
            return key.isValidSignature(signature, for: SHA512.hash(data: input), padding: old)
        case .ps256:
            return key.isValidSignature(signature, for: SHA256.hash(data: input), padding: .PSS)
        default: return false
        }
    }

    private static func isForSignatures(_ json: JSONValue) -> Bool {
        if let use = json["use"], use.stringValue != "sig" { return false }
        guard let operations = json["key_ops"] else { return true }
        return operations.arrayValue?.contains("verify") == true
    }

    private static func material(_ json: JSONValue) -> Material? {
        switch (json["kty"]?.stringValue, json["crv"]?.stringValue) {
        case ("RSA", nil):
            guard let modulus = number(json["n"]), let exponent = number(json["e"]),
                (256...1_024).contains(modulus.count), exponent.count <= 4,
                let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent),
                key.keySizeInBits >= 2_048
            else { return nil }
            return .rsa(key)
        case ("EC", "P-256"):
            guard let point = point(json, 32) else { return nil }
            return (try? P256.Signing.PublicKey(x963Representation: point)).map { .p256($0) }
        case ("EC", "P-384"):
            guard let point = point(json, 48) else { return nil }
            return (try? P384.Signing.PublicKey(x963Representation: point)).map { .p384($0) }
        case ("OKP", "Ed25519"):
            guard let bytes = number(json["x"]), bytes.count == 32 else { return nil }
            return (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)).map {
                .ed25519($0)
            }
        default: return nil
        }
    }

    private static func number(_ member: JSONValue?) -> [UInt8]? {
        member?.stringValue.flatMap { Base64URL.decode($0, limit: 1 << 16) }
    }

    /// An uncompressed point (SEC 1 §2.3.3).
    private static func point(_ json: JSONValue, _ size: Int) -> [UInt8]? {
        guard let x = number(json["x"]), let y = number(json["y"]), x.count == size,
            y.count == size
        else { return nil }
        return [4] + x + y
    }
}
