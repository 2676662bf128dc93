import Contracts
import Kernel
import Outbound
import Store
import Synchronization
import TestKit
import Testing

@testable import Notices

@Suite("Gateways over HTTP")
struct GatewayTests {
    private static let settings = GatewaySettings(
        name: "contoh", url: "https://gerbang.example/kirim",
        headers: [("Authorization", "Bearer rahasia"), ("Idempotency-Key", "{id}")],
        body: .json(["to": "{to}", "text": "{text}", "again": ["{id}", 5]]),
        success: .init(statuses: [200], field: "status", values: ["0", "ok"], name: "data.0.id"),
        numbers: .plain)

    private func message(_ text: String) throws -> TextMessage {
        TextMessage(
            id: UUIDv7(at: Post.start, random: .seeded(1)), to: try PhoneNumber("081298765432"),
            text: text)
    }

    @Test("values are encoded by the kind of the body and never become a part of its form")
    func escaping() throws {
        let nasty = "a\"},{\"x\":\"{to} &b=c\n{id}"
        let request = Self.settings.request(try message(nasty))
        let json = try JSONValue(parsing: request.body)
        #expect(json["text"]?.stringValue == nasty)
        #expect(json["to"]?.stringValue == "6281298765432")
        #expect(json["again"]?[1] == 5)
        let form = GatewaySettings(
            name: "f", url: "https://gerbang.example/kirim", headers: [("X-Isi", "{text}")],
            body: .form([("pesan", "{text}"), ("ke", "{to}"), ("id", "{id}")]), numbers: .local)
        let sent = form.request(try message(nasty))
        let pairs = try #require(PercentCoding.pairs(sent.body[...], limit: 9))
        #expect(pairs.map(\.value).prefix(2) == [nasty, "081298765432"])
        #expect(pairs.count == 3)
        #expect(sent.headers.allSatisfy { !$0.value.contains("\n") })
    }

