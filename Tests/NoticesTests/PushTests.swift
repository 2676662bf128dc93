import Crypto
import Kernel
import Outbound
import Store
import Synchronization
import TestKit
import Testing

@testable import Notices

@Suite("Web push")
struct PushTests {
    private static func bytes(_ text: String) -> [UInt8] {
        Base64URL.decode(text, limit: 4_096) ?? []
    }

    /// Keys of RFC 8291, appendix A.
    private static let receiver = bytes(
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
    private static let secret = bytes("BTBZMqHH6r4Tts7J_aSIgg")

    static func target(_ endpoint: String = "https://dorong.example/kirim/1") throws -> PushTarget {
        try PushTarget(endpoint: endpoint, key: receiver, secret: secret)
    }

    @Test("the example of RFC 8291, appendix A")
    func example() throws {
        let ours = try P256.KeyAgreement.PrivateKey(
            rawRepresentation: Self.bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
        let sealed = try PushEncryption.seal(
            Array("When I grow up, I want to be a watermelon".utf8), for: try Self.target(),
            with: ours, salt: Self.bytes("DGv6ra1nlYgDCS1FRnbzlw"), isPadded: false)
        #expect(
            Base64URL.encode(sealed)
                == """
                DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml\
                mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT\
                pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN
                """)
    }

    @Test("lengths tell little, and a key that is no point is refused")
    func shapes() throws {
        let ours = P256.KeyAgreement.PrivateKey()
        let salt = [UInt8](repeating: 1, count: 16)
        let sizes = try [1, 50, 100].map {
            try PushEncryption.seal(
                [UInt8](repeating: 7, count: $0), for: try Self.target(), with: ours, salt: salt
            ).count
        }
        #expect(Set(sizes).count == 1)
        #expect(throws: Refusal.self) {
            _ = try PushTarget(
                endpoint: "https://a.example/", key: [4] + [UInt8](repeating: 1, count: 64),
                secret: Self.secret)
        }
    }

    @Test("addresses that strangers may not have us ask")
    func addresses() throws {
        let push = WebPush(
            outbound: Outbound { _ throws(OutboundError) in throw .refusedAddress },
            contact: "mailto:a@example.id", world: .system)
        for good in ["https://fcm.googleapis.com/fcm/send/x", "https://dorong.example:443/a?b=c"] {
            #expect(push.accepts(good))
        }
        for wrong in [
            "http://dorong.example/a", "https://dorong.example:8443/a",
            "https://fcm.googleapis.com:81/",
            "https://[2001:db8::1]:81/a", "https://127.0.0.1/a", "https://localhost/a",
            "https://[::1]/a", "https://user@dorong.example/", "javascript:alert(1)", "",
        ] {
            #expect(!push.accepts(wrong), "\(wrong)")
        }
    }

    @Test(
        "what push services answer",
        arguments: [
            (201, 1, "sent"), (410, 0, "expired"), (404, 0, "expired"), (429, 1, "queued"),
            (503, 1, "queued"), (302, 1, "failed"), (400, 1, "failed"), (413, 1, "failed"),
        ], TestEngine.available)
    func answers(_ told: (Int, Int, String), _ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let asked = Mutex<[OutboundRequest]>([])
            let outbound = Outbound { request throws(OutboundError) in
                asked.withLock { $0.append(request) }
                return OutboundAnswer(
                    status: told.0, headers: [OutboundHeader("Retry-After", "120")])
            }
            let clock = ManualClock(Post.start)
            let world = World(clock: clock.clock, random: .seeded(5))
            let push = WebPush(
                outbound: outbound, contact: "mailto:kota@example.id", world: world)
            let post = try await Post(store, push: push, clock: clock)
            try await store.write("device") { tx in
                _ = try post.notices.addDevice(
                    try Self.target(), agent: "Firefox", for: Post.siti, in: tx)
            }
            try await post.choose { $0.channels[.moved] = [.push] }
            try await post.tell()
            try await post.run()
            let state = try await store.read("state") { reader in
                try reader.row("SELECT state FROM notices WHERE channel = 'push'")?.text(0)
            }
            #expect(state == told.2)
            let devices = try await store.read("devices") {
                try post.notices.devices(of: Post.siti, in: $0).count
            }
            #expect(devices == told.1)
            let request = try #require(asked.withLock { $0 }.first)
            let headers = Dictionary(
                uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
            #expect(headers["Content-Encoding"] == "aes128gcm")
            #expect(headers["TTL"] == "259200")
            #expect(headers["Topic"]?.utf8.count == 22)
            #expect(headers["Authorization"]?.hasPrefix("vapid t=ey") == true)
            #expect(request.reach == .publicOnly)
            // A second try within the wait knocks nowhere.
            post.pass(minutes: 1)
            try await post.run()
            #expect(asked.withLock { $0 }.count == 1)
            if told.2 == "queued" {
                post.pass(minutes: 2)
                try await post.run()
                #expect(asked.withLock { $0 }.count == 2)
            }
        }
    }

