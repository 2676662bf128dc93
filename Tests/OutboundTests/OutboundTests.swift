import Store
import Testing

@testable import Outbound

@Suite("Asking other servers")
struct OutboundTests {
    private let threads = BlockingThreads(name: "test", count: 2)

    private func outbound(
        timeout: Int = 5_000, maxBody: Int = 1_000, plain: Bool = false, inside: Bool = true
    ) -> Outbound {
        Outbound.curl(
            limits: OutboundLimits(
                connectTimeout: 1_000, timeout: timeout, maxBody: maxBody, allowsPlainHTTP: plain,
                allowsPrivateAddresses: inside), threads: threads)
    }

    @Test("a GET arrives and is answered")
    func get() async throws {
        let server = TestServer { _ in
            "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n"
                + "HTTP/1.1 404 Not Found\r\nContent-Type: Application/JSON ; charset=utf-8\r\n"
                + "X-Empty:\r\nContent-Length: 2\r\n\r\n{}"
        }
        let answer = try await outbound().send(
            .get(server.url + "/a?b=c", headers: [OutboundHeader("Accept", "x/y")]))
        #expect(answer.status == 404)
        #expect(answer.body == Array("{}".utf8))
        #expect(answer.mediaType == "application/json")
        #expect(answer.header("x-empty") == "" && answer.header("X-Early") == nil)
        let head = try #require(server.requests.first).head
        #expect(head.hasPrefix("GET /a?b=c HTTP/1.1\r\n") && head.contains("\r\nAccept: x/y"))
    }

    @Test("a POST carries its body", arguments: ["a=b&c=%20", "", "nul\u{0}inside"])
    func post(body: String) async throws {
        let server = TestServer { _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        let answer = try await outbound().send(
            .post(
                server.url, headers: [OutboundHeader("Content-Type", "text/plain")],
                body: Array(body.utf8)))
        #expect(answer.status == 200 && answer.body.isEmpty && answer.mediaType == nil)
        let request = try #require(server.requests.first)
        #expect(request.head.hasPrefix("POST / HTTP/1.1\r\n") && request.body == body)
        #expect(!request.head.lowercased().contains("expect:"))
    }

    @Test("an address of somebody else's leads to the public internet only")
    func publicOnly() async throws {
        let server = TestServer { _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        await #expect(throws: OutboundError.refusedAddress) {
            _ = try await outbound(plain: true).send(
                .get(server.url).reaching(.publicOnly))
        }
        await #expect(throws: OutboundError.refusedURL) {
            _ = try await outbound().send(.get(server.url).reaching(.publicOnly))
        }
        #expect(server.requests.isEmpty)
    }

    @Test("a redirect is an answer and is not followed")
    func redirect() async throws {
        let server = TestServer { _ in
            "HTTP/1.1 302 Found\r\nLocation: /second\r\nContent-Length: 0\r\n\r\n"
        }
        let answer = try await outbound().send(.get(server.url + "/first"))
        #expect(answer.status == 302 && answer.header("location") == "/second")
        #expect(server.requests.count == 1)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reply: String?
        let word: String
    }

    @Test(
        "an answer that breaks the bounds is an error",
        arguments: [
            Fault(
                testDescription: "long by its length",
                reply: "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", word: "too-large"),
            Fault(
                testDescription: "long without length",
                reply: "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "a", count: 1_001),
                word: "too-large"),
            Fault(
                testDescription: "long in chunks",
                reply: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3E9\r\n"
                    + String(repeating: "a", count: 1_001) + "\r\n0\r\n\r\n", word: "too-large"),
            Fault(
                testDescription: "endless head",
                reply: "HTTP/1.1 200 OK\r\n"
                    + String(repeating: "X-A: \(String(repeating: "a", count: 99))\r\n", count: 700)
                    + "\r\n", word: "too-large"),
            Fault(
                testDescription: "cut off",
                reply: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab", word: "bad-answer"),
            Fault(testDescription: "no HTTP", reply: "SSH-2.0-x\r\n", word: "bad-answer"),
            Fault(testDescription: "nothing", reply: "", word: "bad-answer"),
            Fault(testDescription: "silence", reply: nil, word: "timed-out"),
        ])
    func faults(_ fault: Fault) async throws {
        let server = TestServer { _ in fault.reply }
        let timeout = fault.reply == nil ? 100 : 5_000
        #expect(await word(outbound(timeout: timeout), .get(server.url)) == fault.word)
    }

    @Test("an answer as long as allowed is fine")
    func longest() async throws {
        let server = TestServer { _ in
            "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "a", count: 1_000)
        }
        #expect(try await outbound().send(.get(server.url)).body.count == 1_000)
    }

    @Test("our own machines are not asked for strangers", arguments: ["127.0.0.1", "localhost"])
    func inside(host: String) async throws {
        let server = TestServer { _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        let url = "http://\(host):\(server.port)/"
        let strict = outbound(plain: true, inside: false)
        #expect(await word(strict, .get(url)) == "refused-address")
        #expect(server.requests.isEmpty)
        #expect(await word(outbound(), .get(url)) == nil)
    }

    @Test("plain HTTP stays in the machine")
    func plain() async {
        #expect(await word(outbound(), .get("http://10.255.255.1/")) == "refused-address")
        #expect(await word(outbound(), .get("http://[fd00::1]/")) == "refused-address")
        let strict = outbound(inside: false)
        #expect(await word(strict, .get("http://127.0.0.1/")) == "refused-url")
    }

    @Test("nobody there, nobody to trust")
    func unreachable() async {
        let server = TestServer { _ in "no TLS here" }
        #expect(
            await word(outbound(), .get("https://127.0.0.1:\(server.port)/")) == "untrusted-tls")
        #expect(await word(outbound(), .get("http://127.0.0.1:1/")) == "unreachable")
    }

    @Test("more than may wait is refused at once")
    func overloaded() async {
        let none = Outbound.curl(threads: BlockingThreads(name: "none", count: 1, waiting: 0))
        #expect(await word(none, .get("http://127.0.0.1:1/")) == "overloaded")
    }

    @Test(
        "a header is one header",
        arguments: [
            OutboundHeader("X", "a\r\nY: b"), OutboundHeader("X", "a\u{0}"),
            OutboundHeader("X:", "a"), OutboundHeader("", "a"), OutboundHeader("X Y", "a"),
        ])
    func headers(_ header: OutboundHeader) async {
        let request = OutboundRequest.get("http://127.0.0.1:1/", headers: [header])
        #expect(await word(outbound(), request) == "bad-request")
    }

    @Test("nothing secret is printed")
    func hidden() {
        let request = OutboundRequest.post(
            "https://a.example/?geheim", headers: [OutboundHeader("Authorization", "geheim")],
            body: Array("geheim".utf8))
        var text = "\(request)" + String(reflecting: request)
        dump(request, to: &text)
        #expect(text.contains("POST a.example") && !text.contains("geheim"))
    }

    /// The word of the error; nil when there was an answer.
    private func word(_ outbound: Outbound, _ request: OutboundRequest) async -> String? {
        do {
            _ = try await outbound.send(request)
            return nil
        } catch {
            return error.word
        }
    }
}
