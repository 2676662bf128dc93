import Kernel
import Outbound

/// Further claims from the userinfo endpoint (OpenID Connect Core §5.3). They come without a
/// signature, so they fill gaps and change nothing.
struct UserInfo {
    let desk: ProviderDesk
    let endpoint: WebAddress
    let reach: OutboundRequest.Reach

    /// Claims about the sign-in itself, which only the signed ID token may state.
    private static let signedOnly: Set<String> = [
        "iss", "sub", "aud", "azp", "exp", "iat", "nbf", "jti", "nonce", "auth_time", "acr", "amr",
        "at_hash", "c_hash", "s_hash", "sid", "cnf",
    ]

    /// A contact and the word about it belong together: a word about another contact is no word.
    private static let pairs = [
        ("email", "email_verified"), ("phone_number", "phone_number_verified"),
    ]

    func merged(
        into claims: JSONValue, subject: String, accessToken: String
    ) async throws(OpenIDError) -> JSONValue {
        let answer = try await desk.document(
            endpoint.text, about: "userinfo", accessToken: accessToken, reach: reach)
        // A signed answer (`application/jwt`) is given only to who registered for it.
        guard answer.mediaType == "application/json" else { throw .untrusted(.userInfo) }
        let json = try ProviderDesk.object(answer, or: .userInfo)
        guard json["sub"]?.stringValue == subject else { throw .untrusted(.userInfoSubject) }
        return Self.merge(json.objectValue ?? [:], into: claims.objectValue ?? [:])
    }

    static func merge(
        _ added: [String: JSONValue], into signed: [String: JSONValue]
    ) -> JSONValue {
        var added = added.filter { !signedOnly.contains($0.key) }
        for (contact, verified) in pairs {
            if signed[contact] != nil {
                if added[contact] != signed[contact] { added[verified] = nil }
            } else if signed[verified] != nil {
                added[contact] = nil
            }
        }
        return .object(signed.merging(added) { ours, _ in ours })
    }
}
