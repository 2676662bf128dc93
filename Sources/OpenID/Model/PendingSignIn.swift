import Kernel

/// What the city remembers while a person is at the provider. Kept sealed, bound to the browser,
/// and taken away **before** `finish` is called, so that one answer signs in once.
public struct PendingSignIn: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public static let minutes: Int64 = 10

    public let provider: String
    /// Recorded at the start, so that changed settings do not pass another provider's answer.
    public let issuer: String
    public let state: String
    public let nonce: String
    /// Of PKCE (RFC 7636).
    public let verifier: String
    public let redirectURI: String
    public let startedAt: Instant
    public let maxAge: Int64?
    public let acr: [String]

    public var expiresAt: Instant { startedAt.adding(minutes: Self.minutes) }

    public var description: String { "PendingSignIn(\(provider))" }
    public var customMirror: Mirror { Mirror(self, children: ["provider": provider]) }
}

extension PendingSignIn {
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "provider": .string(provider), "issuer": .string(issuer), "state": .string(state),
            "nonce": .string(nonce), "verifier": .string(verifier),
            "redirect_uri": .string(redirectURI), "started_at": .integer(startedAt.milliseconds),
        ]
        if let maxAge { members["max_age"] = .integer(maxAge) }
        if !acr.isEmpty { members["acr"] = .array(acr.map { .string($0) }) }
        return .object(members)
    }

    /// Nil for anything but what `json` wrote.
    public init?(_ json: JSONValue) {
        guard let provider = json["provider"]?.stringValue,
            let issuer = json["issuer"]?.stringValue,
            let state = json["state"]?.stringValue, !state.isEmpty,
            let nonce = json["nonce"]?.stringValue, !nonce.isEmpty,
            let verifier = json["verifier"]?.stringValue,
            let redirectURI = json["redirect_uri"]?.stringValue,
            let startedAt = json["started_at"]?.integerValue
        else { return nil }
        let acr = json["acr"].map { $0.arrayValue?.compactMap(\.stringValue) ?? [""] } ?? []
        self.init(
            provider: provider, issuer: issuer, state: state, nonce: nonce, verifier: verifier,
            redirectURI: redirectURI, startedAt: Instant(milliseconds: startedAt),
            maxAge: json["max_age"]?.integerValue, acr: acr)
    }
}
