import Cases
import Kernel
import Ledger
import Store

extension Keeping {
    /// What a check of a whole house found.
    public struct Report: Sendable {
        public var lines: [String] = []
        public var isSound = true

        /// One line when `wrong` is empty, else what is wrong, the first twenty of it.
        mutating func add(_ what: String, _ wrong: [String]) {
            if wrong.isEmpty {
                lines.append("ok     \(what)")
                return
            }
            isSound = false
            lines += wrong.prefix(20).map { "WRONG  \($0)" }
            if wrong.count > 20 { lines.append("WRONG  … and \(wrong.count - 20) more") }
        }
    }

    /// Checks what can be computed again: the database's own structure, the ledger, every file, the
    /// registers of numbers. Reads everything; changes nothing.
    public static func verify(_ settings: Settings, tell: Tell) async throws -> Report {
        let house: KeptHouse
        do {
            house = try await KeptHouse.open(settings)
        } catch SealingError.masterKey(let text) {
            // Every further check would say the same a thousand times.
            var report = Report()
            report.add("key", [text.prefix(1).lowercased() + text.dropFirst()])
            return report
        }
        return try await closing(house.store) {
            var report = Report()
            tell("checking the database …")
            report.add("database", try await house.store.integrityCheck())
            try await checkTables(house, &report)
            tell("checking the ledger …")
            try await checkLedger(house, &report)
            tell("checking the access log …")
            try await AccessCheck.run(house, &report)
            tell("checking the registers of numbers …")
            try await NumberCheck.run(house, &report)
            tell("checking the files …")
            try await checkBlobs(house, &report)
            return report
        }
    }

    private static func checkTables(_ house: KeptHouse, _ report: inout Report) async throws {
        let pending = try await house.store.pendingMigrations(House.migrations)
        report.add("tables", pending.map { "the migration \($0) is missing: pendopo migrate" })
    }

    private static func checkLedger(_ house: KeptHouse, _ report: inout Report) async throws {
        let found = try await house.ledger.verify()
        var wrong = found.broken.map { "the ledger entry \($0.text) was changed" }
        if found.gaps > 0 { wrong.append("the ledger's numbers have \(found.gaps) gaps") }
        wrong += found.brokenCases.map {
            "the case \($0.text) has other acts than its counter says"
        }
        let counted = try await house.store.read("verify.cases", timeout: .seconds(600)) { reader in
            try reader.rows(
                """
                SELECT c.number FROM cases c LEFT JOIN case_acts a ON a.case_id = c.id
                WHERE a.case_id IS NULL ORDER BY c.number LIMIT 100
                """
            ).map { "the case \($0.text(0)) has no act in the ledger" }
        }
        let name = "ledger: \(english(found.entries)) entries, numbers without gaps"
        report.add(name, wrong + counted)
        // Files are decrypted apart, all of them.
        let cases = CaseAudit(store: house.store, blobs: house.blobs, readsFiles: false)
        let tree = LedgerCheck.answer(
            try await LedgerLog(house.ledger, origin: "check").audit(comparing: [cases.comparer]))
        report.add("ledger: the tree is what the entries come to", tree.isSound ? [] : tree.lines)
        if found.unnumbered > 0 {
            report.lines.append("note   \(found.unnumbered) entries wait for their number")
        }
    }

    /// Decrypts every file, and looks for files that are named and missing.
    private static func checkBlobs(_ house: KeptHouse, _ report: inout Report) async throws {
        var wrong = try await danglingFiles(house)
        var count: Int64 = 0
        var after: UUIDv7?
        while true {
            let part = try await house.store.read("verify.blobs") { [after] reader in
                try house.blobs.ids(after: after, limit: 500, in: reader)
            }
            for id in part {
                count += 1
                do {
                    let blob = try await house.store.read("verify.blob") { reader in
                        try house.blobs.blob(id, in: reader)
                    }
                    if try await !house.blobs.isIntact(blob) {
                        wrong.append("the file \(id.text) is missing or damaged")
                    }
                } catch BlobError.erased {
                    continue
                } catch is SealingError {
                    wrong.append("the key of the file \(id.text) cannot be opened")
                }
            }
            guard let last = part.last else { break }
            after = last
        }
        report.add("files: \(english(count)) decrypted, sizes and digests right", wrong)
    }

    private static func danglingFiles(_ house: KeptHouse) async throws -> [String] {
        try await house.store.read("verify.named", timeout: .seconds(600)) { reader in
            try reader.rows(
                """
                SELECT f.blob FROM (SELECT blob FROM case_files UNION ALL
                    SELECT blob FROM draft_files UNION ALL
                    SELECT blob FROM letters WHERE blob IS NOT NULL) AS f
                LEFT JOIN blobs b ON b.id = f.blob WHERE b.id IS NULL LIMIT 100
                """
            ).map { "the file \($0.uuid(0).text) is named and unknown" }
        }
    }
}
