import Cases
import Contracts
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Permits

@Suite("The plan of visits by risk")
struct PlanTests {
    /// Takes rows of an archive in.
    private func take(
        _ rows: [String], column: String = "risiko", in city: TestCity
    ) async throws -> ImportCount {
        let head = "kunci;nomor;jenis;usaha;tempat;terbit;berlaku_sampai;\(column)"
        let path = city.house.settings.dataDirectory + "/\(city.house.world.uuid().text).csv"
        let text = ([head] + rows).joined(separator: "\n") + "\n"
        try await FileTree.write(Array(text.utf8), to: path)
        let order = ImportRun(file: path, isDry: false, report: nil)
        return try await ImportDesk.run(.permits, order, source: "lama", in: city.house) { _ in }
            .count
    }

    /// A row of a permit that was given so many days ago.
    private func row(
        _ number: String, _ risk: String, ago days: Int, until: Int? = nil,
        kind: String = "reklame", on today: Day
    ) -> String {
        let end = until.map { today.adding(days: $0).iso } ?? ""
        return "\(number);\(number);\(kind);CV \(number);Jalan \(number);"
            + "\(today.adding(days: -days).iso);\(end);\(risk)"
    }

    /// Six that are due on Monday, 23 November 2026, and three that are not.
    private func fill(_ city: TestCity) async throws {
        let today = city.today
        let count = try await take(
            [
                row("V1", "videotron", ago: 100, on: today),
                row("P1", "papan", ago: 181, on: today),
                row("P2", "Papan nama atau billboard", ago: 300, on: today),
                row("K1", "kain", ago: 400, on: today), row("U1", "", ago: 500, on: today),
                row("S1", "", ago: 800, kind: "sip-perawat", on: today),
                // Due on 22 January; the second has ended by then, the third is due this month.
                row("V2", "videotron", ago: 30, on: today),
                row("V3", "videotron", ago: 30, until: 30, on: today),
                row("P3", "papan", ago: 175, on: today),
            ], in: city)
        #expect(count.new == 9, "\(count.problems)")
    }

    private func plan(
        _ query: VisitQuery = VisitQuery(), limit: Int = 50, in city: TestCity
    ) async throws -> VisitPlan {
        let catalogue = try await city.house.shelf.published()
        return try await city.house.permitTools.visitPlan(
            catalogue.permitKinds.map(\.code), catalogue, query, limit: limit)
    }

