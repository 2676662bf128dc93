import Cases
import City
import Contracts
import Correspondence
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@Suite("Instructions, tracked to their end")
struct InstructionTests {
    @Test(
        "given, read, passed on, answered, sent back, accepted: nothing ends silently",
        arguments: TestEngine.available)
    func chain(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let tools = scene.tools
            let letter = try await scene.letter()
            let first = try await scene.give(
                .mail(letter), to: ["dpmptsp-kabid-perizinan", "dpmptsp-sekretaris"],
                by: "dpmptsp-kepala")
            let division = try await city.officer("dpmptsp-kabid-perizinan")
            let head = try await city.officer("dpmptsp-kepala")
            let analyst = try await city.officer("dpmptsp-analis-1")
            let mine = try await scene.told(first, "dpmptsp-kabid-perizinan")
            let second = try await scene.give(
                .passing(mine), to: ["dpmptsp-analis-1"], by: "dpmptsp-kabid-perizinan", days: 2)
            let below = try await scene.told(second)
            // Whoever passed it on waits for what came of it.
            #expect(
                await scene.problem { try await tools.answer(mine, "Sudah", by: division) }
                    == "correspondence.problem.below")
            #expect(
                await scene.problem { try await tools.accept(below, by: division) }
                    == "correspondence.problem.notAnswered")
            try await tools.answer(below, "Belum lengkap", by: analyst)
            try await tools.sendBack(below, because: "Lengkapi", by: division)
            try await tools.answer(below, "Lengkap", by: analyst)
            #expect(
                await scene.problem { try await tools.accept(below, by: head) } == "web.forbidden")
            try await tools.accept(below, by: division)
            #expect(try await scene.state(second) == "done")
            try await tools.answer(mine, "Selesai dikerjakan", by: division)
            try await tools.accept(mine, by: head)
            // The second addressee has not answered yet.
            #expect(try await scene.state(first) == "open")
            let secretary = try await city.officer("dpmptsp-sekretaris")
            let other = try await scene.told(first, "dpmptsp-sekretaris")
            try await tools.answer(other, "Dicatat", by: secretary)
            try await tools.accept(other, by: head)
            #expect(try await scene.state(first) == "done")
            #expect(
                await scene.problem { try await tools.answer(other, "Lagi", by: secretary) }
                    == "correspondence.problem.over")
            #expect(try await city.house.ledger.verify().isSound)
        }
    }

    @Test("the page leads through it without a script", arguments: TestEngine.available)
    func pages(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let letter = try await scene.letter()
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await head.open("/meja/disposisi?daftar=surat")
            #expect(await head.text.contains("1/DPMPTSP/2026"))
            let form = "/meja/disposisi/baru"
            await head.open(form + "?surat=\(letter.text)")
            let to = try await scene.seat("dpmptsp-analis-1").text
            var fields = [
                ("kepada", to), ("petunjuk", "pelajari"), ("isi", "Beri pendapat"),
                ("batas", "2026-11-28"), ("derajat", "1"),
            ]
            // A Saturday is refused, with the next working day.
            try await head.send(fields, to: form)
            #expect(await head.status == 422)
            #expect(await head.text.contains("30 November 2026"))
            #expect(await head.text.contains("Beri pendapat"))
            fields[3].1 = "2026-11-27"
            try await head.send(fields, to: form)
            #expect(await head.text.contains("Belum dibaca"))
            let page = await head.path
            let analyst = try await TestBrowser.officer("dpmptsp-analis-1", of: city)
            await analyst.open("/meja/disposisi")
            #expect(await analyst.text.contains("1/DPMPTSP/2026"))
            await analyst.open(page)
            #expect(await analyst.text.contains("Beri pendapat"))
            try await analyst.send([("jawaban", "")], to: page + "/jawaban")
            #expect(await analyst.status == 422)
            try await analyst.send(
                [("jawaban", "Setuju dengan catatan")], to: page + "/jawaban",
                files: [("lampiran", "telaah.pdf", LetterScene.pdf)])
            #expect(await analyst.text.contains("telaah.pdf"))
            await head.open(page)
            #expect(await head.text.contains("Setuju dengan catatan"))
            #expect(!(await head.text.contains("⟦")))
            await head.open(page + "/lembar.pdf")
            #expect(await head.answer?.bytes.starts(with: Array("%PDF".utf8)) == true)
            await head.open(page)
            try await head.send([], to: page + "/terima")
            #expect(await head.text.contains("Selesai"))
            let stranger = try await TestBrowser.officer("kesbangpol-kepala", of: city)
            await stranger.open(page)
            #expect(await stranger.status == 404)
            await stranger.open(page + "/lembar.pdf")
            #expect(await stranger.status == 404)
        }
    }

    @Test("whoever stands in gets it on the days of the delegation, and not after")
    func delegation() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let letter = try await scene.letter()
            let standIn = try await city.officer("setda-analis-1")
            let seat = try await scene.seat("dpmptsp-kabid-perizinan")
            let today = scene.today
            try await city.house.store.write("test.delegate") { [house = city.house] tx in
                _ = try Delegations(ledger: house.ledger, world: house.world, zone: house.zone)
                    .give(
                        seat, to: standIn.account, as: .plh, from: today, until: today,
                        reason: "SK 2/2026", by: .system("test"), in: tx)
            }
            city.house.directory.forget()
            let first = try await scene.give(
                .mail(letter), to: ["dpmptsp-kabid-perizinan"], by: "dpmptsp-kepala")
            let told = try await scene.told(first)
            let now = try await city.officer("setda-analis-1")
            try await scene.tools.see(told, by: now)
            city.wait(days: 1)
            let after = try await city.officer("setda-analis-1")
            #expect(
                await scene.problem { try await scene.tools.answer(told, "Ya", by: after) }
                    == "correspondence.instruction.none")
            let own = try await city.officer("dpmptsp-kabid-perizinan")
            try await scene.tools.answer(told, "Ya", by: own)
        }
    }

    @Test("withdrawing ends all that was passed on; only the giver may")
    func withdrawn() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let first = try await scene.give(
                .mail(try await scene.letter()), to: ["dpmptsp-kabid-perizinan"],
                by: "dpmptsp-kepala")
            let second = try await scene.give(
                .passing(try await scene.told(first)), to: ["dpmptsp-analis-1"],
                by: "dpmptsp-kabid-perizinan", days: 1)
            let secretary = try await city.officer("dpmptsp-sekretaris")
            #expect(
                await scene.problem {
                    try await scene.tools.end(
                        first, as: .withdrawn, because: "Keliru", by: secretary)
                } == "web.forbidden")
            try await scene.tools.end(
                first, as: .withdrawn, because: "Keliru",
                by: try await city.officer("dpmptsp-kepala"))
            #expect(try await scene.state(first) == "withdrawn")
            #expect(try await scene.state(second) == "withdrawn")
        }
    }

    @Test("reminded the working day before, told to the giver after, once each")
    func reminders() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            // Monday; due on Thursday.
            _ = try await scene.give(
                .mail(try await scene.letter()), to: ["dpmptsp-analis-1"], by: "dpmptsp-kepala")
            #expect(try await scene.tools.remind() == 0)
            city.wait(days: 2)
            #expect(try await scene.tools.remind() == 1)
            #expect(try await scene.tools.remind() == 0)
            city.wait(days: 2)
            #expect(try await scene.tools.remind() == 1)
            #expect(try await scene.tools.remind() == 0)
            // Both sides hear that it is overdue, once each.
            let told = try await city.house.store.read("test.told") { reader in
                try reader.rows(
                    "SELECT template, COUNT(*) FROM notices GROUP BY template ORDER BY template"
                ).map { "\($0.text(0)) \($0.int(1))" }
            }
            #expect(
                told.filter { $0.hasPrefix("correspondence.") } == [
                    "correspondence.escalated 1", "correspondence.given 1",
                    "correspondence.overdue 1", "correspondence.reminder 1",
                ])
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await head.open("/meja/disposisi?daftar=terlambat")
            #expect(await head.text.contains("1/DPMPTSP/2026"))
            await head.open("/meja/disposisi/angka")
            #expect(await head.text.contains("Analis Perizinan 1"))
        }
    }

    @Test("a refusal names a day in the language of whoever reads it")
    func language() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let head = try await city.officer("dpmptsp-kepala")
            // A Sunday.
            let sunday = try #require(Day(iso: "2026-11-29"))
            let order = InstructionOrder(
                about: .mail(try await scene.letter()),
                to: [try await scene.seat("dpmptsp-analis-1")], standard: ["tindak-lanjuti"],
                text: "", due: sunday, urgency: .usual)
            for (language, day) in [
                (Language.id, "Senin, 30 November 2026"), (.en, "Monday, 30 November 2026"),
            ] {
                do {
                    try await scene.tools.give(order, by: head, in: language)
                    Issue.record("it was given")
                } catch let refusal as Refusal {
                    #expect(refusal.problems.first?.values["day"] == day)
                }
            }
        }
    }

    @Test("an instruction never widens who sees a case", arguments: TestEngine.available)
    func confidential(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let id = try await city.submitted()
            let number = try await city.standing(id).record.number
            // Whoever does not lead the case gives none.
            #expect(
                await scene.problem {
                    _ = try await scene.give(
                        .file(number), to: ["dpmptsp-analis-1"], by: "dpmptsp-loket-1")
                } == "correspondence.problem.lead")
            let open = try await scene.give(
                .file(number), to: ["dpmptsp-sekretaris"], by: "dpmptsp-kepala")
            #expect(try await scene.state(open) == "open")
            try await city.house.store.write("test.close") { tx in
                _ = try tx.execute("UPDATE cases SET confidentiality = 1 WHERE id = \(id)")
            }
            // The secretary has no clearance, the analyst has.
            #expect(
                await scene.problem {
                    _ = try await scene.give(
                        .file(number), to: ["dpmptsp-sekretaris"], by: "dpmptsp-kepala")
                } == "correspondence.problem.clearance")
            _ = try await scene.give(
                .file(number), to: ["dpmptsp-analis-1"], by: "dpmptsp-kepala")
            let secretary = try await TestBrowser.officer("dpmptsp-sekretaris", of: city)
            await secretary.open("/meja/disposisi/\(open.text)")
            #expect(await secretary.status == 200)
            #expect(await secretary.text.contains("Tidak terbuka untuk jabatan Anda"))
            await secretary.open("/meja/berkas/\(number.text)")
            #expect(await secretary.status == 404)
        }
    }
}
