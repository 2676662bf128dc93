import Crypto
import Kernel

/// A JSON Web Token in compact form (RFC 7515 §3.1), read but **not yet believed**. Keys that a
/// token brings along (`jwk`, `jku`, `x5c`, `x5u`) are never looked at.
struct SignedToken: Sendable {
    static let maxBytes = 1 << 16
    static let limits = JSONValue.Limits(bytes: maxBytes, depth: 16, values: 5_000)

    let text: String
    let algorithm: SigningAlgorithm
    let keyID: String?
    /// Believed only after `isSigned(by:)`.
    let claims: JSONValue
    private let input: [UInt8]
    private let signature: [UInt8]

    init(_ text: String, allowed: Set<SigningAlgorithm>) throws(OpenIDError) {
        guard text.utf8.count <= Self.maxBytes else { throw .untrusted(.tokenForm) }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let head = Self.object(parts[0]) else {
            throw .untrusted(.tokenForm)
        }
        guard let name = head["alg"]?.stringValue, let algorithm = SigningAlgorithm(rawValue: name),
            allowed.contains(algorithm)
        else { throw .untrusted(.algorithm) }
        // We understand no extension, so none may be critical (RFC 7515 §4.1.11).
        guard head["crit"] == nil, head["b64"] == nil else { throw .untrusted(.critical) }
        guard Self.isPlainToken(head["typ"]), head["kid"] == nil || head["kid"]?.stringValue != nil,
            let claims = Self.object(parts[1]), let signature = Self.bytes(parts[2]),
            !signature.isEmpty
        else { throw .untrusted(.tokenForm) }
        self.text = text
        self.algorithm = algorithm
        self.claims = claims
        self.signature = signature
        keyID = head["kid"]?.stringValue
        input = Array(parts[0]) + [UInt8(ascii: ".")] + Array(parts[1])
    }

    func isSigned(by keys: [VerifyingKey]) -> Bool {
        keys.contains { $0.verifies(signature, of: input, with: algorithm) }
    }

    /// The left half of the access token's hash (OpenID Connect Core §3.1.3.6).
    func half(of accessToken: String) -> String {
        let bytes = Array(accessToken.utf8)
        let hash: [UInt8] =
            switch algorithm {
            case .rs256, .ps256, .es256: Array(SHA256.hash(data: bytes))
            case .rs384, .es384: Array(SHA384.hash(data: bytes))
            // Ed25519 hashes with SHA-512 itself, and providers follow it here.
            case .rs512, .edDSA: Array(SHA512.hash(data: bytes))
            }
        return Base64URL.encode(hash.prefix(hash.count / 2))
    }

    /// Other kinds of token (`at+jwt`, `logout+jwt`) are not ID tokens (RFC 8725 §3.11).
    private static func isPlainToken(_ type: JSONValue?) -> Bool {
        guard let type else { return true }
        return type.stringValue?.lowercased() == "jwt"
    }

    private static func bytes(_ part: Substring.UTF8View) -> [UInt8]? {
        Base64URL.decode(Substring(part), limit: 1 << 16)
    }

    private static func object(_ part: Substring.UTF8View) -> JSONValue? {
        guard let bytes = bytes(part), let json = try? JSONValue(parsing: bytes, limits: limits),
            json.objectValue != nil
        else { return nil }
        return json
    }
}
