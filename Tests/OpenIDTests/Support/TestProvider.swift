import Crypto
import Kernel
import Outbound
import Synchronization

@testable import OpenID

/// An OpenID provider in this process, with the clock of the test. It checks its client as a
/// strict one would: secret, redirect address, PKCE, and each code once.
final class TestProvider: Sendable {
    static let issuer = "https://masuk.example"
    static let start = Instant(milliseconds: 1_795_400_000_000)

    private struct State {
        var script: Script
        var codes: [String: [String: String]] = [:]
        var accessTokens: Set<String> = []
        var requests: [String] = []
    }

    let clock = ManualClock(start)
    private let state: Mutex<State>
    private let random = RandomSource.seeded(7)

    init(_ script: Script = Script()) {
        state = Mutex(State(script: script))
    }

    var script: Script {
        get { state.withLock { $0.script } }
        set { state.withLock { $0.script = newValue } }
    }

    /// How often a path was asked.
    func count(_ path: String) -> Int {
        state.withLock { $0.requests.filter { $0 == Self.issuer + path }.count }
    }

    var outbound: Outbound {
        Outbound { request throws(OutboundError) in
            self.state.withLock { $0.requests.append(request.url) }
            // Gives others the chance to ask meanwhile.
            for _ in 0..<3 { await Task.yield() }
            return try self.answer(request)
        }
    }

    func party(
        _ settings: ProviderSettings? = nil, seed: UInt64 = 3
    ) throws -> RelyingParty {
        let settings = try settings ?? Self.settings()
        return RelyingParty(
            settings: settings, outbound: outbound,
            world: World(clock: clock.clock, random: .seeded(seed)))
    }

    static func settings(
        secret: String? = "raha:sia é", algorithms: Set<SigningAlgorithm> = SigningAlgorithm.usual,
        otherAudiences: Set<String> = []
    ) throws -> ProviderSettings {
        try ProviderSettings(
            code: "masuk", name: LocalizedText("Masuk"), issuer: issuer, clientID: "kota:bogor",
            clientSecret: secret, algorithms: algorithms, otherAudiences: otherAudiences)
    }

    /// The person's browser at the provider: logs in at once and comes back.
    func authorize(_ url: String) -> [String: [String]] {
        let query = Form.read(url.drop { $0 != "?" }.dropFirst())
        guard query["client_id"] == "kota:bogor", query["response_type"] == "code",
            query["code_challenge_method"] == "S256", let state = query["state"]
        else { return ["error": ["invalid_request"]] }
        let code = Base64URL.encode(random.bytes(16))
        self.state.withLock { $0.codes[code] = query }
        var parameters = ["code": [code], "state": [state]]
        script.callback(&parameters)
        return parameters
    }

    private func answer(_ request: OutboundRequest) throws(OutboundError) -> OutboundAnswer {
        let script = script
        switch request.url {
        case Self.issuer + "/.well-known/openid-configuration":
            return script.metadataAnswer ?? .json(metadata(script))
        case Self.issuer + "/keys": return script.keysAnswer ?? .json(script.keys)
        case Self.issuer + "/token":
            if let error = script.tokenError { throw error }
            return script.tokenAnswer ?? token(request, script)
        case Self.issuer + "/userinfo":
            return script.userInfoAnswer ?? userInfo(request, script)
        default: return OutboundAnswer(status: 404)
        }
    }

    private func metadata(_ script: Script) -> JSONValue {
        var members: Script.Members = [
            "issuer": .string(Self.issuer), "jwks_uri": .string(Self.issuer + "/keys"),
            "authorization_endpoint": .string(Self.issuer + "/authorize"),
            "token_endpoint": .string(Self.issuer + "/token"),
            "userinfo_endpoint": .string(Self.issuer + "/userinfo"),
            "end_session_endpoint": .string(Self.issuer + "/logout?from=city"),
            "response_types_supported": ["code"],
        ]
        script.metadata(&members)
        return .object(members)
    }

    private func token(_ request: OutboundRequest, _ script: Script) -> OutboundAnswer {
        let form = Form.read(String(decoding: request.body, as: UTF8.self)[...])
        let code = form["code"] ?? ""
        guard isOurClient(request, form) else {
            return .json(["error": "invalid_client"], status: 401)
        }
        guard let query = state.withLock({ $0.codes.removeValue(forKey: code) }),
            query["redirect_uri"] == form["redirect_uri"],
            query["code_challenge"] == form["code_verifier"].map(Secrets.challenge)
        else { return .json(["error": "invalid_grant"], status: 400) }
        let accessToken = Base64URL.encode(random.bytes(16))
        state.withLock { _ = $0.accessTokens.insert(accessToken) }
        var members: Script.Members = [
            "access_token": .string(accessToken), "token_type": "bearer", "expires_in": 600,
        ]
        do {
            members["id_token"] = .string(try idToken(query["nonce"], accessToken, script))
        } catch {
            return OutboundAnswer(status: 500)
        }
        script.answer(&members)
        return .json(.object(members))
    }

    private func isOurClient(_ request: OutboundRequest, _ form: [String: String]) -> Bool {
        let header = request.headers.first { $0.name == "Authorization" }?.value
        // Written out by hand: "kota%3Abogor:raha%3Asia%20%C3%A9".
        let basic = "Basic a290YSUzQWJvZ29yOnJhaGElM0FzaWElMjAlQzMlQTk="
        if header == basic { return form["client_secret"] == nil }
        return header == nil && form["client_id"] == "kota:bogor"
            && (form["client_secret"] ?? "raha:sia é") == "raha:sia é"
    }

    private func idToken(
        _ nonce: String?, _ accessToken: String, _ script: Script
    ) throws -> String {
        let now = clock.now.milliseconds / 1_000
        var claims: Script.Members = [
            "iss": .string(Self.issuer), "sub": "siti", "aud": "kota:bogor", "iat": .integer(now),
            "exp": .integer(now + 600), "auth_time": .integer(now - 5), "name": "Siti",
            "amr": ["pwd", "otp"],
        ]
        if let nonce { claims["nonce"] = .string(nonce) }
        script.claims(&claims)
        // A test may ask for the right hash by this word.
        if claims["at_hash"] == "right" {
            let hash = Array(SHA256.hash(data: Array(accessToken.utf8)))
            claims["at_hash"] = .string(Base64URL.encode(hash.prefix(16)))
        }
        var header: Script.Members = [
            "alg": .string(script.signer.algorithm), "kid": .string(script.signer.id), "typ": "JWT",
        ]
        script.header(&header)
        let input = Compact.input(.object(header), .object(claims))
        return try script.token(
            input + "." + Base64URL.encode(try script.signer.sign(Array(input.utf8))))
    }

    private func userInfo(_ request: OutboundRequest, _ script: Script) -> OutboundAnswer {
        let header = request.headers.first { $0.name == "Authorization" }?.value ?? ""
        let isKnown = state.withLock { $0.accessTokens.contains(String(header.dropFirst(7))) }
        guard header.hasPrefix("Bearer "), isKnown else { return OutboundAnswer(status: 401) }
        var members: Script.Members = [
            "sub": "siti", "email": "siti@example.id", "email_verified": true, "name": "Lain",
            "acr": "gold", "city": "Bogor",
        ]
        script.userInfo(&members)
        return .json(.object(members))
    }
}
