import Crypto
import Kernel

extension Trust {
    /// The file that a city publishes, as `init(pem:)` reads it.
    public var pem: String {
        (roots + others).map { PEM.text($0.der, kind: "CERTIFICATE") }.joined()
            + revocationLists.map { PEM.text($0, kind: "X509 CRL") }.joined()
            + statementKeys.map { PEM.text($0, kind: "PUBLIC KEY") }.joined()
    }

    /// The keys of statements as JWK (RFC 7517), each with its `spki` in Base64 and the `kid` by
    /// which statements name it, hexadecimal.
    public var statements: JSONValue {
        .array(
            statementKeys.compactMap { der -> JSONValue? in
                guard let key = try? P256.Signing.PublicKey(derRepresentation: der) else {
                    return nil
                }
                let point = Array(key.rawRepresentation)
                return [
                    "alg": "ES256", "crv": "P-256", "kty": "EC",
                    "kid": .string(Hexadecimal.text(PrintedStatement.identifier(der))),
                    "spki": .string(Base64.encode(der)),
                    "x": .string(Base64URL.encode(point.prefix(32))),
                    "y": .string(Base64URL.encode(point.suffix(32))),
                ]
            })
    }
}
