import Kernel
import Outbound
import Testing

@testable import OpenID

@Suite("Signing in through a provider")
struct SignInTests {
    @Test("an honest sign-in proves a person")
    func good() async throws {
        let person = try await signIn(TestProvider())
        #expect(person.issuer == TestProvider.issuer)
        #expect(person.subject == "siti")
        #expect(person.email == "siti@example.id" && person.isEmailVerified)
        #expect(person.name == "Siti", "userinfo changes nothing that is signed")
        #expect(person.acr == nil && person.claims["acr"] == nil)
        #expect(person.claims["city"] == "Bogor")
        #expect(person.amr == ["pwd", "otp"])
        #expect(person.authTime == TestProvider.start.adding(seconds: -5))
    }

    @Test(
        "every algorithm of the list works",
        arguments: [
            Signer.rs256, .ps256, .es256, .es384, .edDSA, .rsa(.first, "RS384", "k3"),
            .rsa(.first, "RS512", "k5"),
        ].indices)
    func algorithms(index: Int) async throws {
        let signers = [
            Signer.rs256, .ps256, .es256, .es384, .edDSA, .rsa(.first, "RS384", "k3"),
            .rsa(.first, "RS512", "k5"),
        ]
        var script = Script()
        script.signer = signers[index]
        // A key of a type that we do not know does not disturb.
        script.keys = ["keys": [["kty": "oct", "k": "AAAA", "kid": "x"], signers[index].jwk]]
        let provider = TestProvider(script)
        let all = Set(SigningAlgorithm.allCases)
        let party = try provider.party(TestProvider.settings(algorithms: all))
        #expect(try await signIn(provider, party).subject == "siti")
    }

    @Test("claims that only look unusual are fine")
    func unusual() async throws {
        let now = LieTests.now
        let changes: [@Sendable (inout Script) -> Void] = [
            { $0.header = { $0["kid"] = nil } }, { $0.header = { $0["typ"] = nil } },
            { $0.claims = { $0["aud"] = ["kota:bogor"] } },
            { $0.claims = { $0["azp"] = "kota:bogor" } },
            { $0.claims = { $0["exp"] = .integer(now - 59) } },
            { $0.claims = { $0["iat"] = .double(Double(now) + 0.5) } },
            { $0.claims = { $0["at_hash"] = "right" } },
            { $0.callback = { $0["iss"] = [TestProvider.issuer] } },
            { $0.callback = { $0["session_state"] = ["abc"] } },
            { $0.metadata = { $0["userinfo_endpoint"] = nil } },
            {
                $0.metadata = {
                    $0["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
                }
            },
        ]
        for change in changes {
            var script = Script()
            change(&script)
            #expect(try await outcome(TestProvider(script)) == nil)
        }
    }

    @Test("a public client proves itself by PKCE alone")
    func publicClient() async throws {
        let provider = TestProvider()
        let party = try provider.party(TestProvider.settings(secret: nil))
        #expect(try await signIn(provider, party).subject == "siti")
    }

    @Test("other audiences need to be trusted, and ours to be the authorised party")
    func audiences() async throws {
        var script = Script()
        script.claims = {
            $0["aud"] = ["kota:bogor", "provinsi"]
            $0["azp"] = "kota:bogor"
        }
        let provider = TestProvider(script)
        let party = try provider.party(TestProvider.settings(otherAudiences: ["provinsi"]))
        #expect(try await outcome(provider, party) == nil)
        provider.script.claims = { $0["aud"] = ["kota:bogor", "provinsi"] }
        #expect(try await outcome(provider, party) == .untrusted(.authorizedParty))
    }

    @Test("replay_code: the same way back works once")
    func replay() async throws {
        let provider = TestProvider()
        let party = try provider.party()
        let started = try await party.begin(redirectURI: "https://kota.example/sso")
        let callback = provider.authorize(started.authorizationURL)
        _ = try await party.finish(started.pending, callback: callback)
        await #expect(throws: OpenIDError.spent) {
            try await party.finish(started.pending, callback: callback)
        }
    }

    @Test("another browser's way back, another provider's, and a late one are refused")
    func pending() async throws {
        let provider = TestProvider()
        let party = try provider.party()
        let redirect = "https://kota.example/sso"
        let mine = try await party.begin(redirectURI: redirect)
        let yours = try await party.begin(redirectURI: redirect)
        await #expect(throws: OpenIDError.foreign) {
            try await party.finish(
                mine.pending, callback: provider.authorize(yours.authorizationURL))
        }
        let settings = try ProviderSettings(
            code: "lain", name: LocalizedText("Lain"), issuer: TestProvider.issuer,
            clientID: "kota:bogor")
        let other = try provider.party(settings)
        await #expect(throws: OpenIDError.foreign) {
            try await other.finish(
                mine.pending, callback: provider.authorize(mine.authorizationURL))
        }
        provider.clock.advance(milliseconds: 10 * 60_000 - 1)
        let callback = provider.authorize(mine.authorizationURL)
        _ = try await party.finish(mine.pending, callback: callback)
        provider.clock.advance(milliseconds: 1)
        await #expect(throws: OpenIDError.expired) {
            try await party.finish(
                yours.pending, callback: provider.authorize(yours.authorizationURL))
        }
    }

    @Test("what was asked for in particular is checked")
    func wishes() async throws {
        let provider = TestProvider()
        #expect(try await outcome(provider, wish: SignInWish(maxAge: 0)) == nil)
        #expect(
            try await outcome(provider, wish: SignInWish(acr: ["gold"])) == .untrusted(.assurance))
        provider.script.claims = { $0["acr"] = "gold" }
        #expect(try await outcome(provider, wish: SignInWish(acr: ["silver", "gold"])) == nil)
        provider.script.claims = { $0["auth_time"] = .integer(LieTests.now - 400) }
        #expect(try await outcome(provider, wish: SignInWish(maxAge: 340)) == nil)
        #expect(
            try await outcome(provider, wish: SignInWish(maxAge: 339))
                == .untrusted(.authenticationTime))
        provider.script.claims = { $0["auth_time"] = nil }
        #expect(
            try await outcome(provider, wish: SignInWish(maxAge: 600))
                == .untrusted(.authenticationTime))
    }
}
