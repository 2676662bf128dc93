import Cases
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store
import TestKit
import Testing

@testable import City
@testable import Surveys

@Suite("Surveys after cases")
struct SurveyFlowTests {
    private let good = (1...9).map { (name: "u\($0)", value: "4") }

    /// A case that was granted, known to the surveys.
    private func closed(_ city: TestCity, _ n: Int = 0, of citizen: Int = 0) async throws -> CaseID
    {
        let id = try await city.submitted(n, of: citizen)
        try await city.bring(id, to: .handover)
        try await city.passStep(id)
        try await city.house.readOnce()
        return id
    }

    private func recounts(_ city: TestCity) async throws -> Bool {
        let period = SurveyPeriod.yearUntil(Day(city.clock.now, in: city.house.zone))
        return try await city.house.store.read("test.recount") { reader in
            try SumRows.figures(period, in: reader) == SumRows.recount(period, in: reader)
        }
    }

    @Test("asked a day after the end, answered once, counted", arguments: TestEngine.available)
    func answered(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await closed(city)
            #expect(try await city.house.surveys.askDue() == 0)
            city.wait(hours: 25)
            #expect(try await city.house.surveys.askDue() == 1)
            #expect(try await city.house.surveys.askDue() == 0)
            #expect(try await city.mails().last?.hasPrefix("Nilai layanan kami") == true)
            let path = try #require(try await city.house.surveys.path(of: id))
            let visitor = try TestBrowser(city)
            await visitor.open(path)
            let page = await visitor.text
            #expect(page.contains("Sopan dan ramahkah petugasnya?"))
            #expect(!page.contains("⟦"))
            try await visitor.send([("saran", "Tambah kursi.")] + Array(good.dropLast()))
            #expect(await visitor.status == 422)
            #expect(await visitor.text.contains("Tambah kursi."))
            try await visitor.send([("saran", "Tambah kursi."), ("sex", "p")] + good, to: path)
            #expect(await visitor.text.contains("sudah diterima"))
            await visitor.open(path)
            #expect(await visitor.status == 409)
            #expect(await visitor.text.contains("sudah dinilai"))
            #expect(try await city.house.surveys.path(of: id) == nil)
            #expect(try await recounts(city))
            #expect(try await city.house.ledger.verify().isSound)
        }
    }

    @Test("whoever judged at once is not asked again")
    func early() async throws {
        try await TestCity.run { city in
            let id = try await closed(city)
            try await city.house.surveys.answer(
                id, scores: [4, 4, 4, 4, 4, 4, 4, 4, 4], suggestion: nil)
            city.wait(hours: 25)
            #expect(try await city.house.surveys.askDue() == 0)
            #expect(try await !city.mails().contains { $0.hasPrefix("Nilai layanan kami") })
        }
    }

    @Test("an answer leads to nobody: not by its row, its id, its entry")
    func anonymous() async throws {
        try await TestCity.run { city in
            let id = try await closed(city)
            city.wait(hours: 30)
            try await city.house.surveys.answer(
                id, scores: [4, 4, 4, 4, 4, 4, 4, 4, 0], suggestion: "Rahasia saya")
            let rows = try await city.house.store.read("test.rows") { reader in
                try reader.rows("SELECT id, suggestion FROM survey_answers").map {
                    (id: $0.uuid(0), text: $0.bytes(1))
                }
            }
            let row = try #require(rows.first)
            // The first 48 bits of an id of version 7 are a time.
            let time = Int64(row.id.high >> 16)
            #expect(abs(time - city.clock.now.milliseconds) > 1000 * 3600 * 24)
            #expect(!String(decoding: row.text, as: UTF8.self).contains("Rahasia"))
            try await city.house.ledger.catchUp([])
            let entries = try await city.house.store.read("test.entries") { reader in
                try city.house.ledger.entries(after: 0, limit: 500, in: reader)
            }
            let entry = try #require(entries.last { $0.type == "survey.answered" })
            #expect(entry.caseID == nil)
            let zone = city.house.zone
            #expect(entry.at == Day(city.clock.now, in: zone).start(in: zone))
            #expect(entry.actor == .visitor)
            #expect(try await recounts(city))
        }
    }

    @Test("rows lie in the order of chance, not in that of the answers")
    func order() async throws {
        try await TestCity.run { city in
            for n in 0..<5 {
                try await judge(city, n)
                let ids = try await city.house.store.read("test.rows") { reader in
                    try reader.rows("SELECT id FROM survey_answers ORDER BY rowid").map {
                        $0.uuid(0)
                    }
                }
                #expect(ids.count == n + 1)
                #expect(ids == ids.sorted())
            }
            #expect(try await recounts(city))
        }
    }

    @Test("of two answers at once none is counted alone", arguments: TestEngine.available)
    func race(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            for n in 0..<4 { try await judge(city, n) }
            var ids: [CaseID] = []
            for n in 4..<6 { ids.append(try await closed(city, n, of: n % 3)) }
            let surveys = city.house.surveys
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in ids {
                    group.addTask {
                        try await surveys.answer(id, scores: Array(repeating: 2, count: 9))
                    }
                }
                try await group.waitForAll()
            }
            let waiting = try await city.house.store.read("test.waiting") { reader in
                try reader.rows("SELECT 1 FROM survey_answers WHERE counted IS NULL").count
            }
            #expect(waiting == 1)
            #expect(try await recounts(city))
        }
    }

    @Test("nobody is asked about a visit or a message of another system")
    func notClients() async throws {
        try await TestCity.run(tampers: true) { city in
            let id = try await closed(city)
            try await city.house.store.write("test.visit") { tx in
                _ = try tx.execute(
                    "UPDATE cases SET service = 'pengawasan-izin' WHERE id = \(id)")
            }
            city.wait(hours: 25)
            let before = try await city.mails().count
            #expect(try await city.house.surveys.askDue() == 1)
            #expect(try await city.mails().count == before)
            #expect(try await city.house.surveys.path(of: id) == nil)
        }
    }

    @Test("plans are made by whoever leads the unit now, and the whole of it")
    func leads() async throws {
        try await TestCity.run { city in
            let surveys = city.house.surveys
            let plan = SurveyDesk.Plan(
                unit: try #require(UnitCode("dpmptsp")), element: .time, action: "Dua loket",
                due: Day(city.clock.now, in: city.house.zone), responsible: "Kepala bidang")
            let head = try await city.officer("dpmptsp-kepala")
            try await surveys.plan(plan, by: head)
            try await city.house.store.write("test.region") { tx in
                _ = try tx.execute(
                    "UPDATE people_positions SET region = '32.71.03' WHERE code = 'dpmptsp-kepala'")
            }
            await #expect(throws: Refusal(.forbidden, "web.forbidden")) {
                try await surveys.plan(plan, by: head)
            }
            let bound = try await city.officer("dpmptsp-kepala")
            #expect(SurveyDesk.units(of: bound).isEmpty)
        }
    }

    @Test("a case that is opened again is asked about after its next end")
    func reopened() async throws {
        try await TestCity.run(tampers: true) { city in
            let id = try await closed(city)
            try await city.house.store.write("test.reopen") { tx in
                _ = try tx.execute(
                    """
                    UPDATE cases SET state = 'open', outcome = NULL, closed_at = NULL
                    WHERE id = \(id)
                    """)
            }
            city.wait(hours: 25)
            #expect(try await city.house.surveys.askDue() == 1)
            #expect(try await city.house.surveys.path(of: id) == nil)
            #expect(try await recounts(city))
        }
    }

    @Test("a month after the end it is over; a wrong code is unknown")
    func over() async throws {
        try await TestCity.run { city in
            let id = try await closed(city)
            let path = try #require(try await city.house.surveys.path(of: id))
            city.wait(days: 33)
            let visitor = try TestBrowser(city)
            await visitor.open(path)
            #expect(await visitor.status == 409)
            #expect(await visitor.text.contains("sudah lewat"))
            await visitor.open("/nilai/2222222222222")
            #expect(await visitor.status == 404)
            await visitor.open("/nilai/x")
            #expect(await visitor.status == 404)
        }
    }

    @Test("answers enter the figures five at a time, with their suggestions")
    func small() async throws {
        try await TestCity.run { city in
            let visitor = try TestBrowser(city)
            for n in 0..<4 { try await judge(city, n) }
            await visitor.open("/skm")
            #expect(await visitor.text.contains("Penilai belum cukup"))
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await head.open("/meja/skm")
            #expect(!(await head.text.contains("Kursi 3")))
            try await judge(city, 4)
            try await judge(city, 5)
            #expect(try await recounts(city))
            await visitor.open("/skm")
            #expect(await visitor.text.contains("75,00"))
            #expect(!(await visitor.text.contains("⟦")))
            await visitor.open("/skm/unit/dpmptsp")
            #expect(await visitor.status == 200)
            await visitor.open("/skm/layanan/penelitian")
            #expect(await visitor.text.contains("75,00"))
            await visitor.open("/skm/data.csv")
            #expect(await visitor.text.contains("dpmptsp,penelitian,5,6,75.00,C"))
            await head.open("/meja/skm")
            #expect(await head.text.contains("Kursi 3"))
            #expect(!(await head.text.contains("⟦")))
            let other = try await TestBrowser.officer("disdukcapil-kepala", of: city)
            await other.open("/meja/skm")
            #expect(!(await other.text.contains("Kursi 3")))
        }
    }

    private func judge(_ city: TestCity, _ n: Int) async throws {
        let id = try await closed(city, n, of: n % 3)
        try await city.house.surveys.answer(
            id, scores: Array(repeating: 3, count: 9), suggestion: "Kursi \(n)")
    }

    @Test("a unit publishes a plan and what came of it; nobody does so for another unit")
    func followUp() async throws {
        try await TestCity.run { city in
            for n in 0..<5 { try await judge(city, n) }
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            let plan = [
                ("unit", "dpmptsp"), ("unsur", "u3"), ("tindakan", "Dua loket lagi"),
                ("tanggal", "2026-12-20"), ("penanggung", "Kepala bidang"),
            ]
            try await head.send(plan, to: "/meja/skm/rencana", on: "/meja/skm")
            #expect(await head.text.contains("Rencana diumumkan"))
            let visitor = try TestBrowser(city)
            await visitor.open("/skm/unit/dpmptsp")
            #expect(await visitor.text.contains("Dua loket lagi"))
            var late = plan
            late[3].1 = "2026-11-01"
            try await head.send(late, to: "/meja/skm/rencana", on: "/meja/skm")
            #expect(await head.status == 422)
            var foreign = plan
            foreign[0].1 = "disdukcapil"
            await head.open("/meja/skm")
            try await head.press("/meja/skm/rencana", foreign)
            #expect(await head.status == 403)
            await head.open("/meja/skm")
            let text = await head.text
            let address = try #require(
                text.split(separator: "action=\"").first { $0.hasPrefix("/meja/skm/rencana/") })
            let finish = String(address.prefix { $0 != "\"" })
            try await head.send([("hasil", "Antrean separuh")], to: finish)
            #expect(await head.text.contains("Hasil dicatat"))
            await visitor.open("/skm/unit/dpmptsp")
            #expect(await visitor.text.contains("Antrean separuh"))
        }
    }
}
