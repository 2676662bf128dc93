import Contracts
import Crypto
import Kernel
import Outbound
import Testing

@testable import Residents

@Suite("A register that is asked over HTTP")
struct RemoteRegisterTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let expected: String
        let change: @Sendable (inout StandIn.Members) -> Void
        var testDescription: String { name }
    }

    static let answers: [Case] = [
        Case(name: "honest", expected: "matched") { _ in },
        Case(name: "two differ", expected: "differs bornname") {
            $0["elements"] = [
                "nik": "sesuai", "family_card": "sesuai", "name": "tidak sesuai",
                "born": "tidak sesuai",
            ]
        },
        Case(name: "no such NIK", expected: "unknown") {
            $0["outcome"] = "unknown"
            $0["elements"] = nil
        },
        Case(name: "dead", expected: "not-alive") {
            $0["outcome"] = "not_alive"
            $0["elements"] = nil
        },
        Case(name: "a NIK that is not itself", expected: "unknown") {
            $0["elements"] = [
                "nik": "tidak sesuai", "family_card": "sesuai", "name": "sesuai",
                "born": "sesuai",
            ]
        },
    ]

    static let lies: [Case] = [
        Case(name: "another request", expected: "untrusted-request-id") {
            $0["request_id"] = "0190d5a0-0000-7000-8000-000000000000"
        },
        Case(name: "no request", expected: "untrusted-request-id") { $0["request_id"] = nil },
        Case(name: "another nonce", expected: "untrusted-nonce") { $0["nonce"] = "abc" },
        Case(name: "no nonce", expected: "untrusted-nonce") { $0["nonce"] = nil },
        Case(name: "a nonce that is no text", expected: "untrusted-nonce") { $0["nonce"] = 7 },
        Case(name: "matched, with elements of its own", expected: "untrusted-elements") {
            $0["elements"] = [
                "nik": "sesuai", "family_card": "sesuai", "name": "sesuai", "born": "sesuai",
                "mother": "sesuai",
            ]
        },
        Case(name: "an element too few", expected: "untrusted-elements") {
            $0["elements"] = ["nik": "sesuai", "family_card": "sesuai", "name": "sesuai"]
        },
        Case(name: "an element that is neither", expected: "untrusted-elements") {
            $0["elements"] = [
                "nik": "sesuai", "family_card": "sesuai", "name": "mirip", "born": "sesuai",
            ]
        },
        Case(name: "truth instead of words", expected: "untrusted-elements") {
            $0["elements"] = ["nik": true, "family_card": true, "name": true, "born": true]
        },
        Case(name: "no elements", expected: "untrusted-members") { $0["elements"] = nil },
        Case(name: "data that nobody asked for", expected: "untrusted-members") {
            $0["address"] = "Jalan Contoh 1"
        },
        Case(name: "unknown, yet compared", expected: "untrusted-members") {
            $0["outcome"] = "unknown"
        },
        Case(name: "an outcome of its own", expected: "untrusted-outcome") {
            $0["outcome"] = "probably"
            $0["elements"] = nil
        },
        Case(name: "200 with an error", expected: "untrusted-members") {
            $0["outcome"] = nil
            $0["elements"] = nil
            $0["error"] = "quota"
        },
    ]

    @Test("says what the register said", arguments: answers)
    func answer(_ item: Case) async throws {
        let standIn = StandIn(lying: item.change)
        #expect(await told(try standIn.lookup(), try question()) == item.expected)
    }

    @Test("believes nothing that was not an answer to the question", arguments: lies)
    func lie(_ item: Case) async throws {
        let standIn = StandIn(lying: item.change)
        #expect(await told(try standIn.lookup(), try question()) == item.expected)
    }

    static let bodies: [(String, OutboundAnswer, String)] = [
        ("HTML", .text("<html>Masuk dulu</html>", "text/html"), "untrusted-media-type"),
        ("HTML called JSON", .text("<html></html>"), "untrusted-json"),
        ("no media type", OutboundAnswer(status: 200, body: [123, 125]), "untrusted-media-type"),
        ("nothing", .text(""), "untrusted-json"),
        ("cut off", .text(#"{"outcome":"compared","elem"#), "untrusted-json"),
        ("a list", .text("[]"), "untrusted-json"),
        ("a name twice", .text(#"{"outcome":"unknown","outcome":"compared"}"#), "untrusted-json"),
        (
            "huge", .text("{\"outcome\":\"" + String(repeating: "x", count: 9_000) + "\"}"),
            "untrusted-too-large"
        ),
        ("deep", .text(String(repeating: "[", count: 200)), "untrusted-json"),
        ("moved", OutboundAnswer(status: 302), "untrusted-redirect"),
        ("no content", OutboundAnswer(status: 204), "away-204"),
        ("wrong key", OutboundAnswer(status: 401), "refused-401"),
        ("no agreement", OutboundAnswer(status: 403), "refused-403"),
        ("too many", OutboundAnswer(status: 429), "refused-429"),
        ("broken", OutboundAnswer(status: 500), "away-500"),
        ("gone", OutboundAnswer(status: 404), "away-404"),
    ]

    @Test("reads whatever comes without harm", arguments: bodies)
    func body(_ name: String, _ answer: OutboundAnswer, _ expected: String) async throws {
        let standIn = StandIn { _ throws(OutboundError) in answer }
        #expect(await told(try standIn.lookup(), try question()) == expected)
    }

    static let failures: [(OutboundError, String)] = [
        (.timedOut, "away-timed-out"), (.unreachable("refused"), "away-unreachable"),
        (.overloaded, "away-overloaded"), (.tooLarge, "untrusted-too-large"),
        (.untrusted("expired"), "untrusted-untrusted-tls"),
        (.badAnswer("no HTTP"), "untrusted-bad-answer"),
        (.refusedAddress, "untrusted-refused-address"),
    ]

    @Test("a line that fails is no answer", arguments: failures)
    func line(_ error: OutboundError, _ expected: String) async throws {
        let standIn = StandIn { _ throws(OutboundError) in throw error }
        #expect(await told(try standIn.lookup(), try question()) == expected)
    }

    @Test("an answer counts once: the next question does not take it again")
    func twice() async throws {
        let first = StandIn(lying: { _ in })
        _ = await told(try first.lookup(), try question())
        let request = try #require(first.requests.first)
        let old = OutboundAnswer.json(.object(StandIn.honest(request)))
        let again = StandIn { _ throws(OutboundError) in old }
        #expect(await told(try again.lookup(), try question()) == "untrusted-request-id")
        // Even for the same question: each try has its own nonce.
        let same = try question()
        let kept = StandIn(lying: { _ in })
        _ = await told(try kept.lookup(), same)
        let before = OutboundAnswer.json(.object(StandIn.honest(try #require(kept.requests.first))))
        let replay = StandIn { _ throws(OutboundError) in before }
        #expect(await told(try replay.lookup(), same) == "untrusted-nonce")
    }

    @Test("after three failures it is left alone, and asked again later")
    func rest() async throws {
        let clock = ManualClock(Instant(milliseconds: 1_795_400_000_000))
        let world = World(clock: clock.clock, random: .seeded(1))
        let standIn = StandIn { _ throws(OutboundError) in throw .timedOut }
        let lookup = try standIn.lookup(world)
        for _ in 0..<5 { _ = await told(lookup, try question()) }
        #expect(standIn.requests.count == 3)
        #expect(await told(lookup, try question()) == "away-resting")
        clock.advance(milliseconds: 31_000)
        #expect(await told(lookup, try question()) == "away-timed-out")
        clock.advance(milliseconds: 31_000)
        #expect(await told(lookup, try question()) == "away-resting")
        #expect(standIn.requests.count == 4)
    }

    @Test(
        "what the register cannot read is no illness: nobody closes it for all by odd data",
        arguments: [400, 413, 415, 422, 200])
    func oddQuestions(_ status: Int) async throws {
        let clock = ManualClock(Instant(milliseconds: 1_795_400_000_000))
        let world = World(clock: clock.clock, random: .seeded(1))
        let standIn = StandIn { _ throws(OutboundError) in
            OutboundAnswer(status: status, body: Array("<html>".utf8))
        }
        let lookup = try standIn.lookup(world)
        for _ in 0..<8 { #expect(await told(lookup, try question()) != "away-resting") }
        #expect(standIn.requests.count == 8)
    }

    @Test(
        "a register that refuses all, moved or broke down is left alone",
        arguments: [401, 403, 404, 429, 302, 500, 503])
    func illness(_ status: Int) async throws {
        let clock = ManualClock(Instant(milliseconds: 1_795_400_000_000))
        let world = World(clock: clock.clock, random: .seeded(1))
        let standIn = StandIn { _ throws(OutboundError) in OutboundAnswer(status: status) }
        let lookup = try standIn.lookup(world)
        for _ in 0..<5 { _ = await told(lookup, try question()) }
        #expect(standIn.requests.count == 3)
        #expect(await told(lookup, try question()) == "away-resting")
    }

    @Test("a token is sent as it is; a signature proves the body and tells no key")
    func secrets() async throws {
        let bearer = StandIn(lying: { _ in })
        _ = await told(try bearer.lookup(), try question())
        let plain = try #require(bearer.requests.first)
        #expect(plain.headers.contains(OutboundHeader("Authorization", "Bearer rahasia")))
        #expect(!plain.url.contains("3271"))
        let signed = StandIn(lying: { _ in })
        _ = await told(
            try signed.lookup(secret: .hmac(key: "kunci", id: "bogor")), try question())
        let request = try #require(signed.requests.first)
        let headers = Dictionary(request.headers.map { ($0.name, $0.value) }) { first, _ in first }
        let seconds = try #require(headers["X-Pendopo-Time"])
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(seconds)\n".utf8) + request.body,
            using: SymmetricKey(data: Array("kunci".utf8)))
        #expect(headers["X-Pendopo-Signature"] == Hexadecimal.text(Array(code)))
        #expect(headers["X-Pendopo-Key"] == "bogor")
        #expect(!headers.values.contains { $0.contains("kunci") })
    }

    @Test("only https, or this machine, is asked")
    func addresses() {
        for (address, isFine) in [
            ("https://register.example/a", true), ("http://127.0.0.1:9000/a", true),
            ("http://register.example/a", false), ("register.example", false),
        ] {
            let settings = RegisterSettings(address: address, secret: .bearer("x"))
            #expect((settings != nil) == isFine, "\(address)")
        }
    }

    @Test("a question shows nothing of itself in a log")
    func silent() throws {
        let question = try question()
        #expect(!"\(question)".contains("3271"))
        #expect(!String(reflecting: question).contains("Budi"))
    }
}
