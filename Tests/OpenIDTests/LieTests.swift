import Crypto
import Kernel
import Outbound
import Testing

@testable import OpenID

@Suite("Lies of a provider")
struct LieTests {
    static let now = TestProvider.start.milliseconds / 1_000

    @Test("nobody comes in by a false claim", arguments: claimLies)
    func claims(_ lie: Lie) async throws { try await expect(lie) }

    @Test("nobody comes in by a false signature or form", arguments: tokenLies)
    func tokens(_ lie: Lie) async throws { try await expect(lie) }

    @Test("nobody comes in by a false way back", arguments: callbackLies)
    func callbacks(_ lie: Lie) async throws { try await expect(lie) }

    @Test("nobody comes in by a false answer of an endpoint", arguments: endpointLies)
    func endpoints(_ lie: Lie) async throws { try await expect(lie) }

    private func expect(_ lie: Lie) async throws {
        var script = Script()
        lie.change(&script)
        let found = try await outcome(TestProvider(script))
        #expect(found == lie.outcome)
    }

    static let claimLies: [Lie] = [
        .claims("wrong_nonce", .nonce) { $0["nonce"] = "x" },
        .claims("no_nonce", .nonce) { $0["nonce"] = nil },
        .claims("wrong_aud", .audience) { $0["aud"] = "another-client" },
        .claims("no aud", .audience) { $0["aud"] = nil },
        .claims("empty aud", .audience) { $0["aud"] = [] },
        .claims("aud_list_foreign", .audience) { $0["aud"] = ["another-client", "third"] },
        .claims("ours beside a foreign one", .audience) {
            $0["aud"] = ["kota:bogor", "third"]
            $0["azp"] = "kota:bogor"
        },
        .claims("a number in aud", .audience) { $0["aud"] = ["kota:bogor", 3] },
        .claims("azp of another", .authorizedParty) { $0["azp"] = "third" },
        .claims("wrong_iss", .issuer) { $0["iss"] = "https://evil.example" },
        .claims("iss with a slash more", .issuer) { $0["iss"] = "https://masuk.example/" },
        .claims("expired", .expired) {
            $0["iat"] = .integer(now - 7_200)
            $0["exp"] = .integer(now - 3_600)
        },
        .claims("expired by the leeway", .expired) { $0["exp"] = .integer(now - 60) },
        .claims("no exp", .expired) { $0["exp"] = nil },
        .claims("exp as text", .expired) { $0["exp"] = "1795400600" },
        .claims("exp beyond all years", .expired) { $0["exp"] = .double(1e300) },
        .claims("future", .notYet) {
            $0["iat"] = .integer(now + 7_200)
            $0["nbf"] = .integer(now + 7_200)
            $0["exp"] = .integer(now + 9_000)
        },
        .claims("nbf in the future", .notYet) { $0["nbf"] = .integer(now + 61) },
        .claims("nbf as text", .notYet) { $0["nbf"] = "now" },
        .claims("no iat", .notYet) { $0["iat"] = nil },
        .claims("issued long ago", .tooOld) { $0["iat"] = .integer(now - 661) },
        .claims("no_sub", .subject) { $0["sub"] = nil },
        .claims("empty sub", .subject) { $0["sub"] = "" },
        .claims("sub as number", .subject) { $0["sub"] = 7 },
        .claims("sub of 256", .subject) { $0["sub"] = .string(String(repeating: "a", count: 256)) },
        .claims("sub beyond ASCII", .subject) { $0["sub"] = "siti\u{e9}" },
        .claims("at_hash wrong", .accessTokenHash) { $0["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA" },
        .claims("at_hash as number", .accessTokenHash) { $0["at_hash"] = 1 },
    ]

    static let callbackLies: [Lie] = [
        .callback("wrong_state", .foreign) { $0["state"] = ["forged"] },
        .callback("no_state", .foreign) { $0["state"] = nil },
        .callback("empty state", .foreign) { $0["state"] = [""] },
        .callback("error_denied", .denied) {
            $0 = ["error": ["access_denied"], "state": $0["state"] ?? []]
        },
        .callback("an error with a false state", .foreign) {
            $0 = ["error": ["access_denied"], "state": ["forged"]]
        },
        .callback("login_required", .unfinished("login_required")) {
            $0 = ["error": ["login_required"], "state": $0["state"] ?? []]
        },
        .callback("temporarily_unavailable", .away("temporarily_unavailable")) {
            $0 = ["error": ["temporarily_unavailable"], "state": $0["state"] ?? []]
        },
        .callback("an error full of markup", .refused("other")) {
            $0 = ["error": ["<b>\n"], "state": $0["state"] ?? []]
        },
        .callback("iss mix-up", .untrusted(.issuerParameter)) {
            $0["iss"] = ["https://evil.example"]
        },
        .callback("iss mix-up with an error", .untrusted(.issuerParameter)) {
            $0 = [
                "error": ["access_denied"], "state": $0["state"] ?? [],
                "iss": ["https://evil.example"],
            ]
        },
        .callback("duplicate code", .untrusted(.duplicateParameter)) {
            $0["code", default: []].append("second")
        },
        .callback("duplicate state", .untrusted(.duplicateParameter)) {
            $0["state", default: []].append("second")
        },
        .callback("no code", .untrusted(.code)) { $0["code"] = nil },
        .callback("a code with a line end", .untrusted(.code)) { $0["code"] = ["a\nb"] },
        .callback("an endless code", .untrusted(.code)) {
            $0["code"] = [String(repeating: "a", count: 4_097)]
        },
        .callback("a code of somebody else", .spent) { $0["code"] = ["foreign"] },
        Lie("iss promised and missing", .issuerParameter) {
            $0.metadata = { $0["authorization_response_iss_parameter_supported"] = true }
        },
    ]
}
