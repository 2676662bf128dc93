import Kernel

/// The public keys of a provider at one time (RFC 7517 §5).
struct KeySet: Sendable {
    private static let limit = 100
    private let keys: [VerifyingKey]

    init(_ json: JSONValue) throws(OpenIDError) {
        guard let keys = json["keys"]?.arrayValue, keys.count <= Self.limit else {
            throw .untrusted(.keySet)
        }
        self.keys = keys.compactMap { VerifyingKey($0) }
    }

    /// The keys that a token may mean. Without a key id there must be only one (OpenID Connect
    /// Core §10.1): trying all would let any old key sign.
    func keys(for token: SignedToken) -> [VerifyingKey] {
        let fitting = keys.filter { $0.fits(token.algorithm) }
        guard let id = token.keyID else { return fitting.count == 1 ? fitting : [] }
        return fitting.filter { $0.id == id }
    }
}
