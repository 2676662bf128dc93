import City
import Complaints
import Foundation
import Kernel
import Ledger
import Store
import TestKit
import Testing

@Suite("Reports filled in for a measurement")
struct BenchReportsTests {
    @Test(
        "are what the reader of the ledger makes of the same acts",
        arguments: TestEngine.available)
    func same(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let folder =
                FileManager.default.temporaryDirectory.path + "/bench-\(World.system.uuid().text)"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try await BenchReports(reports: 240, open: 60, senders: 2, output: folder)
                .fill(city.house) { _ in }
            let audit = try await city.house.ledger.verify()
            #expect(audit.isSound, "\(audit)")
            let filled = try await content(city.house.store)
            #expect(filled.reports.count == 240 && !filled.cells.isEmpty)
            // Read once more from the beginning, nothing of it changes.
            try await city.house.store.write("test.rewind") { tx in
                _ = try tx.execute(
                    """
                    UPDATE ledger_readers SET position = 0 \
                    WHERE name = \(ComplaintTools.readerName)
                    """)
            }
            try await city.house.readOnce()
            let read = try await content(city.house.store)
            #expect(filled.reports == read.reports)
            #expect(filled.updates == read.updates)
            #expect(filled.cells == read.cells)
        }
    }

    private struct Content: Sendable {
        let reports, updates, cells: [String]
    }

    private func content(_ store: Store) async throws -> Content {
        try await store.read("test.content") { reader in
            Content(
                reports: try reader.rows(
                    """
                    SELECT number, service, kind, topic, body, place, region, lat, lon, cell, \
                    state, is_open, is_public, unit, at, updated_at, due_at, answered_at, \
                    closed_at, reply, dismissal, moved, urgent_at FROM reports ORDER BY case_id
                    """
                ).map { row in (0..<23).map { "\(row.value($0))" }.joined(separator: "|") },
                updates: try reader.rows(
                    """
                    SELECT act, kind, status, unit, at FROM report_updates ORDER BY case_id, act
                    """
                ).map { row in (0..<5).map { "\(row.value($0))" }.joined(separator: "|") },
                cells: try reader.rows(
                    """
                    SELECT facet, cell, state, reports, lats, lons FROM report_cells \
                    WHERE reports > 0 ORDER BY facet, cell, state
                    """
                ).map { row in (0..<6).map { "\(row.value($0))" }.joined(separator: "|") })
        }
    }
}
