import Crypto

/// The private key of the software authenticator.
enum SoftKey: Sendable {
    case p256(P256.Signing.PrivateKey)
    case ed25519(Curve25519.Signing.PrivateKey)

    static func newP256() -> SoftKey { .p256(P256.Signing.PrivateKey()) }
    static func newEd25519() -> SoftKey { .ed25519(Curve25519.Signing.PrivateKey()) }

    var algorithm: Int {
        switch self {
        case .p256: -7
        case .ed25519: -8
        }
    }

    /// As `PasskeyCredential.publicKey` has it.
    var raw: [UInt8] {
        switch self {
        case .p256(let key): Array(key.publicKey.rawRepresentation)
        case .ed25519(let key): Array(key.publicKey.rawRepresentation)
        }
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        switch self {
        case .p256(let key): Array(try key.signature(for: message).derRepresentation)
        case .ed25519(let key): Array(try key.signature(for: message))
        }
    }

    /// COSE_Key (RFC 9053), telling `algorithm`.
    func cose(_ algorithm: Int, _ raw: [UInt8]) -> [UInt8] {
        func member(_ name: Int, _ value: [UInt8]) -> (name: [UInt8], value: [UInt8]) {
            (CBOR.integer(name), value)
        }
        let tellsAlgorithm = member(3, CBOR.integer(algorithm))
        switch self {
        case .p256:
            return CBOR.map([
                member(1, CBOR.integer(2)), tellsAlgorithm, member(-1, CBOR.integer(1)),
                member(-2, CBOR.bytes(Array(raw.prefix(32)))),
                member(-3, CBOR.bytes(Array(raw.dropFirst(32)))),
            ])
        case .ed25519:
            return CBOR.map([
                member(1, CBOR.integer(1)), tellsAlgorithm, member(-1, CBOR.integer(6)),
                member(-2, CBOR.bytes(raw)),
            ])
        }
    }
}
