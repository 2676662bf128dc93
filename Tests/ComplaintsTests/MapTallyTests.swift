import City
import Geo
import Kernel
import Store
import TestKit
import Testing

@testable import Complaints

@Suite("Squares of the map, counted for many reports at once")
struct MapTallyTests {
    private struct Cell: Hashable {
        let facet, state: String
        let cell, reports, lats, lons: Int64
    }

    private static func cells(in reader: Reader) throws -> Set<Cell> {
        Set(
            try reader.rows(
                "SELECT facet, state, cell, reports, lats, lons FROM report_cells"
            ).map { row in
                Cell(
                    facet: row.text(0), state: row.text(1), cell: row.int(2),
                    reports: row.int(3), lats: row.int(4), lons: row.int(5))
            }.filter { $0.reports != 0 })
    }

    private static func shown(_ n: Int64, state: String) throws -> MapCells.Shown {
        let point = try #require(
            GeoPoint(latitude: -6_600_000 - n * 137, longitude: 106_790_000 + n * 911))
        return MapCells.Shown(
            topic: n % 3 == 0 ? "jalan" : "pju", region: n % 2 == 0 ? "32.71.03.1005" : nil,
            state: state, point: point)
    }

    @Test("give the same as one after the other", arguments: TestEngine.available)
    func same(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            var moves: [(MapCells.Shown?, MapCells.Shown?)] = []
            for n in Int64(0)..<40 {
                moves.append((nil, try Self.shown(n, state: "menunggu")))
                if n % 4 == 0 {
                    moves.append(
                        (try Self.shown(n, state: "menunggu"), try Self.shown(n, state: "selesai")))
                }
                if n % 5 == 0 {
                    let state = n % 4 == 0 ? "selesai" : "menunggu"
                    moves.append((try Self.shown(n, state: state), nil))
                }
            }
            let all = moves
            let (alone, together) = try await city.house.store.write("test.cells") { tx in
                try tx.execute("DELETE FROM report_cells")
                for (before, after) in all { try MapCells.move(from: before, to: after, in: tx) }
                let alone = try Self.cells(in: tx)
                try tx.execute("DELETE FROM report_cells")
                var tally = MapCells.Tally()
                for (before, after) in all { tally.move(from: before, to: after) }
                try tally.write(in: tx)
                return (alone, try Self.cells(in: tx))
            }
            #expect(alone == together)
            #expect(alone.filter { $0.facet == "*" }.map(\.reports).reduce(0, +) == 32 * 4)
        }
    }
}
