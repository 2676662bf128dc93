import Cases
import Contracts
import Forms
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Permits

@Suite("Messages of national systems")
struct IntakeTests {
    private func run(
        _ text: String, _ ending: String, in city: TestCity, replies: String? = nil
    ) async throws -> [String] {
        let path = city.house.settings.dataDirectory + "/\(city.house.world.uuid().text).\(ending)"
        try await FileTree.write(Array(text.utf8), to: path)
        return try await IntakeRun.run(
            "oss", file: path, report: nil, replies: replies, in: city.house)
    }

    private func message(_ id: String, kind: String = "Izin", due: String = "2026-12-01") -> String
    {
        """
        {"id_pesan": "\(id)", "nib": "1234567890123", "kbli": "56101", "jenis": "\(kind)", \
        "pemohon": "PT Rasa Baru", "tenggat": "\(due)", "risiko": "menengah tinggi"}
        """
    }

    @Test(
        "once by id, changed by id, with the clock of the message",
        arguments: TestEngine.available)
    func once(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let text = "[\(message("A1")), \(message("A2")), {\"id_pesan\": \"A3\"}]"
            let first = try await run(text, "json", in: city)
            #expect(first[1].contains("2 new") && first[1].contains("1 wrong"))
            #expect(try await run(text, "json", in: city)[1].contains("2 as before"))
            let rows = try await city.house.store.read("test.intakes") { reader in
                try reader.rows(
                    """
                    SELECT i.case_id, c.due_at, c.clock_started_at FROM permit_intakes i \
                    JOIN cases c ON c.id = i.case_id ORDER BY i.at, i.message
                    """
                ).map { (id: $0.id(0) as CaseID, due: $0.instant(1), began: $0.optionalInstant(2)) }
            }
            #expect(rows.count == 2)
            #expect(rows.allSatisfy { Day($0.due, in: .wib).iso == "2026-12-01" })
            #expect(rows.allSatisfy { $0.began != nil })
            let later = "[\(message("A1", due: "2026-12-04"))]"
            #expect(try await run(later, "json", in: city)[1].contains("1 changed"))
            let act = try await city.act(rows[0].id, "dpmptsp-loket-1")
            try await city.house.cases.complete(act)
            let standing = try await city.standing(rows[0].id)
            let due = Day(standing.record.clock.dueAt ?? city.clock.now, in: .wib).iso
            #expect(["2026-12-01", "2026-12-04"].contains(due))
        }
    }

    @Test(
        "a new day of a message whose case waits is kept, and holds when it goes on",
        arguments: TestEngine.available)
    func waiting(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.republish(
                "services/verifikasi-oss.yaml", "    within: 5 days\n",
                with: "    within: 5 days\n    mayReturn: true\n")
            _ = try await run("[\(message("A1"))]", "json", in: city)
            let row = try await city.house.store.read("test.case") { reader in
                try reader.row("SELECT case_id FROM permit_intakes")
            }
            let id: CaseID = try #require(row).id(0)
            try await city.play(
                id, "- do: periksa\n- {return: teknis, notes: {jenis: Tidak jelas.}}")
            let later = "[\(message("A1", due: "2026-12-08"))]"
            #expect(try await run(later, "json", in: city)[1].contains("1 changed"))
            let waiting = try await city.standing(id).record
            #expect(waiting.state == .waiting && waiting.clock.dueAt == nil)
            let desk = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await desk.open("/meja/berkas/\(waiting.number.text)")
            #expect(await desk.text.contains("batasnya tetap 8 Desember 2026"))
            city.wait(days: 4)
            try await city.house.cases.answerCorrection(
                id, by: waiting.applicant, Answers(["jenis": .text("Izin baru")]))
            let clock = try await city.standing(id).record.clock
            #expect(clock.promise.map { Day($0, in: .wib).iso } == "2026-12-08")
        }
    }

    @Test(
        "days that were named before they were kept apart stay from then on",
        arguments: TestEngine.available)
    func upgraded(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let own = try await city.submitted()
            try await city.house.cases.complete(try await city.act(own, "dpmptsp-loket-1"))
            _ = try await run("[\(message("A1"))]", "json", in: city)
            try await city.house.store.write("test.before") { tx in
                try tx.execute("UPDATE cases SET named_due_at = NULL")
                try tx.execute("DELETE FROM schema_migrations WHERE id = 'permits-0006-named-day'")
            }
            try await city.house.store.migrate(House.migrations)
            let named = try await city.house.store.read("test.named") { reader in
                try reader.rows(
                    "SELECT service FROM cases WHERE named_due_at = due_at ORDER BY service"
                ).map { $0.text(0) }
            }
            #expect(named == ["verifikasi-oss"])
        }
    }

    @Test("a table is taken as well, and answers are told once")
    func replies() async throws {
        try await TestCity.run { city in
            let table = "id_pesan,jenis,pemohon,tenggat,lain\nB1,Izin,Budi,2026-12-01,x\n"
            let path = city.house.settings.dataDirectory + "/jawaban.json"
            _ = try await run(table, "csv", in: city, replies: path)
            let told = String(
                decoding: try await FileTree.read(path, limit: 1 << 20), as: UTF8.self)
            #expect(told.contains("\"B1\"") && told.contains("\"open\""))
            let again = city.house.settings.dataDirectory + "/jawaban-2.json"
            _ = try await run(table, "csv", in: city, replies: again)
            let rest = try await FileTree.read(again, limit: 1 << 20)
            #expect(String(decoding: rest, as: UTF8.self) == "[]\n")
        }
    }
}
