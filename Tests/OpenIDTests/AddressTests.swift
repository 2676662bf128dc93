import Kernel
import Outbound
import Testing

@testable import OpenID

@Suite("What is sent and kept")
struct AddressTests {
    @Test("the authorization address carries all that it should")
    func authorization() async throws {
        let provider = TestProvider()
        let wish = SignInWish(
            prompt: .login, maxAge: 60, acr: ["a", "b"], loginHint: "siti@example.id & co",
            language: .id)
        let started = try await provider.party().begin(
            redirectURI: "https://kota.example/sso?x=1&y=2", wish: wish)
        let url = started.authorizationURL
        #expect(url.hasPrefix(TestProvider.issuer + "/authorize?response_type=code&"))
        let query = Form.read(url.drop { $0 != "?" }.dropFirst())
        let pending = started.pending
        #expect(
            query == [
                "response_type": "code", "client_id": "kota:bogor",
                "redirect_uri": "https://kota.example/sso?x=1&y=2",
                "scope": "openid profile email", "state": pending.state, "nonce": pending.nonce,
                "code_challenge": Secrets.challenge(pending.verifier),
                "code_challenge_method": "S256", "prompt": "login", "max_age": "60",
                "acr_values": "a b", "login_hint": "siti@example.id & co", "ui_locales": "id",
            ])
        #expect(Set([pending.state, pending.nonce, pending.verifier]).count == 3)
        #expect(pending.verifier.utf8.count == 43)
    }

    @Test("the challenge of RFC 7636 appendix B")
    func challenge() {
        #expect(
            Secrets.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
                == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test("a pending sign-in survives being kept")
    func kept() async throws {
        let provider = TestProvider()
        let party = try provider.party()
        let started = try await party.begin(
            redirectURI: "https://kota.example/sso", wish: SignInWish(maxAge: 9, acr: ["a"]))
        let bytes = started.pending.json.canonical
        #expect(PendingSignIn(try JSONValue(parsing: bytes)) == started.pending)
        let plain = try await party.begin(redirectURI: "https://kota.example/sso").pending
        #expect(PendingSignIn(plain.json) == plain)
        #expect(PendingSignIn(["provider": "masuk"]) == nil)
        #expect(PendingSignIn([]) == nil)
    }

    @Test("nothing secret is printed")
    func hidden() async throws {
        let provider = TestProvider()
        let party = try provider.party()
        let started = try await party.begin(redirectURI: "https://kota.example/sso")
        let callback = provider.authorize(started.authorizationURL)
        let person = try await party.finish(started.pending, callback: callback)
        var text = String(reflecting: party.settings) + String(reflecting: started.pending)
        text += "\(person)" + String(reflecting: person)
        dump(party.settings, to: &text)
        dump(started.pending, to: &text)
        dump(person, to: &text)
        let secrets = [
            "raha:sia", started.pending.verifier, started.pending.nonce, person.idToken, "siti",
        ]
        for secret in secrets { #expect(!text.contains(secret)) }
    }

    @Test("leaving the provider")
    func logout() async throws {
        let provider = TestProvider()
        let url = try await provider.party().logoutURL(
            idToken: "a.b.c", redirectURI: "https://kota.example/?x", state: "s")
        #expect(
            url == TestProvider.issuer + "/logout?from=city&client_id=kota%3Abogor"
                + "&id_token_hint=a.b.c&post_logout_redirect_uri=https%3A%2F%2Fkota.example%2F%3Fx"
                + "&state=s")
        provider.script.metadata = { $0["end_session_endpoint"] = nil }
        #expect(try await provider.party().logoutURL(idToken: nil, redirectURI: nil) == nil)
    }

    @Test(
        "an unsigned word about another contact is no word",
        arguments: [
            (["email": "a@x"], ["email": "b@x", "email_verified": true], ["email": "a@x"]),
            (
                ["email": "a@x"], ["email": "a@x", "email_verified": true],
                ["email": "a@x", "email_verified": true]
            ),
            (["email": "a@x"], ["email_verified": true], ["email": "a@x"]),
            (["email_verified": true], ["email": "b@x"], ["email_verified": true]),
            ([:], ["aud": "x", "nonce": "y", "sid": "z", "name": "N"], ["name": "N"]),
        ] as [([String: JSONValue], [String: JSONValue], [String: JSONValue])])
    func merge(
        signed: [String: JSONValue], added: [String: JSONValue], expected: [String: JSONValue]
    ) {
        #expect(UserInfo.merge(added, into: signed) == .object(expected))
    }

    @Test(
        "settings that cannot work are refused",
        arguments: [
            ("Masuk", "https://a.example", "c", "openid", ProviderSettings.Problem.code),
            ("", "https://a.example", "c", "openid", .code),
            ("a", "http://a.example", "c", "openid", .issuer),
            ("a", "https://a.example?x", "c", "openid", .issuer),
            ("a", "https://b@a.example", "c", "openid", .issuer),
            ("a", "https://a.example", "", "openid", .clientID),
            ("a", "https://a.example", "c", "open id", .scopes),
        ])
    func settings(
        code: String, issuer: String, client: String, scope: String,
        problem: ProviderSettings.Problem
    ) {
        #expect(throws: problem) {
            try ProviderSettings(
                code: code, name: LocalizedText("A"), issuer: issuer, clientID: client,
                scopes: [scope])
        }
    }

    @Test(
        "base64url has one spelling", arguments: ["A", "AB", "AAB", "AA==", "A+", "A A", "AAAAA"])
    func base64(text: String) {
        #expect(Base64URL.decode(text, limit: 1 << 16) == nil)
    }

    @Test("base64 writes what RFC 4648 §10 says")
    func base64Vectors() {
        let vectors = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg=="]
        for (text, expected) in vectors {
            #expect(Base64.encode(text.utf8) == expected)
            #expect(
                Base64URL.decode(Base64URL.encode(Array(text.utf8)), limit: 1 << 16)
                    == Array(text.utf8))
        }
    }

    @Test("each refusal has its sentence in both languages")
    func words() {
        let errors: [OpenIDError] = [
            .denied, .unfinished("x"), .expired, .foreign, .spent, .away("x"), .refused("x"),
            .untrusted(.nonce),
        ]
        let words = Vocabulary(OpenIDWords.lists)
        #expect(words.problems() == [])
        for error in errors {
            for problem in error.refusal.problems { #expect(words.has(problem.key)) }
        }
        #expect(words.keys.count == errors.count)
    }
}
