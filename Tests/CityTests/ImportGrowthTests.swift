import City
import Foundation
import Kernel
import Synchronization
import Testing

@Suite("An import that grows tables")
struct ImportGrowthTests {
    /// Counts rows and keeps none.
    private struct Counting: RowImporter {
        let columns = ["number"]
        let required = ["number"]
        func take(_ rows: [ImportRow], isDry: Bool) async throws -> ImportCount { ImportCount() }
        func finish(isDry: Bool) async throws {}
    }

    @Test(
        "tables are looked at anew each time when four times as many rows are in",
        arguments: [
            (false, 4), (true, 0),
        ])
    func looks(_ isDry: Bool, _ expected: Int) async throws {
        let file = FileManager.default.temporaryDirectory.path + "/pendopo-\(UUID().uuidString).csv"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let rows = (1...129_000).map(String.init).joined(separator: "\n")
        try Data("number\n\(rows)\n".utf8).write(to: URL(fileURLWithPath: file))
        let looks = Mutex(0)
        let result = try await ImportRun(file: file, isDry: isDry, report: nil)
            .run(Counting(), tell: { _ in }, grown: { looks.withLock { $0 += 1 } })
        #expect(result.rows == 129_000)
        // After 2,000, 8,000, 32,000 and 128,000 rows.
        #expect(looks.withLock { $0 } == expected)
    }
}
