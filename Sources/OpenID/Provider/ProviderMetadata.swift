import Kernel
import Outbound

/// What a provider says about itself (OpenID Connect Discovery 1.0 §3), as far as we use it.
struct ProviderMetadata: Sendable {
    enum ClientAuthentication: Sendable {
        case basic, post
    }

    let authorizationEndpoint: WebAddress
    let tokenEndpoint: WebAddress
    let keysAddress: WebAddress
    let userInfoEndpoint: WebAddress?
    let endSessionEndpoint: WebAddress?
    /// Nil when the provider offers no way that we have.
    let clientAuthentication: ClientAuthentication?
    /// Whether each way back carries `iss` (RFC 9207 §3).
    let sendsIssuer: Bool

    /// Where the addresses above may lead.
    let reach: OutboundRequest.Reach

    /// Discovery 1.0 §4.1: below the issuer, whose last `/` is left out.
    static func address(issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer)
            + "/.well-known/openid-configuration"
    }

    init(
        _ json: JSONValue, issuer: String, reach: OutboundRequest.Reach
    ) throws(OpenIDError) {
        // Exactly, or one provider could speak for another (Discovery 1.0 §4.3).
        guard json["issuer"]?.stringValue == issuer else { throw .untrusted(.issuerDocument) }
        if let flows = json["response_types_supported"] {
            guard flows.arrayValue?.contains("code") == true else { throw .untrusted(.flow) }
        }
        let isLocal = WebAddress(issuer)?.scheme == .http
        authorizationEndpoint = try Self.needed(json["authorization_endpoint"], isLocal)
        tokenEndpoint = try Self.needed(json["token_endpoint"], isLocal)
        keysAddress = try Self.needed(json["jwks_uri"], isLocal)
        userInfoEndpoint = try Self.optional(json["userinfo_endpoint"], isLocal)
        endSessionEndpoint = try Self.optional(json["end_session_endpoint"], isLocal)
        self.reach = reach
        clientAuthentication = Self.authentication(json["token_endpoint_auth_methods_supported"])
        sendsIssuer = json["authorization_response_iss_parameter_supported"] == true
    }

    private static func optional(
        _ member: JSONValue?, _ isLocal: Bool
    ) throws(OpenIDError) -> WebAddress? {
        guard let member, !member.isNull else { return nil }
        return try needed(member, isLocal)
    }

    /// `https:` always; `http:` on loopback only for a provider that lives there itself, so that
    /// no provider sends us to our own machine.
    private static func needed(
        _ member: JSONValue?, _ isLocal: Bool
    ) throws(OpenIDError) -> WebAddress {
        guard let address = member?.stringValue.flatMap(WebAddress.init),
            address.scheme == .https || (isLocal && address.namesLoopback)
        else { throw .untrusted(.endpoint) }
        return address
    }

    private static func authentication(_ member: JSONValue?) -> ClientAuthentication? {
        // Basic is the default of Discovery 1.0 §3.
        guard let offered = member?.arrayValue else { return .basic }
        if offered.contains("client_secret_basic") { return .basic }
        return offered.contains("client_secret_post") ? .post : nil
    }
}
