import Kernel
import Outbound

/// The city as a client of one OpenID Connect provider: code flow with PKCE (OpenID Connect Core
/// §3.1, RFC 7636, RFC 9207, RFC 9700). One lives as long as its settings; copies share what is
/// known about the provider.
public struct RelyingParty: Sendable {
    public let settings: ProviderSettings
    private let world: World
    private let desk: ProviderDesk
    private let documents: ProviderDocuments

    public init(settings: ProviderSettings, outbound: Outbound, world: World) {
        self.settings = settings
        self.world = world
        desk = ProviderDesk(outbound: outbound)
        documents = ProviderDocuments(settings: settings, desk: desk, clock: world.clock)
    }

    /// Begins a sign-in.
    /// - Parameter redirectURI: where the provider sends the browser back, as registered there.
    /// - Throws: `.away`, or `.untrusted` about what the provider says of itself.
    public func begin(
        redirectURI: String, wish: SignInWish = SignInWish()
    ) async throws(OpenIDError) -> StartedSignIn {
        let metadata = try await documents.current()
        let pending = PendingSignIn(
            provider: settings.code, issuer: settings.issuer, state: Secrets.make(world.random),
            nonce: Secrets.make(world.random), verifier: Secrets.make(world.random),
            redirectURI: redirectURI, startedAt: world.now, maxAge: wish.maxAge, acr: wish.acr)
        let parameters = Self.parameters(settings, pending, wish)
        return StartedSignIn(
            authorizationURL: metadata.authorizationEndpoint.adding(parameters), pending: pending)
    }

    /// Ends a sign-in. Take `pending` away from where it is kept before calling this.
    /// - Parameter callback: every query parameter of the way back, with all its values.
    /// - Throws: why nobody is signed in.
    public func finish(
        _ pending: PendingSignIn, callback: [String: [String]]
    ) async throws(OpenIDError) -> ProvenPerson {
        guard pending.provider == settings.code, pending.issuer == settings.issuer
        else { throw .foreign }
        let startedAgo = world.now.milliseconds(since: pending.startedAt)
        guard startedAgo >= -settings.leeway * 1_000, world.now < pending.expiresAt
        else { throw .expired }
        let answer = try CallbackAnswer(callback, pending: pending, issuer: settings.issuer)
        let metadata = try await documents.current()
        guard answer.namesIssuer || !metadata.sendsIssuer else {
            throw .untrusted(.issuerParameter)
        }
        let exchange = TokenExchange(settings: settings, metadata: metadata, desk: desk)
        let tokens = try await exchange.tokens(for: answer.code, pending: pending)
        let idToken = try await documents.proven(tokens.idToken)
        let subject = try IDTokenCheck(
            settings: settings, pending: pending, now: world.now, token: idToken,
            accessToken: tokens.accessToken
        ).subject()
        var claims = idToken.claims
        if settings.usesUserInfo, let endpoint = metadata.userInfoEndpoint {
            claims = try await UserInfo(desk: desk, endpoint: endpoint, reach: metadata.reach)
                .merged(into: claims, subject: subject, accessToken: tokens.accessToken)
        }
        return ProvenPerson(
            issuer: settings.issuer, subject: subject, claims: claims,
            authTime: idToken.claims["auth_time"]?.epoch, acr: idToken.claims["acr"]?.stringValue,
            amr: idToken.claims["amr"]?.arrayValue?.compactMap(\.stringValue) ?? [],
            idToken: idToken.text)
    }

    /// Where to send the browser so that the person leaves the provider as well (OpenID Connect
    /// RP-Initiated Logout 1.0 §2); nil when the provider has no such page.
    public func logoutURL(
        idToken: String?, redirectURI: String?, state: String? = nil
    ) async throws(OpenIDError) -> String? {
        guard let endpoint = try await documents.current().endSessionEndpoint else { return nil }
        var parameters = [(name: "client_id", value: settings.clientID)]
        if let idToken { parameters.append(("id_token_hint", idToken)) }
        if let redirectURI { parameters.append(("post_logout_redirect_uri", redirectURI)) }
        if let state { parameters.append(("state", state)) }
        return endpoint.adding(parameters)
    }

    private static func parameters(
        _ settings: ProviderSettings, _ pending: PendingSignIn, _ wish: SignInWish
    ) -> [(name: String, value: String)] {
        var parameters = [
            (name: "response_type", value: "code"), ("client_id", settings.clientID),
            ("redirect_uri", pending.redirectURI),
            ("scope", settings.scopes.joined(separator: " ")), ("state", pending.state),
            ("nonce", pending.nonce), ("code_challenge", Secrets.challenge(pending.verifier)),
            ("code_challenge_method", "S256"),
        ]
        if let prompt = wish.prompt { parameters.append(("prompt", prompt.rawValue)) }
        if let maxAge = wish.maxAge { parameters.append(("max_age", String(maxAge))) }
        if !wish.acr.isEmpty {
            parameters.append(("acr_values", wish.acr.joined(separator: " ")))
        }
        if let hint = wish.loginHint { parameters.append(("login_hint", hint)) }
        if let language = wish.language { parameters.append(("ui_locales", language.rawValue)) }
        return parameters
    }
}
