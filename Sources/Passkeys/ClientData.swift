import Kernel

/// What the browser says about the page that asked (WebAuthn L3 §5.8.1).
struct ClientData {
    static let longest = 2 * 1_024

    enum Purpose: String {
        case registration = "webauthn.create"
        case assertion = "webauthn.get"
    }

    private let members: [String: JSONValue]

    /// Strict: two equal names are refused, because other readers could take the other one.
    init(_ bytes: [UInt8]) throws(PasskeyError) {
        guard bytes.count <= Self.longest else { throw .tooLarge }
        let limits = JSONValue.Limits(bytes: Self.longest, depth: 8, values: 200)
        guard let members = (try? JSONValue(parsing: bytes, limits: limits))?.objectValue else {
            throw .malformedClientData
        }
        self.members = members
    }

    /// The steps about the client data in WebAuthn L3 §7.1 and §7.2.
    func check(
        _ purpose: Purpose, _ challenge: PasskeyChallenge, _ party: RelyingParty
    ) throws(PasskeyError) {
        guard let type = members["type"]?.stringValue,
            let sent = members["challenge"]?.stringValue,
            let origin = members["origin"]?.stringValue
        else { throw .malformedClientData }
        guard type == purpose.rawValue else { throw .wrongType }
        guard let bytes = try? Base64URL.read(sent, most: PasskeyChallenge.size),
            ConstantTime.isEqual(bytes, challenge.bytes)
        else { throw .wrongChallenge }
        // As bytes: Swift's strings are equal when they only look the same.
        guard party.origins.contains(where: { $0.utf8.elementsEqual(origin.utf8) }) else {
            throw .wrongOrigin
        }
        // Our pages forbid to be framed; an honest browser never says otherwise.
        guard members["topOrigin"] == nil else { throw .crossOrigin }
        switch members["crossOrigin"] {
        case nil, .bool(false): return
        case .bool(true): throw .crossOrigin
        default: throw .malformedClientData
        }
    }
}
