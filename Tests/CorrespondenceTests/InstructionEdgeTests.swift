import Cases
import City
import Contracts
import Correspondence
import Kernel
import Notices
import People
import Store
import TestKit
import Testing
import Web

@Suite("Instructions at their edges")
struct InstructionEdgeTests {
    private func state(_ id: MailID, _ city: TestCity) async throws -> String? {
        try await city.house.store.read("test.mail") { reader in
            try reader.row("SELECT state FROM correspondence_mail WHERE id = \(id)")?.text(0)
        }
    }

    private func notices(_ account: AccountID, _ city: TestCity) async throws -> [OwnNotice] {
        try await city.house.store.read("test.notices") { [house = city.house] reader in
            try house.notices.own(of: account, in: reader)
        }
    }

    /// Nobody holds a post any more, or the same people hold it again.
    private func hold(
        _ post: String, isHeld: Bool, _ scene: LetterScene
    ) async throws {
        let seat = try await scene.seat(post)
        let last = isHeld ? nil : scene.today.adding(days: -1)
        try await scene.city.house.store.write("test.hold") { tx in
            try tx.execute(
                "UPDATE people_assignments SET until_day = \(last) WHERE position = \(seat)")
        }
        scene.city.house.directory.forget()
    }

    @Test("a letter is done when the last thing asked for it is withdrawn and another was done")
    func withdrawnLast() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let letter = try await scene.letter()
            let head = try await city.officer("dpmptsp-kepala")
            let kept = try await scene.give(
                .mail(letter), to: ["dpmptsp-analis-1"], by: "dpmptsp-kepala")
            let other = try await scene.give(
                .mail(letter), to: ["dpmptsp-sekretaris"], by: "dpmptsp-kepala")
            let told = try await scene.told(kept)
            try await scene.tools.answer(
                told, "Sudah", by: try await city.officer("dpmptsp-analis-1"))
            try await scene.tools.accept(told, by: head)
            #expect(try await state(letter, city) == "registered")
            try await scene.tools.end(other, as: .withdrawn, because: "Tidak perlu", by: head)
            #expect(try await state(letter, city) == "filed")
            // One on which everything was withdrawn waits again.
            let next = try await scene.letter(number: "006/1/2026")
            let only = try await scene.give(
                .mail(next), to: ["dpmptsp-analis-1"], by: "dpmptsp-kepala")
            try await scene.tools.end(only, as: .withdrawn, because: "Keliru", by: head)
            #expect(try await state(next, city) == "registered")
        }
    }

    @Test("who gets a vacant post is reminded; for a vacant giver the leaders of the unit are told")
    func vacant() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            // Monday; due on Thursday.
            _ = try await scene.give(
                .mail(try await scene.letter()), to: ["dpmptsp-analis-1"], by: "dpmptsp-kepala")
            let analyst = try await city.officer("dpmptsp-analis-1").account
            city.wait(days: 2)
            try await hold("dpmptsp-analis-1", isHeld: false, scene)
            #expect(try await scene.tools.remind() == 0)
            try await hold("dpmptsp-analis-1", isHeld: true, scene)
            #expect(try await scene.tools.remind() == 1)
            #expect(
                try await notices(analyst, city).contains { $0.subject.contains("jatuh tempo") })
            city.wait(days: 2)
            let secretary = try await city.officer("dpmptsp-sekretaris").account
            try await hold("dpmptsp-kepala", isHeld: false, scene)
            #expect(try await scene.tools.remind() == 1)
            #expect(
                try await notices(secretary, city).contains {
                    $0.subject.contains("terlambat dijawab")
                })
            #expect(try await scene.tools.remind() == 0)
        }
    }

    @Test("what is late already is passed on until the next working day, and no longer")
    func late() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let first = try await scene.give(
                .mail(try await scene.letter()), to: ["dpmptsp-kabid-perizinan"],
                by: "dpmptsp-kepala", days: 1)
            let told = try await scene.told(first)
            // Thursday: it was due on Tuesday.
            city.wait(days: 3)
            #expect(
                await scene.problem {
                    _ = try await scene.give(
                        .passing(told), to: ["dpmptsp-analis-1"], by: "dpmptsp-kabid-perizinan",
                        days: 2)
                } == "correspondence.problem.later")
            let second = try await scene.give(
                .passing(told), to: ["dpmptsp-analis-1"], by: "dpmptsp-kabid-perizinan", days: 1)
            #expect(try await scene.state(second) == "open")
        }
    }

    @Test("a notice opens the instruction, and names its day in the language of its reader")
    func notice() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let analyst = try await city.officer("dpmptsp-analis-1").account
            try await city.house.store.write("test.language") { tx in
                try tx.execute(
                    "UPDATE people_accounts SET language = 'en' WHERE id = \(analyst)")
            }
            let id = try await scene.give(
                .mail(try await scene.letter()), to: ["dpmptsp-analis-1"], by: "dpmptsp-kepala",
                days: 6)
            let told = try #require(try await notices(analyst, city).first)
            #expect(told.path == "/meja/disposisi/\(id.text)")
            #expect(told.body.contains("1 December 2026"))
        }
    }

    @Test("whoever is bound to a region leads no whole unit: neither its letters nor its orders")
    func region() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let id = try await city.submitted()
            let number = try await city.standing(id).record.number
            let order = try await scene.give(
                .file(number), to: ["dpmptsp-analis-1"], by: "dpmptsp-kepala")
            let letter = try await scene.letter()
            let secretary = try await TestBrowser.officer("dpmptsp-sekretaris", of: city)
            await secretary.open("/meja/disposisi/\(order.text)")
            #expect(await secretary.status == 200)
            try await city.house.store.write("test.region") { tx in
                try tx.execute(
                    """
                    UPDATE people_positions SET region = '32.71.03' \
                    WHERE code = 'dpmptsp-sekretaris'
                    """)
            }
            let bound = try await city.officer("dpmptsp-sekretaris")
            #expect(
                await scene.problem { try await scene.tools.file(letter, by: bound) }
                    == "web.forbidden")
            await secretary.open("/meja/disposisi/\(order.text)")
            #expect(await secretary.status == 404)
        }
    }

    @Test("files of an instruction on a closed letter are looked at like the letter")
    func looks() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let letter = try await scene.letter("Hal yang tertutup", security: .secret)
            let id = try await scene.give(
                .mail(letter), to: ["dpmptsp-analis-1"], by: "dpmptsp-kepala")
            let page = "/meja/disposisi/\(id.text)"
            let analyst = try await TestBrowser.officer("dpmptsp-analis-1", of: city)
            await analyst.open(page)
            try await analyst.send(
                [("jawaban", "Setuju")], to: page + "/jawaban",
                files: [("lampiran", "telaah.pdf", LetterScene.pdf)])
            let text = await analyst.text
            let link = try #require(
                text.split(separator: "href=\"").first { $0.hasPrefix(page + "/berkas/") })
            let file = String(link.prefix { $0 != "\"" })
            let seat = try await scene.seat("dpmptsp-analis-1")
            func looks() async throws -> Int64? {
                try await city.house.store.read("test.looks") { reader in
                    try reader.row(
                        """
                        SELECT COUNT(*) FROM access_log WHERE part = 'mail' \
                        AND subject = \(AccountID(letter.value)) \
                        AND position = \(seat)
                        """)?.int(0)
                }
            }
            let before = try #require(try await looks())
            await analyst.open(file)
            #expect(try await looks() == before + 1)
        }
    }
}