    @Test(
        "answers of every kind",
        arguments: [
            (200, #"{"status":0,"data":[{"id":"m-1"}]}"#, "ok m-1"),
            (200, #"{"status":"ok"}"#, "ok "), (200, #"{"status":7}"#, "later"),
            (200, "<html>", "later"), (202, #"{"status":0}"#, "away"), (400, "", "refused"),
            (401, "", "away"), (404, "", "away"), (302, "", "away"), (429, "", "busy 7"),
            (500, "", "later"), (502, "", "busy 7"), (408, "", "later"),
        ])
    func answers(_ status: Int, _ body: String, _ wanted: String) {
        let answer = OutboundAnswer(
            status: status, headers: [OutboundHeader("Retry-After", "7")], body: Array(body.utf8))
        #expect(
            Self.word { () throws(DeliveryFailure) in
                "ok " + (try Self.settings.judge(answer, now: Post.start) ?? "")
            } == wanted)
    }

    static func word(_ judge: () throws(DeliveryFailure) -> String) -> String {
        do throws(DeliveryFailure) {
            return try judge()
        } catch {
            switch error {
            case .refused: return "refused"
            case .later: return "later"
            case .away: return "away"
            case .busy(_, let seconds): return "busy \(seconds)"
            case .unknown: return "unknown"
            case .gone: return "gone"
            }
        }
    }

    @Test("when to come back: seconds, a date, nonsense")
    func retryAfter() throws {
        let now = try #require(Day(iso: "2026-10-21")).at(hour: 7, minute: 27, in: .utc)
        #expect(RetryAfter.seconds("120", now) == 120)
        #expect(RetryAfter.seconds("Wed, 21 Oct 2026 07:28:00 GMT", now) == 60)
        #expect(RetryAfter.seconds("Wed, 21 Oct 2025 07:28:00 GMT", now) == 0)
        for wrong in ["soon", "-5", "Wed, 41 Oct 2026 07:28:00 GMT", "1.5"] {
            #expect(RetryAfter.seconds(wrong, now) == nil)
        }
    }

    /// How a gateway of a test misbehaves for a day.
    enum Manner: String, CaseIterable, Sendable {
        case refusesConnections, answers500, answers503, redirects, wantsLater
    }

    @Test(
        "a day of failures loses nothing and sends nothing twice", arguments: Manner.allCases,
        TestEngine.available)
    func aDayDown(_ manner: Manner, _ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let isUp = Mutex(false)
            let taken = Mutex<[String]>([])
            let outbound = Outbound { request throws(OutboundError) in
                guard isUp.withLock({ $0 }) else {
                    switch manner {
                    case .refusesConnections: throw .unreachable("refused")
                    case .answers500: return OutboundAnswer(status: 500)
                    case .answers503: return OutboundAnswer(status: 503)
                    case .redirects:
                        return OutboundAnswer(
                            status: 302, headers: [OutboundHeader("Location", "http://127.0.0.1/")])
                    case .wantsLater:
                        return OutboundAnswer(
                            status: 429, headers: [OutboundHeader("Retry-After", "600")])
                    }
                }
                taken.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
                return OutboundAnswer(status: 200, body: Array(#"{"status":0}"#.utf8))
            }
            let clock = ManualClock(Post.start)
            let world = World(clock: clock.clock, random: .seeded(5))
            let post = try await Post(
                store, gateway: HTTPGateway(Self.settings, outbound: outbound, world: world),
                clock: clock)
            for number in 1...8 {
                try await post.write(
                    to: "0812 9876 5432", key: "n\(number)", number: "\(number)")
            }
            for _ in 0..<(24 * 4) {
                try await post.run()
                post.pass(minutes: 15)
            }
            #expect(taken.withLock { $0 }.isEmpty)
            #expect(try await post.counts() == [.queued: 8])
            isUp.withLock { $0 = true }
            for _ in 0..<12 {
                post.pass(minutes: 10)
                try await post.run()
            }
            #expect(try await post.counts() == [.sent: 8])
            let bodies = taken.withLock { $0 }
            #expect(bodies.count == 8 && Set(bodies).count == 8)
            if manner == .refusesConnections || manner == .redirects {
                let order = (1...8).map { "berkas \($0) selesai" }
                #expect(zip(bodies, order).allSatisfy { $0.contains($1) }, "in their order")
            }
        }
    }

    @Test(
        "an answer that is lost: a gateway that knows twins gets the id again, another one once",
        arguments: [true, false], TestEngine.available)
    func unknown(_ knowsTwins: Bool, _ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let left = Mutex(4)
            let gateway = CapturedMessages(knowsTwins: knowsTwins) { _ in
                left.withLock { left in
                    left -= 1
                    return left >= 0 ? .unknown("timed out") : nil
                }
            }
            let post = try await Post(store, gateway: gateway)
            try await post.write(to: "0812 9876 5432")
            for _ in 0..<40 {
                try await post.run()
                post.pass(minutes: 15)
            }
            #expect(Set(gateway.messages.map(\.id)).count == 1)
            #expect(gateway.messages.count == (knowsTwins ? 5 : 2))
            #expect(try await post.counts() == [knowsTwins ? .sent : .failed: 1])
        }
    }

    @Test(
        "a node that died after the gateway's yes: twice at most where twins are not known",
        arguments: TestEngine.available)
    func death(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let gateway = CapturedMessages(knowsTwins: false)
            let post = try await Post(store, gateway: gateway)
            try await post.write(to: "0812 9876 5432")
            for _ in 0..<3 {
                let lease = post.clock.now.adding(seconds: Notices.lease)
                try await store.write("die") { tx in
                    _ = try tx.execute(
                        """
                        UPDATE notices SET state = 'sending', lease_until = \(lease) \
                        WHERE state IN ('queued', 'sending')
                        """)
                }
                post.pass(minutes: 3)
                let isLast = try await post.counts()[.sent] == 1
                if isLast { break }
                try await post.run()
                try await store.write("and again") { tx in
                    _ = try tx.execute(
                        "UPDATE notices SET state = 'sending' WHERE state = 'sent'")
                    _ = try post.jobs.enqueue(
                        kind: "notices.sms",
                        payload: try #require(try tx.row("SELECT id FROM notices")).bytes(0),
                        in: tx)
                }
            }
            #expect(gateway.messages.count <= 2)
            #expect(Set(gateway.messages.map(\.id)).count == 1)
        }
    }

    @Test("one message that is never taken does not stop the others, and ends as a dead letter")
    func poison() async throws {
        try await withStore(.sqlite, Post.tables) { store in
            let gateway = CapturedMessages { message in
                message.text.contains("berkas racun") ? .later("500") : nil
            }
            let post = try await Post(store, gateway: gateway)
            try await post.write(to: "0812 9876 5432", key: "x", number: "racun")
            for number in 0..<60 {
                try await post.write(to: "0812 9876 5432", key: "n\(number)", number: "\(number)")
                try await post.run()
                post.pass(minutes: 10)
            }
            #expect(gateway.messages.count == 60)
            #expect(try await post.state("x") == "failed")
            let dead = try await store.read("desk") {
                try post.notices.desk(.sms, .failed, in: $0)
            }
            #expect(dead.count == 1)
            #expect(dead.first?.contact.contains("98765") == false)
            let id = try #require(dead.first?.id)
            #expect(try await store.write("retry") { try post.notices.retry(id, in: $0) })
            #expect(try await store.write("drop") { try post.notices.drop(id, in: $0) })
            try await post.run()
            #expect(gateway.messages.count == 60)
            #expect(try await post.state("x") == "dropped")
        }
    }

    @Test("after a failure one try knocks for all, and a slow way holds few workers")
    func knocking() {
        let pause = GatewayPause(most: 2)
        var now = Post.start
        #expect((0..<3).filter { _ in pause.enter(at: now) }.count == 2)
        #expect(!pause.isOpen(at: now))
        pause.failed(at: now)
        pause.leave()
        pause.leave()
        #expect(!pause.enter(at: now))
        now = now.adding(seconds: 5)
        #expect(pause.enter(at: now) && !pause.enter(at: now))
        pause.succeeded()
        #expect(pause.enter(at: now))
    }

    @Test("a gateway takes only so many a second")
    func rate() async throws {
        let gate = RateGate(perSecond: 3)
        var now = Post.start
        #expect((0..<5).filter { _ in gate.take(at: now) }.count == 3)
        #expect(!gate.hasRoom(at: now))
        now = now.adding(milliseconds: 400)
        #expect(gate.take(at: now) && !gate.take(at: now))
        now = now.adding(seconds: 60)
        #expect((0..<9).filter { _ in gate.take(at: now) }.count == 3)
    }

    @Test("a gateway that is away stops its own channel only", arguments: TestEngine.available)
    func channels(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let mail = CapturedMail()
            let gateway = CapturedMessages { _ in .away("down") }
            let post = try await Post(store, mail: mail, gateway: gateway)
            for number in 1...5 {
                try await post.write(to: "0812 9876 5432", key: "s\(number)")
                try await post.write(key: "m\(number)")
            }
            try await post.run()
            #expect(mail.messages.count == 5)
            #expect(try await post.counts() == [.sent: 5, .queued: 5])
            let states = try await store.read("states") { try post.notices.channelStates(in: $0) }
            #expect(states.first { $0.channel == .sms }?.reason == "down")
            #expect(states.first { $0.channel == .mail }?.lastSent == Post.start)
        }
    }

    @Test("two nodes at the same outbox send each notice once", arguments: TestEngine.available)
    func nodes(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let mail = CapturedMail()
            let post = try await Post(store, mail: mail)
            let other = try await Post(store, mail: mail, isFirst: false)
            for number in 1...20 { try await post.write(key: "n\(number)") }
            async let first: Void = post.run()
            async let second: Void = other.run()
            _ = try await (first, second)
            try await post.run()
            #expect(mail.messages.count == 20)
            #expect(Set(mail.messages.map(\.id)).count == 20)
        }
    }
}
