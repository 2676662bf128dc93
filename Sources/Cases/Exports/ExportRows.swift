import Contracts
import Kernel
import People
import Store

/// Reads and writes rows of `case_exports`.
struct ExportRows {
    let vault: Vault

    func insert(_ export: CaseExport, in tx: Transaction) throws {
        let seal = seal(export.id, try vault.createKey(export.id.value, in: tx))
        let services = export.services.map(\.text).joined(separator: " ")
        let columns = export.columns.map(\.rawValue).joined(separator: " ")
        try tx.execute(
            """
            INSERT INTO case_exports (id, services, from_day, until_day, columns, cases, reason, \
            state, asked_by, asked_from, asked_at) VALUES (\(export.id), \(services), \
            \(export.from), \(export.until), \(columns), \(export.cases), \
            \(try export.reason.map { try seal.close($0, "reason") }), \
            \(export.state.rawValue), \(export.askedBy), \(export.askedFrom), \(export.askedAt))
            """)
    }

    func find(_ id: CaseExportID, in reader: Reader) throws -> CaseExport? {
        try reader.row("\(sql: Self.query) WHERE e.id = \(id)").map(export)
    }

    /// The newest hundred, of everybody or of one account.
    func all(of account: AccountID?, in reader: Reader) throws -> [CaseExport] {
        let condition: SQL = account.map { "e.asked_by = \($0)" } ?? "1 = 1"
        return try reader.rows(
            """
            \(sql: Self.query) WHERE \(sql: condition) \
            ORDER BY e.asked_at DESC, e.id DESC LIMIT 100
            """
        ).map(export)
    }

    /// - Returns: false when it was decided already.
    func decide(
        _ id: CaseExportID, as state: CaseExport.State, answer: String?, by account: AccountID,
        at now: Instant, in tx: Transaction
    ) throws -> Bool {
        let sealed = try answer.map {
            try seal(id, try vault.key(id.value, in: tx)).close($0, "answer")
        }
        return try tx.execute(
            """
            UPDATE case_exports SET state = \(state.rawValue), answer = \(sealed), \
            decided_by = \(account), decided_at = \(now) WHERE id = \(id) AND state = 'open'
            """) == 1
    }

    /// Counts a fetch.
    /// - Returns: false when it may not be fetched (again).
    func take(
        _ id: CaseExportID, by account: AccountID, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE case_exports SET fetched = fetched + 1 WHERE id = \(id) \
            AND state = 'approved' AND asked_by = \(account) \
            AND fetched < \(CaseExport.mostFetches) \
            AND decided_at > \(now.adding(hours: -CaseExport.hours))
            """) == 1
    }

    private static let query: SQL = """
        SELECT e.id, e.services, e.from_day, e.until_day, e.columns, e.cases, e.reason, e.state, \
        e.asked_by, e.asked_from, e.asked_at, e.decided_by, e.decided_at, e.answer, e.fetched, \
        k.wrapped FROM case_exports e JOIN data_keys k ON k.id = e.id
        """

    private func export(_ row: Row) throws -> CaseExport {
        let id: CaseExportID = row.id(0)
        let seal = seal(id, try vault.key(id.value, wrapped: row.optionalBytes(15)))
        guard let from = row.optionalDay(2), let until = row.optionalDay(3),
            let state = CaseExport.State(rawValue: row.text(7))
        else { throw CaseFault.unreadable("case_exports") }
        return CaseExport(
            id: id,
            services: row.text(1).split(separator: " ").compactMap {
                ServiceCode(String($0))
            }, from: from, until: until,
            columns: row.text(4).split(separator: " ").compactMap {
                CaseExport.Column(rawValue: String($0))
            }, cases: row.int(5),
            reason: try row.optionalBytes(6).map { try seal.open($0, "reason") }, state: state,
            askedBy: row.id(8), askedFrom: row.id(9), askedAt: row.instant(10),
            decidedBy: row.optionalID(11), decidedAt: row.optionalInstant(12),
            answer: try row.optionalBytes(13).map { try seal.open($0, "answer") },
            fetched: row.int(14))
    }

    private func seal(_ id: CaseExportID, _ key: DataKey) -> RowSeal {
        RowSeal(vault: vault, key: key, table: "case_exports", row: id.value)
    }
}
