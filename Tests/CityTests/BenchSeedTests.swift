import Cases
import City
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@Suite("A house filled for a measurement")
struct BenchSeedTests {
    @Test(
        "its cases are sealed, found and verified like all others", arguments: TestEngine.available)
    func whole(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.fill(400)
            let report = try await city.house.ledger.verify()
            #expect(report.isSound, "\(report)")
            #expect(report.entries > 1_600)
            // Numbered as they were written; what the engine wrote after them waits for its round.
            let open = try await city.house.store.read("test.open") { reader in
                try reader.row(
                    "SELECT COUNT(*) FROM ledger WHERE seq IS NULL AND txid IS NULL")?.int(0)
            }
            #expect(open == 0)
            let states = try await city.house.store.read("test.states") { reader in
                try reader.rows("SELECT state, COUNT(*) FROM cases GROUP BY state ORDER BY state")
                    .reduce(into: [:]) { $0[$1.text(0)] = $1.int(1) }
            }
            #expect(states["closed", default: 0] > 300 && states["open", default: 0] > 30)
            // Its answers open, and its applicant is found by name and by number.
            let manager = try await city.officer("ukur-pimpinan-front-office")
            let found = try await city.house.cases.find(DemoNames.person(7).name, for: manager)
            let record = try #require(found.records.first)
            let file = try await city.house.cases.file(record.number, for: manager)
            #expect(!file.answers.values.isEmpty && !file.acts.isEmpty)
            // The engine goes on where the invention stopped.
            let list = try await city.house.cases.inbox(of: manager, InboxQuery())
            #expect(list.counts[.unit] == Int64(list.items.count))
            let item = try #require(list.items.first { $0.task.kind == .check })
            try await city.house.cases.complete(
                OfficerAct(caseID: item.task.caseID, revision: item.revision, officer: manager))
        }
    }
}

extension TestCity {
    /// Fills the city with invented cases.
    func fill(_ cases: Int) async throws {
        try await BenchSeed(cases: cases, officerOpen: 20, managerOpen: 200, output: nil)
            .fill(house) { _ in }
        house.directory.forget()
    }
}