    @Test(
        "the highest risk first, then the longest due, page by page",
        arguments: TestEngine.available)
    func order(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await fill(city)
            let wanted = ["V1", "P2", "P1", "U1", "K1", "S1"]
            let whole = try await plan(in: city)
            #expect(whole.due.map(\.permit.number) == wanted && whole.next == nil)
            #expect(whole.due.first?.due == city.today.adding(days: -10))
            var (found, query) = ([String](), VisitQuery())
            repeat {
                let page = try await plan(query, limit: 2, in: city)
                found += page.due.map(\.permit.number)
                query.after = page.next.flatMap { VisitPlace(text: $0.text) }
            } while query.after != nil && found.count < 20
            #expect(found == wanted)
            // A permit that is visited between two pages moves nothing.
            let first = try await plan(limit: 2, in: city)
            try await city.house.store.write("test.visited") { [today = city.today] tx in
                try tx.execute("UPDATE permits SET visited_on = \(today) WHERE number = 'P2'")
            }
            let second = try await plan(VisitQuery(after: first.next), limit: 2, in: city)
            #expect(second.due.map(\.permit.number) == ["P1", "U1"])
        }
    }

    @Test(
        "each month has the number that becomes due in it and still holds",
        arguments: TestEngine.available)
    func months(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await fill(city)
            let whole = try await plan(in: city)
            let counts = whole.counts.filter { $0.permits > 0 }.map {
                "\($0.part.code ?? "now") \($0.permits)"
            }
            #expect(counts == ["now 6", "2026-11 1", "2027-01 1"])
            #expect(whole.counts.count == VisitPart.months + 1)
            let january = try await plan(VisitQuery(month: "2027-01"), in: city)
            #expect(january.due.map(\.permit.number) == ["V2"])
            let nurse = try #require(ServiceCode("sip-perawat"))
            let nurses = try await plan(VisitQuery(kind: nurse), in: city)
            #expect(nurses.due.map(\.permit.number) == ["S1"])
            #expect(nurses.counts.reduce(0) { $0 + $1.permits } == 1)
            // What nobody could have chosen narrows nothing.
            let odd = try await plan(
                VisitQuery(kind: ServiceCode("tanya"), month: "2031-01"), in: city)
            #expect(odd.due.count == 6)
            // On the last day of a month nothing is left of it.
            let last = try #require(Day(iso: "2026-11-30"))
            #expect(VisitPart.all(on: last).compactMap(\.code).first == "2026-12")
        }
    }

    @Test("the page says why, draws the months, and goes on")
    func page() async throws {
        try await TestCity.run { city in
            try await fill(city)
            let today = city.today
            let more = try await take(
                (0..<60).map { row("M\($0)", "papan", ago: 200, on: today) }, in: city)
            #expect(more.new == 60)
            let desk = try await TestBrowser.officer("dpmptsp-kabid-perizinan", of: city)
            await desk.open("/meja/izin/pengawasan")
            let page = await desk.text
            #expect(page.contains("Bentuk reklame: Videotron atau megatron. Dikunjungi setiap 90"))
            #expect(page.contains("Sisa November 2026") && page.contains("Januari 2027"))
            #expect(page.contains("Sekarang 66 izin sudah waktunya dikunjungi, lalu 2 izin lagi"))
            #expect(page.contains("rel=\"next\"") && !page.contains("Jalan U1"))
            let place = page.split(separator: "setelah=").dropFirst().first.map {
                String($0.prefix { $0 != "\"" })
            }
            await desk.open("/meja/izin/pengawasan?setelah=\(place ?? "")")
            let rest = await desk.text
            #expect(rest.contains("Bentuk reklame: belum tercatat. Dikunjungi setiap 365 hari"))
            #expect(!rest.contains("rel=\"next\"") && !rest.contains(">V1<"))
            await desk.open("/meja/izin/pengawasan?bulan=2027-01&jenis=reklame")
            let january = await desk.text
            #expect(january.contains(">V2<") && !january.contains(">V1<"))
            await desk.open(PermitURL.desk("V2"))
            #expect(await desk.text.contains("22 Januari 2027"))
            // A place that nobody gave is none.
            await desk.open("/meja/izin/pengawasan?setelah=9.x.y")
            #expect(await desk.text.contains(">V1<"))
        }
    }

    @Test("a risk in an archive is an option of the kind, in a column of either name")
    func archive() async throws {
        try await TestCity.run { city in
            let today = city.today
            let count = try await take(
                [
                    row("A1", "videotron", ago: 9, on: today),
                    row("A2", "tinggi", ago: 9, on: today),
                    row("A3", "tinggi", ago: 9, kind: "sip-perawat", on: today),
                ], column: "risk", in: city)
            #expect(count.new == 1)
            #expect(count.problems.map(\.column) == ["risk", "risk"])
            #expect(count.problems.map(\.kind) == ["unknown", "unknown"])
            #expect(!count.problems.contains { $0.text.contains("tinggi") })
            let permit = try await city.house.permitTools.permit(PermitNumber.key("A1"))
            #expect(permit.risk == "videotron")
            // What a row without a risk says is what it said before there was a column for it.
            _ = try await take([row("A4", "", ago: 9, on: today)], in: city)
            let values = [
                "kunci": "A4", "nomor": "A4", "jenis": "reklame", "usaha": "CV A4",
                "tempat": "Jalan A4", "terbit": today.adding(days: -9).iso,
            ]
            let said = PermitRowReader.columns.dropLast(2).map { values[$0] ?? "" }
            let digest = city.house.vault.index(
                said.joined(separator: "\u{1F}"), "permits.digest")
            let stored = try await city.house.store.read("test.digest") { reader in
                try reader.row("SELECT source_digest FROM permits WHERE number = 'A4'")?.bytes(0)
            }
            #expect(stored == digest)
            // Another risk is another row.
            let other = try await take([row("A1", "papan", ago: 9, on: today)], in: city)
            #expect(other.changed == 1)
            #expect(try await city.again(permit).risk == "papan")
        }
    }

    @Test(
        "a permit has the risk that its case says, and keeps it when its data change",
        arguments: TestEngine.available)
    func granted(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            // Given before its kind was visited by risk.
            try await city.republish(
                "services/reklame.yaml", "    risk: {field: bentuk, videotron: 90, papan: 180}\n",
                with: "")
            let old = try await city.sign()
            let tools = city.house.permitTools
            try await tools.keepRisks()
            #expect(old.risk.isEmpty)
            _ = try await city.story(
                "perubahan-data-izin", "{nomor_izin: \(old.number), nama_usaha: PT Maju Bersama}",
                "- do: periksa\n- do: verifikasi\n- do: konsep\n- do: paraf\n- do: putusan\n"
                    + "- do: serah")
            try await city.readAll()
            let successor = try await tools.permit(
                PermitNumber.key(try await city.again(old).successor ?? ""))
            try await city.republish("services/reklame.yaml", [])
            try await tools.keepRisks()
            #expect(try await city.again(old).risk == "papan")
            #expect(try await city.again(successor).risk == "papan")
            let new = try await city.sign()
            #expect(new.risk == "papan")
            // Read once: what was written since stays.
            try await city.house.store.write("test.risk") { tx in
                try tx.execute("UPDATE permits SET risk = 'kain' WHERE id = \(old.id)")
            }
            try await tools.keepRisks()
            #expect(try await city.again(old).risk == "kain")
        }
    }
}
