@testable import OpenID

/// A whole sign-in, there and back.
func signIn(
    _ provider: TestProvider, _ party: RelyingParty? = nil, wish: SignInWish = SignInWish()
) async throws -> ProvenPerson {
    let party = try party ?? provider.party()
    let started = try await party.begin(redirectURI: "https://kota.example/masuk/sso", wish: wish)
    let callback = provider.authorize(started.authorizationURL)
    return try await party.finish(started.pending, callback: callback)
}

/// Why nobody was signed in; nil when somebody was.
func outcome(
    _ provider: TestProvider, _ party: RelyingParty? = nil, wish: SignInWish = SignInWish()
) async throws -> OpenIDError? {
    do {
        _ = try await signIn(provider, party, wish: wish)
        return nil
    } catch let error as OpenIDError {
        return error
    }
}
