import Crypto
import Kernel
import Outbound
import Testing

@testable import OpenID

extension LieTests {
    static let tokenLies: [Lie] = [
        Lie("alg_none", .algorithm) {
            $0.token = { token in
                Compact.with(header: ["alg": "none", "typ": "JWT"], token) { _ in [] }
            }
        },
        Lie("hs256_pubkey", .algorithm) {
            $0.token = { token in
                let key = SymmetricKey(data: RSAKey.first.publicPEM)
                return Compact.with(header: ["alg": "HS256", "kid": "k1"], token) {
                    Array(HMAC<SHA256>.authenticationCode(for: $0, using: key))
                }
            }
        },
        Lie("an algorithm that is not allowed", .algorithm) {
            $0.signer = .rsa(.first, "RS512", "k1")
        },
        .header("alg in small letters", .algorithm) { $0["alg"] = "rs256" },
        .header("no alg", .algorithm) { $0["alg"] = nil },
        Lie("unknown_key", .signature) { $0.signer = .rsa(.second, "RS256", "k1") },
        Lie("unknown key id", .key) { $0.signer = .rs256New },
        .header("ES256 by an RSA key", .key) { $0["alg"] = "ES256" },
        .header("PS256 by a key for RS256", .key) { $0["alg"] = "PS256" },
        Lie("bad_sig", .signature) {
            $0.token = { token in
                let parts = Compact.parts(token)
                let flipped = parts[2].first == "A" ? "B" : "A"
                return parts[0] + "." + parts[1] + "." + flipped + parts[2].dropFirst()
            }
        },
        Lie("other claims under the signature", .signature) {
            $0.token = { token in
                let parts = Compact.parts(token)
                return parts[0] + "." + Base64URL.encode(Array(#"{"sub":"wali"}"#.utf8)) + "."
                    + parts[2]
            }
        },
        .header("crit", .critical) {
            $0["crit"] = ["exp"]
            $0["exp"] = 1
        },
        .header("b64", .critical) { $0["b64"] = false },
        .header("another kind of token", .tokenForm) { $0["typ"] = "at+jwt" },
        .header("kid as number", .tokenForm) { $0["kid"] = 1 },
        Lie("embedded jwk", .signature) {
            $0.signer = .rsa(.second, "RS256", "k1")
            $0.header = { $0["jwk"] = Signer.rs256New.jwk }
        },
        Lie("embedded jku", .key) {
            $0.signer = .rs256New
            $0.header = { $0["jku"] = "https://evil.example/keys" }
        },
        Lie("key for encryption", .key) { $0.keys = keys { $0["use"] = "enc" } },
        Lie("key not for verifying", .key) { $0.keys = keys { $0["key_ops"] = ["sign"] } },
        Lie("published private key", .key) { $0.keys = keys { $0["d"] = "AQAB" } },
        Lie("RSA key of 1024 bits", .key) {
            $0.keys = keys {
                $0["n"] = .string(Base64URL.encode([UInt8](repeating: 0xC1, count: 128)))
            }
        },
        Lie("no key id and two keys", .key) {
            $0.keys = ["keys": [Signer.rs256.jwk, Signer.rs256New.jwk]]
            $0.header = { $0["kid"] = nil }
        },
        Lie("two parts", .tokenForm) { $0.token = { String($0.prefix(while: { $0 != "." })) } },
        Lie("five parts", .tokenForm) { $0.token = { $0 + ".a.b" } },
        Lie("padding", .tokenForm) { $0.token = { $0 + "==" } },
        Lie("a line end", .tokenForm) { $0.token = { $0 + "\n" } },
        Lie("no signature", .tokenForm) {
            $0.token = { token in Compact.parts(token).prefix(2).joined(separator: ".") + "." }
        },
        Lie("a claim twice", .tokenForm) {
            $0.token = { try resigned(#"{"sub":"siti","sub":"wali"}"#, $0) }
        },
        Lie("claims nested too deep", .tokenForm) {
            let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
            $0.token = { try resigned(#"{"a":\#(deep)}"#, $0) }
        },
        Lie("claims that are a list", .tokenForm) { $0.token = { try resigned("[]", $0) } },
        .claims("an endless token", .tokenForm) {
            $0["x"] = .string(String(repeating: "a", count: 1 << 16))
        },
    ]

    private static func keys(_ change: (inout Script.Members) -> Void) -> JSONValue {
        var members = Signer.rs256.jwk.objectValue ?? [:]
        change(&members)
        return ["keys": [.object(members)]]
    }

    /// Other claims, truly signed.
    private static func resigned(_ claims: String, _ token: String) throws -> String {
        let input = Compact.parts(token)[0] + "." + Base64URL.encode(Array(claims.utf8))
        return input + "." + Base64URL.encode(try Signer.rs256.sign(Array(input.utf8)))
    }

    static let endpointLies: [Lie] = [
        Lie("token_500", .away("token-500")) {
            $0.tokenAnswer = .json(["error": "server_error"], status: 500)
        },
        Lie("token_html", .tokenAnswer) {
            $0.tokenAnswer = OutboundAnswer(
                status: 200, headers: [OutboundHeader("Content-Type", "text/html")],
                body: Array("<html>galat</html>".utf8))
        },
        Lie("token_slow", .away("token-timed-out")) { $0.tokenError = .timedOut },
        Lie("token too large", .away("token-too-large")) { $0.tokenError = .tooLarge },
        Lie("token redirects", .redirect) {
            $0.tokenAnswer = OutboundAnswer(
                status: 302, headers: [OutboundHeader("Location", "https://evil.example")])
        },
        Lie("client refused", .refused("invalid_client")) {
            $0.tokenAnswer = .json(["error": "invalid_client"], status: 401)
        },
        Lie("no id_token", .tokenAnswer) { $0.answer = { $0["id_token"] = nil } },
        Lie("another token type", .tokenAnswer) { $0.answer = { $0["token_type"] = "DPoP" } },
        Lie("an access token with a line end", .tokenAnswer) {
            $0.answer = { $0["access_token"] = "a\r\nX: y" }
        },
        Lie("nested token answer", .tokenAnswer) {
            $0.tokenAnswer = OutboundAnswer(
                status: 200, headers: [OutboundHeader("Content-Type", "application/json")],
                body: Array(String(repeating: "[", count: 100_000).utf8))
        },
        Lie("jwks_down", .away("keys-503")) { $0.keysAnswer = OutboundAnswer(status: 503) },
        Lie("jwks is no key set", .keySet) { $0.keysAnswer = .json(["keys": "none"]) },
        Lie("jwks of 101 keys", .keySet) {
            $0.keys = ["keys": .array([JSONValue](repeating: [:], count: 101))]
        },
        Lie("userinfo_other_sub", .userInfoSubject) {
            $0.userInfo = { $0["sub"] = "someone-else" }
        },
        Lie("userinfo without sub", .userInfoSubject) { $0.userInfo = { $0["sub"] = nil } },
        Lie("userinfo as text", .userInfo) {
            $0.userInfoAnswer = OutboundAnswer(status: 200, body: Array("{}".utf8))
        },
        Lie("userinfo down", .away("userinfo-502")) {
            $0.userInfoAnswer = OutboundAnswer(status: 502)
        },
        Lie("discovery of another issuer", .issuerDocument) {
            $0.metadata = { $0["issuer"] = "https://evil.example" }
        },
        Lie("discovery down", .away("discovery-404")) {
            $0.metadataAnswer = OutboundAnswer(status: 404)
        },
        Lie("discovery redirects", .redirect) {
            $0.metadataAnswer = OutboundAnswer(status: 301)
        },
        Lie("discovery in HTML", .answerForm) {
            $0.metadataAnswer = OutboundAnswer(status: 200, body: Array("<html>".utf8))
        },
        Lie("token endpoint without TLS", .endpoint) {
            $0.metadata = { $0["token_endpoint"] = "http://masuk.example/token" }
        },
        Lie("token endpoint on our loopback", .endpoint) {
            $0.metadata = { $0["token_endpoint"] = "http://127.0.0.1:5432/" }
        },
        Lie("keys in a file", .endpoint) {
            $0.metadata = { $0["jwks_uri"] = "file:///etc/passwd" }
        },
        Lie("no code flow", .flow) {
            $0.metadata = { $0["response_types_supported"] = ["id_token"] }
        },
        Lie("no way for our secret", .clientAuthentication) {
            $0.metadata = { $0["token_endpoint_auth_methods_supported"] = ["private_key_jwt"] }
        },
    ]
}
