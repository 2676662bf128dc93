import City
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Complaints

@Suite("A map with many reports")
struct MapSpeedTests {
    @Test(
        "each window goes along an index of squares and asks two statements at most",
        arguments: TestEngine.available)
    func plans(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let store = city.house.store
            try await MapFixture.add(MapFixture.spread(20_000), to: city)
            try await MapTests.recount(city)
            try await store.write("test.analyze") { tx in
                try tx.execute("ANALYZE reports")
                try tx.execute("ANALYZE report_cells")
            }
            let visitor = try TestBrowser(city)
            await visitor.open("/laporan/batas")
            let small = (south: Int64(-6_600_000), west: Int64(106_790_000))
            for (address, tables) in [
                (MapFixture.city(zoom: 12), ["report_cells"]),
                (MapFixture.city(zoom: 13, "&kategori=pju"), ["report_cells"]),
                (MapFixture.city(zoom: 12, "&keadaan=selesai"), ["report_cells"]),
                (
                    MapFixture.address(
                        small.south, small.west, small.south + 9_000, small.west + 9_000, zoom: 16),
                    ["report_cells", "reports"]
                ),
                (
                    MapFixture.address(
                        small.south, small.west, small.south + 3_000, small.west + 3_000, zoom: 18),
                    ["reports"]
                ),
            ] {
                let (_, counter) = await StatementCounter.counting { await visitor.open(address) }
                #expect(await visitor.status == 200)
                let asked = counter.entries.filter { $0.name == "report.map" }
                #expect(asked.reduce(0) { $0 + $1.statements } <= 2, "\(counter.entries)")
                let plans = try await counter.plans(on: store).filter { $0.text.contains("cell") }
                #expect(!plans.isEmpty)
                for (text, plan) in plans {
                    let scans = plan.filter { line in
                        tables.contains { Self.reads(line, whole: $0) }
                    }
                    #expect(scans.isEmpty, "\(address)\n\(text)\n\(plan)")
                    #expect(
                        plan.contains {
                            $0.contains("report_cells") || $0.contains("reports_cell")
                        },
                        "\(plan)")
                }
            }
        }
    }

    /// Whether a line of a plan reads all of a table: `SCAN r` beside `SEARCH r USING …`, or a
    /// sequential scan.
    private static func reads(_ line: String, whole table: String) -> Bool {
        line.contains("Seq Scan on \(table) ") || line.hasPrefix("SCAN c")
            || line.hasPrefix("SCAN r")
    }
}
