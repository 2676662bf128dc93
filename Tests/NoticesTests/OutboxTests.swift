import Contracts
import Kernel
import Store
import Synchronization
import TestKit
import Testing

@testable import Notices

@Suite("Outbox")
struct OutboxTests {
    @Test("a notice leaves once, and its key is written once", arguments: TestEngine.available)
    func once(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let mail = CapturedMail()
            let post = try await Post(store, mail: mail)
            #expect(try await post.write())
            #expect(try await !post.write())
            try await post.run()
            try await post.run()
            #expect(mail.messages.map(\.subject) == ["Berkas B-1"])
            #expect(mail.messages.first?.body.hasPrefix("Halo Siti, berkas B-1 selesai.") == true)
            #expect(try await post.counts() == [.sent: 1])
        }
    }

    @Test("what is rolled back is not sent", arguments: TestEngine.available)
    func rollback(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let mail = CapturedMail()
            let post = try await Post(store, mail: mail)
            let contact = try Contact(typed: "siti@example.id")
            await #expect(throws: Refusal.self) {
                try await store.write("act") { tx in
                    _ = try post.notices.enqueue(
                        Notice(to: .contact(contact, .id), template: "probe", key: "k"), in: tx)
                    throw Refusal(.conflict, "probe")
                }
            }
            try await post.run()
            #expect(mail.messages.isEmpty)
            #expect(try await post.counts().isEmpty)
        }
    }

    @Test(
        "a gateway away for a week loses nothing and sends nothing twice",
        arguments: TestEngine.available)
    func away(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let isUp = Mutex(false)
            let tries = Mutex(0)
            let mail = CapturedMail { _ in
                tries.withLock { $0 += 1 }
                return isUp.withLock { $0 } ? nil : .away("down")
            }
            let post = try await Post(store, mail: mail)
            for number in 1...5 { try await post.write(key: "n\(number)", number: "\(number)") }
            for _ in 0..<(7 * 24 * 2) {
                try await post.run()
                post.pass(minutes: 30)
            }
            #expect(mail.messages.isEmpty)
            // One knock a round, not one for each notice.
            #expect(tries.withLock { $0 } <= 7 * 24 * 2)
            let stuck = try await store.read("stuck") { try post.notices.stuck(in: $0) }
            #expect(stuck.count == 5)
            isUp.withLock { $0 = true }
            for _ in 0..<3 {
                post.pass(minutes: 10)
                try await post.run()
            }
            #expect(mail.messages.count == 5)
            #expect(Set(mail.messages.map(\.id)).count == 5)
            #expect(try await post.counts() == [.sent: 5])
        }
    }

    @Test(
        "a refused address fails at once, others go on, and it can be tried again",
        arguments: TestEngine.available)
    func refused(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let isKnown = Mutex(false)
            let mail = CapturedMail { message in
                message.to.text.hasPrefix("salah") && !isKnown.withLock { $0 }
                    ? .refused("550") : nil
            }
            let post = try await Post(store, mail: mail)
            try await post.write(to: "salah@example.id", key: "a")
            try await post.write(key: "b")
            try await post.run()
            #expect(try await post.counts() == [.failed: 1, .sent: 1])
            let stuck = try await store.read("stuck") { try post.notices.stuck(in: $0) }
            let id = try #require(stuck.first?.id)
            isKnown.withLock { $0 = true }
            #expect(try await store.write("retry") { try post.notices.retry(id, in: $0) })
            try await post.run()
            #expect(try await post.counts() == [.sent: 2])
        }
    }

    @Test(
        "a node that dies while sending leaves it to its lease; the id stays the same",
        arguments: TestEngine.available)
    func death(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let mail = CapturedMail()
            let post = try await Post(store, mail: mail)
            try await post.write()
            let lease = Post.start.adding(seconds: Notices.lease)
            try await store.write("die") { tx in
                _ = try tx.execute(
                    "UPDATE notices SET state = 'sending', lease_until = \(lease), tries = 1")
            }
            try await post.run()
            #expect(mail.messages.isEmpty)
            post.pass(minutes: 3)
            try await post.run()
            let written = try await store.read("id") {
                try $0.row("SELECT id FROM notices")?.uuid(0)
            }
            #expect(mail.messages.map(\.id) == [written])
        }
    }

    @Test(
        "a mail whose answer is lost goes once more, and then a person decides",
        arguments: TestEngine.available)
    func unknown(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let taken = Mutex<[UUIDv7]>([])
            let mail = CapturedMail { message in
                taken.withLock { $0.append(message.id) }
                return .unknown("curl 28, reply 354")
            }
            let post = try await Post(store, mail: mail)
            try await post.write()
            for _ in 0..<20 {
                try await post.run()
                post.pass(minutes: 15)
            }
            #expect(taken.withLock { $0.count } == 2)
            #expect(Set(taken.withLock { $0 }).count == 1)
            #expect(try await post.counts() == [.failed: 1])
        }
    }

    @Test("a code that has run out is not sent any more", arguments: TestEngine.available)
    func expired(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let mail = CapturedMail()
            let post = try await Post(store, mail: mail)
            try await post.write(expiresAt: Post.start.adding(seconds: 60))
            post.pass(minutes: 1)
            try await post.run()
            #expect(mail.messages.isEmpty)
            #expect(try await post.counts() == [.expired: 1])
        }
    }

    @Test(
        "a phone gets the short form; the stored row holds nothing plain; erasing empties it",
        arguments: TestEngine.available)
    func sealed(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let post = try await Post(store, mail: CapturedMail())
            try await post.write(to: "0812 9876 5432", key: "k", name: "Rahasia")
            let bytes = try await store.read("row") { reader in
                try reader.rows("SELECT * FROM notices").flatMap { row in
                    (0..<row.count).flatMap { index -> [UInt8] in
                        switch row.value(index) {
                        case .text(let text): Array(text.utf8)
                        case .bytes(let bytes): bytes
                        default: []
                        }
                    }
                }
            }
            for secret in ["Rahasia", "81298765432"] {
                #expect(!bytes.contains(Array(secret.utf8)))
            }
            try await post.run()
            #expect(post.sms.messages.map(\.text) == ["Halo Rahasia, berkas B-1 selesai."])
            let shown = try await store.read("recent") { try post.notices.recent(in: $0) }
            #expect(shown.first?.address == "+6281298765432")
            post.pass(minutes: 31 * 24 * 60)
            #expect(try await post.notices.sweep() == 1)
            let left = try await store.read("recent") { try post.notices.recent(in: $0) }
            #expect(left.isEmpty)
        }
    }

    @Test("every template of accounts has its words in both languages")
    func words() {
        let texts = NoticeTexts(
            Vocabulary(NoticeTexts.words), cityName: LocalizedText("Kota Bogor"))
        #expect(Vocabulary(NoticeTexts.words).problems().isEmpty)
        for name in [
            "registration-code", "already-registered", "reset-code", "password-changed",
            "recovery-given", "recovered", "contact-code", "contact-added", "contact-removed",
            "contact-changed", "contact-undone",
        ] {
            #expect(texts.has("account.\(name)"))
        }
    }

    @Test(
        "a dead letter that is tried again while its last job is about to end is sent",
        arguments: TestEngine.available)
    func triedAgainAtOnce(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let mail = CapturedMail()
            let post = try await Post(store, mail: mail)
            try await post.write(key: "old")
            post.pass(minutes: 1)
            try await post.write(key: "new")
            let later = post.clock.now.adding(hours: 1)
            let node = post.world.uuid()
            try await store.write("test.ending") { tx in
                try tx.execute("UPDATE notices SET state = 'failed'")
                try tx.execute(
                    """
                    UPDATE jobs SET state = 'running', locked_by = \(node.bytes), \
                    locked_until = \(later), run_at = \(later)
                    """)
            }
            // The oldest come first, however many there are.
            let count = try await store.write("test.retry") { tx in
                try post.notices.retryFailed(over: "mail", limit: 1, in: tx)
            }
            #expect(count == 1)
            try await post.run()
            let states = [try await post.state("old"), try await post.state("new")]
            #expect(states == ["sent", "failed"])
        }
    }
}
