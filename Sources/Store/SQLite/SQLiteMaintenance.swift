import GRDB
import Glibc

extension SQLiteBackend {
    func integrityProblems() async throws -> [String] {
        try await read("store.integrity", short: false, timeout: .seconds(3600)) { reader in
            var problems: [String] = []
            for row in try reader.rows("PRAGMA integrity_check(100)") where row.text(0) != "ok" {
                problems.append(row.text(0))
            }
            for row in try reader.rows("PRAGMA foreign_key_check") {
                let row = "row \(row.optionalInt(1).map(String.init) ?? "?")"
                problems.append("a reference leads nowhere: \(row)")
            }
            return problems
        }
    }

    /// A whole copy of one moment, beside all reads and writes, as one file, on disk at the end.
    func backup(to path: String) async throws {
        let source = self.path
        // The file must be new: a copy over a living database would ruin it.
        guard access(path, F_OK) != 0 else {
            throw StoreError.unavailable("the file for the backup is already there")
        }
        try await onThread(name: "store.backup") {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            let from = try DatabaseQueue(path: source, configuration: configuration)
            defer { try? from.close() }
            let to = try DatabaseQueue(path: path)
            do {
                try from.backup(to: to)
                try to.inDatabase { database in
                    _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
                }
                try to.close()
            } catch {
                try? to.close()
                unlink(path)
                throw error
            }
            try FileSync.sync(path)
        }
    }
}
