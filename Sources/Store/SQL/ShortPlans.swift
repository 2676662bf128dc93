#if DEBUG
import Synchronization

/// Holds reads declared `short` to their word, once for each statement, in debug builds.
enum ShortPlans {
    private static let seen = Mutex<Set<String>>([])

    /// - Throws: `StoreError.notShort` when SQLite would go through a table row by row.
    static func check(_ sql: SQL, _ reader: Reader) throws {
        guard reader.engine == .sqlite, !sql.text.hasPrefix("EXPLAIN"),
            !seen.withLock({ $0.contains(sql.text) })
        else { return }
        let scans = try reader.queryPlan(sql).filter { line in
            line.hasPrefix("SCAN ") && !line.contains(" INDEX ")
                && !line.contains("CONSTANT ROW") && !line.hasPrefix("SCAN (")
        }
        if let scan = scans.first {
            throw StoreError.notShort("\(scan): \(sql.text)")
        }
        seen.withLock { _ = $0.insert(sql.text) }
    }
}
#endif
