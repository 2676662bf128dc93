import Cases
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Permits

@Suite("Visits to permits")
struct VisitTests {
    private func due(_ kinds: [ServiceCode], in city: TestCity) async throws -> [DueVisit] {
        let catalogue = try await city.house.shelf.published()
        return try await city.house.permitTools.visitPlan(
            kinds, catalogue, VisitQuery(), limit: 10
        ).due
    }

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
            #expect(try await due(kinds, in: city).isEmpty)
            try await city.house.store.write("test.issued") { [today = city.today] tx in
                try tx.execute("UPDATE permits SET issued = \(today.adding(days: -180))")
            }
            let found = try await due(kinds, in: city)
            #expect(found.map(\.permit.number) == [permit.number])
            #expect(found.first?.due == city.today)
            let desk = try await TestBrowser.officer("dpmptsp-kabid-perizinan", of: city)
            await desk.open("/meja/izin/pengawasan")
            #expect(await desk.text.contains(permit.number))
            let page = PermitURL.desk(permit.number)
            try await desk.send([("sebab", "pengaduan")], to: page + "/pengawasan", on: page)
            #expect(await desk.text.contains("Kunjungan berjalan"))
            let running = try await city.house.store.read("test.visit") { reader in
                try tools.runningVisit(permit.id, in: reader)
            }
            let number = try #require(running)
            #expect(try await due(kinds, in: city).first?.running == number)
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
            #expect(try await due(kinds, in: city).isEmpty)
            #expect(try await tools.record(visited).visits == [number])
            // Nobody finds it among the services, nobody applies for it.
            let visitor = try TestBrowser(city)
            await visitor.open("/layanan/pengawasan-izin")
            #expect(await visitor.status == 404)
            await visitor.open("/layanan")
            #expect(await !visitor.text.contains("Pengawasan Izin"))
        }
    }

    @Test("two at once make one visit and one proposal", arguments: TestEngine.available)
    func race(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let permit = try await city.sign()
            let tools = city.house.permitTools
            let key = PermitNumber.key(permit.number)
            let officers = [
                try await city.officer("dpmptsp-kepala"),
                try await city.officer("dpmptsp-kabid-perizinan"),
            ]
            let numbers = try await withThrowingTaskGroup(of: TrackingCode.self) { group in
                for officer in officers {
                    group.addTask { try await tools.beginVisit(key, .regular, by: officer) }
                }
                return try await group.reduce(into: Set<TrackingCode>()) { $0.insert($1) }
            }
            #expect(numbers.count == 1)
            let proposal = PermitProposal(
                measure: .revoke, from: nil, until: nil, law: "Perwali 14/2019", reason: "Keluhan.")
            let made = await withTaskGroup(of: Bool.self) { group in
                for officer in officers {
                    group.addTask {
                        let done: Void? = try? await tools.propose(proposal, for: key, by: officer)
                        return done != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(made == 1)
        }
    }

    @Test("whose post has ended decides nothing, whatever a page remembers of him")
    func ended() async throws {
        try await TestCity.run { city in
            let permit = try await city.sign()
            let tools = city.house.permitTools
            let key = PermitNumber.key(permit.number)
            let head = try await city.officer("dpmptsp-kepala")
            try await city.house.store.write("test.ended") { [today = city.today] tx in
                try tx.execute(
                    """
                    UPDATE people_assignments SET until_day = \(today.adding(days: -1)) \
                    WHERE account = \(head.account)
                    """)
            }
            await #expect(throws: Refusal(.forbidden, "permits.not_yours")) {
                _ = try await tools.beginVisit(key, .regular, by: head)
            }
            await #expect(throws: Refusal(.forbidden, "permits.not_yours")) {
                try await tools.propose(
                    PermitProposal(
                        measure: .revoke, from: nil, until: nil, law: "Perwali 14/2019",
                        reason: "Keluhan."), for: key, by: head)
            }
        }
    }
}