    @Test("nothing personal goes to a push service, and it is sealed here")
    func privacy() async throws {
        try await withStore(.sqlite, Post.tables) { store in
            let push = WebPush(
                outbound: Outbound { _ throws(OutboundError) in OutboundAnswer(status: 201) },
                contact: "mailto:kota@example.id", world: .system)
            let post = try await Post(store, push: push)
            try await store.write("device") { tx in
                _ = try post.notices.addDevice(
                    try Self.target("https://dorong.example/sangat-rahasia"), agent: "x",
                    for: Post.siti, in: tx)
            }
            try await post.tell(.asked)
            let shown = try await store.read("recent") { try post.notices.recent(in: $0) }
            let sent = try #require(shown.first { $0.channel == .push })
            #expect(sent.subject == "Kota Bogor")
            #expect(sent.body == "Berkas B-1: ada yang diminta dari Anda")
            let raw = try await store.read("row") { reader in
                try #require(try reader.row("SELECT sealed FROM notice_devices")).bytes(0)
            }
            #expect(!raw.contains(Array("rahasia".utf8)))
            // The key of the house stays the same for every node.
            let other = try await Post(store, isFirst: false)
            #expect(
                try await post.notices.pushKey().publicText
                    == other.notices.pushKey().publicText)
            try await store.write("erase") { try post.notices.erase(account: Post.siti, in: $0) }
            let left = try await store.read("left") { reader in
                try reader.row(
                    """
                    SELECT (SELECT COUNT(*) FROM notice_devices) \
                    + (SELECT COUNT(*) FROM notice_people)
                    """)?.int(0)
            }
            #expect(left == 0)
        }
    }

    private func service(_ clock: ManualClock, _ outbound: Outbound) -> WebPush {
        WebPush(
            outbound: outbound, contact: "mailto:kota@example.id",
            world: World(clock: clock.clock, random: .seeded(5)))
    }

    @Test("one browser that is silent does not silence its push service; several do")
    func oneIsNotTheService() async throws {
        let clock = ManualClock(Post.start)
        let asked = Mutex<[String]>([])
        let push = service(
            clock,
            Outbound { request throws(OutboundError) in
                asked.withLock { $0.append(request.url) }
                if request.url.hasSuffix("baik") { return OutboundAnswer(status: 201) }
                throw .timedOut
            })
        let key = PushKey(P256.Signing.PrivateKey())
        func send(_ path: String) async throws -> String {
            let target = try Self.target("https://dorong.example/" + path)
            let message = PushMessage(
                id: UUIDv7(at: Post.start, random: .seeded(3)), to: target, payload: [1],
                seconds: 60, now: clock.now)
            do throws(DeliveryFailure) {
                try await push.send(message, as: key)
                return "ok"
            } catch {
                switch error {
                case .later: return "later"
                case .busy: return "busy"
                default: return "other"
                }
            }
        }
        let first = try await send("a")
        #expect(first == "later")
        // It rests by itself, and is not asked again at once.
        let again = try await send("a")
        #expect(again == "busy" && asked.withLock { $0.count } == 1)
        let other = try await send("baik")
        #expect(other == "ok")
        // Three others with nothing taken in between: now it is the service.
        let all = [try await send("b"), try await send("c"), try await send("d")]
        #expect(all == ["later", "later", "busy"])
        let good = try await send("baik")
        #expect(good == "busy")
        clock.advance(milliseconds: 31_000)
        let later = try await send("baik")
        #expect(later == "ok")
    }

    @Test("a browser that never answers is taken away, but not in half an hour")
    func silence() async throws {
        try await withStore(.sqlite, Post.tables) { store in
            let clock = ManualClock(Post.start)
            let push = service(
                clock, Outbound { _ throws(OutboundError) in throw .timedOut })
            let post = try await Post(store, push: push, clock: clock)
            try await store.write("device") { tx in
                _ = try post.notices.addDevice(
                    try Self.target(), agent: "Firefox", for: Post.siti, in: tx)
            }
            try await post.choose { $0.channels[.moved] = [.push] }
            try await post.tell()
            func devices() async throws -> Int {
                try await store.read("devices") {
                    try post.notices.devices(of: Post.siti, in: $0).count
                }
            }
            for _ in 0..<6 {
                try await post.run()
                post.pass(minutes: 6)
            }
            let left = try await devices()
            #expect(left == 1)
            for _ in 0..<30 {
                try await post.run()
                post.pass(minutes: 10)
            }
            let end = try await devices()
            #expect(end == 0)
            let state = try await store.read("state") { reader in
                try reader.row("SELECT state FROM notices WHERE channel = 'push'")?.text(0)
            }
            #expect(state == "expired")
        }
    }
}
