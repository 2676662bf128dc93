import Contracts
import Foundation
import Kernel
import Store
import Synchronization
import TestKit
import Testing

@testable import Notices

@Suite("Choices about notices")
struct ChoiceTests {
    @Test(
        "each kind goes by the channels that were chosen, and what is locked by the first contact",
        arguments: TestEngine.available)
    func matrix(_ engine: TestEngine) async throws {
        let choices: [Set<NoticeChannel>] = [[], [.mail], [.sms], [.mail, .sms, .whatsapp]]
        for chosen in choices {
            for kind in NoticeKind.allCases {
                try await withStore(engine, Post.tables) { store in
                    let post = try await Post(store, whatsapp: CapturedMessages())
                    try await post.choose { choices in
                        for kind in NoticeKind.allCases { choices.channels[kind] = chosen }
                    }
                    try await post.tell(kind)
                    let wanted = kind.isLocked ? chosen.union([.mail]) : chosen
                    let found = try await post.channels()
                    #expect(found == wanted.map(\.rawValue).sorted(), "\(kind) \(chosen)")
                }
            }
        }
    }

    @Test("days and titles are written in the language of whoever reads them")
    func languages() throws {
        let notice = Notice(
            to: .account(Post.siti), template: "permit-ends", values: ["until": "…", "n": "1"],
            days: ["until": try #require(Day(iso: "2026-08-17"))],
            texts: ["service": LocalizedText(id: "Reklame", en: "Advertisement")], key: "a")
        #expect(
            notice.values(in: .id)
                == ["until": "17 Agustus 2026", "service": "Reklame", "n": "1"])
        #expect(
            notice.values(in: .en)
                == ["until": "17 August 2026", "service": "Advertisement", "n": "1"])
    }

    @Test("who chose nothing gets the first contact, once, and the list in the house")
    func usual() async throws {
        try await withStore(.sqlite, Post.tables) { store in
            let post = try await Post(store)
            #expect(try await post.tell())
            #expect(try await !post.tell())
            #expect(try await post.channels() == ["mail"])
            let own = try await store.read("own") { try post.notices.own(of: Post.siti, in: $0) }
            #expect(own.map(\.subject) == ["Berkas B-1"])
            #expect(own.first?.path == "/berkas/B-1")
            #expect(own.first?.isRead == false)
            #expect(try await post.notices.unreadCount(of: Post.siti) == 1)
            let id = try #require(own.first?.id)
            let foreign = try await store.write("read") {
                try post.notices.read(id, by: Post.siti2, in: $0)
            }
            #expect(foreign == nil)
            _ = try await store.write("read") { try post.notices.read(id, by: Post.siti, in: $0) }
            #expect(try await post.notices.unreadCount(of: Post.siti) == 0)
        }
    }

    @Test("channels without a gateway are neither offered nor begun: the first contact hears")
    func withoutGateway() async throws {
        try await withStore(.sqlite, Post.tables) { store in
            let post = try await Post(store)
            #expect(post.notices.offered == [.mail, .sms])
            try await post.choose { $0.channels[.moved] = [.whatsapp, .push] }
            try await post.tell()
            #expect(try await post.channels() == ["mail"])
        }
    }

    @Test("every text of a notice says what it is about")
    func kinds() throws {
        let words = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Notices/Words").standardized
        let files = try FileManager.default.contentsOfDirectory(
            at: words, includingPropertiesForKeys: nil
        ).filter { $0.lastPathComponent.hasSuffix("id.words") }
        var seen = 0
        for file in files {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                guard line.hasPrefix("notice."), let end = line.firstRange(of: ".subject =")
                else { continue }
                let template = String(line[..<end.lowerBound].dropFirst("notice.".count))
                seen += 1
                let isSaid =
                    NoticeKind.of(template) != .moved || NoticeKind.going.contains(template)
                #expect(isSaid, "\(template)")
            }
        }
        #expect(seen > 60)
    }

    @Test("quiet hours: their edges, over midnight and within a day")
    func edges() throws {
        let day = try #require(Day(iso: "2026-11-23"))
        func at(_ hour: Int, _ minute: Int) -> Instant {
            day.at(hour: hour, minute: minute, in: .wib)
        }
        let night = QuietHours.usual
        #expect(night.end(around: at(19, 59), in: .wib) == nil)
        #expect(night.end(around: at(20, 0), in: .wib) == at(31, 0))
        #expect(night.end(around: at(23, 59), in: .wib) == at(31, 0))
        #expect(night.end(around: at(0, 0), in: .wib) == at(7, 0))
        #expect(night.end(around: at(6, 59), in: .wib) == at(7, 0))
        #expect(night.end(around: at(7, 0), in: .wib) == nil)
        let noon = QuietHours(from: 12 * 60, until: 13 * 60 + 30)
        #expect(noon.end(around: at(11, 59), in: .wib) == nil)
        #expect(noon.end(around: at(12, 0), in: .wib) == at(13, 30))
        #expect(noon.end(around: at(13, 30), in: .wib) == nil)
        #expect(QuietHours.none.end(around: at(3, 0), in: .wib) == nil)
    }

    @Test(
        "in quiet hours what is loud waits for the morning, but not what answers to the person",
        arguments: TestEngine.available)
    func quiet(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let evening = try #require(Day(iso: "2026-11-23")).at(hour: 21, minute: 0, in: .wib)
            let mail = CapturedMail()
            let post = try await Post(store, mail: mail, clock: ManualClock(evening))
            try await post.choose { choices in
                for kind in NoticeKind.allCases { choices.channels[kind] = [.mail, .sms] }
            }
            try await post.tell(.asked, key: "a")
            try await post.tell(.moved, key: "b", number: "B-2", isPrompt: true)
            try await post.run()
            #expect(mail.messages.count == 2)
            #expect(post.sms.messages.map(\.text) == ["Halo Siti, berkas B-2 selesai."])
            post.pass(minutes: 10 * 60 - 1)
            try await post.run()
            #expect(post.sms.messages.count == 1)
            post.pass(minutes: 1)
            try await post.run()
            #expect(post.sms.messages.count == 2)
        }
    }

    @Test("a bare phone is not woken either")
    func bare() async throws {
        try await withStore(.sqlite, Post.tables) { store in
            let midnight = try #require(Day(iso: "2026-11-23")).at(hour: 0, minute: 10, in: .wib)
            let post = try await Post(store, clock: ManualClock(midnight))
            try await post.write(to: "0812 9876 5432")
            try await post.run()
            #expect(post.sms.messages.isEmpty)
            post.pass(minutes: 6 * 60 + 50)
            try await post.run()
            #expect(post.sms.messages.count == 1)
        }
    }

    @Test("a chosen way that is gone silences nothing; what was switched off stays so")
    func gone() async throws {
        try await withStore(.sqlite, Post.tables) { store in
            let post = try await Post(store)
            try await post.choose { choices in
                choices.channels[.asked] = [.push]
                choices.channels[.moved] = []
            }
            try await post.tell(.asked, key: "a")
            try await post.tell(.moved, key: "b")
            #expect(try await post.channels() == ["mail"])
        }
    }

    @Test(
        "a gateway that comes back in the night lets nobody be woken",
        arguments: TestEngine.available)
    func quietLater(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let afternoon = try #require(Day(iso: "2026-11-23")).at(hour: 15, minute: 0, in: .wib)
            let isUp = Mutex(false)
            let gateway = CapturedMessages { _ in isUp.withLock { $0 } ? nil : .away("down") }
            let post = try await Post(store, gateway: gateway, clock: ManualClock(afternoon))
            try await post.choose { $0.channels[.asked] = [.sms] }
            try await post.tell(.asked, key: "a")
            try await post.write(to: "0812 9876 5432", key: "b", number: "B-2")
            try await post.run()
            // 02.00: it is mended, and nothing leaves but what answers to somebody.
            post.pass(minutes: 11 * 60)
            isUp.withLock { $0 = true }
            try await post.tell(.asked, key: "c", number: "B-3", isPrompt: true)
            for _ in 0..<3 {
                try await post.run()
                post.pass(minutes: 10)
            }
            let night = gateway.messages.map(\.text)
            #expect(night == ["Halo Siti, berkas B-3 selesai."])
            post.pass(minutes: 4 * 60 + 30)
            for _ in 0..<3 {
                try await post.run()
                post.pass(minutes: 10)
            }
            #expect(gateway.messages.count == 3)
        }
    }

    @Test("mail waits for the morning only for whoever wants that; what is secret never does")
    func quietMail() async throws {
        try await withStore(.sqlite, Post.tables) { store in
            let evening = try #require(Day(iso: "2026-11-23")).at(hour: 21, minute: 0, in: .wib)
            let mail = CapturedMail()
            let post = try await Post(store, mail: mail, clock: ManualClock(evening))
            try await post.choose { choices in
                choices.channels[.asked] = [.mail]
                choices.quietsMail = true
            }
            try await post.choose(to: Post.siti2) { $0.channels[.asked] = [.mail] }
            try await post.tell(.asked, key: "a", number: "B-1")
            try await post.tell(.asked, key: "b", number: "B-2", to: Post.siti2)
            try await post.tell(.security, key: "c", number: "B-3")
            try await post.run()
            #expect(Set(mail.messages.map(\.subject)) == ["Berkas B-2", "Berkas B-3"])
            post.pass(minutes: 10 * 60)
            try await post.run()
            #expect(mail.messages.count == 3)
        }
    }

    @Test("each reads the own language, on every channel", arguments: TestEngine.available)
    func language(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let mail = CapturedMail()
            let post = try await Post(store, mail: mail)
            for account in [Post.siti, Post.susan] {
                try await post.choose(to: account) { $0.channels[.asked] = [.mail, .sms] }
                try await post.tell(.asked, key: account.text, to: account)
            }
            try await post.run()
            #expect(Set(mail.messages.map(\.subject)) == ["Berkas B-1", "Case B-1"])
            #expect(
                Set(post.sms.messages.map(\.text)) == [
                    "Halo Siti, berkas B-1 selesai.", "Hello Siti, case B-1 is done.",
                ])
            let shown = try await store.read("own") {
                try post.notices.own(of: Post.susan, in: $0).map(\.subject)
            }
            #expect(shown == ["Case B-1"])
        }
    }

    @Test("the daily letter tells each matter once, at its hour", arguments: TestEngine.available)
    func digest(_ engine: TestEngine) async throws {
        try await withStore(engine, Post.tables) { store in
            let morning = try #require(Day(iso: "2026-11-23")).at(hour: 9, minute: 0, in: .wib)
            let mail = CapturedMail()
            let post = try await Post(store, mail: mail, clock: ManualClock(morning))
            try await post.choose { $0.hasDigest = true }
            try await post.tell(.moved, key: "a", number: "B-1")
            try await post.tell(.letter, key: "b", number: "B-2")
            try await post.tell(.asked, key: "c", number: "B-3")
            try await post.run()
            #expect(mail.messages.map(\.subject) == ["Berkas B-3"])
            #expect(try await post.notices.digest() == 0)
            post.pass(minutes: 7 * 60)
            // Two nodes at once write one letter.
            let other = try await Post(store, mail: mail, isFirst: false, clock: post.clock)
            async let first = post.notices.digest()
            async let second = other.notices.digest()
            #expect(try await first + second == 1)
            try await post.run()
            #expect(mail.messages.count == 2)
            let letter = try #require(mail.messages.last)
            #expect(letter.subject == "Rangkuman hari ini: 2 kabar")
            #expect(letter.body.contains("berkas B-1") && letter.body.contains("berkas B-2"))
            #expect(!letter.body.contains("berkas B-3"))
            #expect(letter.body.split(separator: "-- ").count == 2)
            post.pass(minutes: 24 * 60)
            #expect(try await post.notices.digest() == 0)
        }
    }
}
