import Cases
import Contracts
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Permits

@Suite("Visits to permits")
struct VisitTests {
    @Test(
        "due after its time, planned once, visited when the letter is signed",
        arguments: TestEngine.available)
    func visit(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let permit = try await city.sign()
            let tools = city.house.permitTools
            let catalogue = try await city.house.shelf.published()
            let head = try await city.officer("dpmptsp-kepala")
            let kinds = tools.kinds(of: head, catalogue)
            #expect(try await tools.dueVisits(kinds, catalogue, limit: 10).isEmpty)
            try await city.house.store.write("test.issued") { [today = city.today] tx in
                try tx.execute("UPDATE permits SET issued = \(today.adding(days: -180))")
            }
            let due = try await tools.dueVisits(kinds, catalogue, limit: 10)
            #expect(due.map(\.permit.number) == [permit.number] && due[0].due == city.today)
            let desk = try await TestBrowser.officer("dpmptsp-kabid-perizinan", of: city)
            await desk.open("/meja/izin/pengawasan")
            #expect(await desk.text.contains(permit.number))
            let page = PermitURL.desk(permit.number)
            try await desk.send([("sebab", "pengaduan")], to: page + "/pengawasan", on: page)
            #expect(await desk.text.contains("Kunjungan berjalan"))
            let found = try await city.house.store.read("test.visit") { reader in
                try tools.runningVisit(permit.id, in: reader)
            }
            let number = try #require(found)
            let again = try await tools.beginVisit(
                PermitNumber.key(permit.number), .regular, by: head)
            #expect(again == number)
            let row = try await city.house.store.read("test.case") { reader in
                try reader.row("SELECT id FROM cases WHERE number = \(number.symbols)")
            }
            let id: CaseID = try #require(row).id(0)
            try await city.play(
                id,
                "- {do: rencana, fields: {hari_kunjungan: 2026-11-24}}\n"
                    + "- {do: kunjungan, fields: {temuan: sesuai, uraian_temuan: Cocok.}}\n"
                    + "- do: konsep\n- do: putusan")
            try await city.readAll()
            let visited = try await city.again(permit)
            #expect(visited.visited == city.today)
            #expect(try await tools.dueVisits(kinds, catalogue, limit: 10).isEmpty)
            #expect(try await tools.record(visited).visits == [number])
            // Nobody finds it among the services, nobody applies for it.
            let visitor = try TestBrowser(city)
            await visitor.open("/layanan/pengawasan-izin")
            #expect(await visitor.status == 404)
            await visitor.open("/layanan")
            #expect(await !visitor.text.contains("Pengawasan Izin"))
        }
    }
}
