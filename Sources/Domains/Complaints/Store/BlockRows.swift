import Cases
import Contracts
import Kernel
import People
import Store

/// Somebody whose reports are not taken for a while.
struct ReporterBlock: Sendable {
    let id: UUIDv7
    /// The report for which it came; who reported is not said.
    let number: String
    /// Nil once the case is erased.
    let reason: String?
    let until: Day
    let at: Instant
    let by: AccountID
    let liftedAt: Instant?

    func holds(on day: Day) -> Bool { liftedAt == nil && day <= until }
}

/// Rows of `report_blocks`: an account, and the contact that it had, so that a guest who begins
/// anew with the same number is known.
struct BlockRows {
    let tools: ComplaintTools

    func insert(
        of record: CaseRecord, until day: Day, reason: String, by officer: Officer,
        in tx: Transaction
    ) throws {
        let id = tools.world.uuid()
        let key = try tools.vault.key(record.id.value, in: tx)
        let sealed = try tools.vault.seal(reason, with: key, at: place(id))
        try tx.execute(
            """
            INSERT INTO report_blocks (id, account, contact, case_id, number, reason, until_day, \
            at, by_account) VALUES (\(id), \(record.applicant), \
            \(try tools.walkins.contactHash(of: record.applicant, in: tx)), \(record.id), \
            \(record.number.symbols), \(sealed), \(day), \(tools.world.now), \
            \(officer.account))
            """)
    }

    /// Until when an account, or whoever has its contact, may not report.
    func end(_ account: AccountID, on today: Day, in reader: Reader) throws -> Day? {
        let contact = tools.walkins.contactHash(of: account)
        return try end("(account = \(account) OR contact = (\(sql: contact)))", today, reader)
    }

    /// The same of a contact that a guest gives.
    func end(_ contact: Contact, on today: Day, in reader: Reader) throws -> Day? {
        try end("contact = \(tools.walkins.contactHash(contact))", today, reader)
    }

    private func end(_ whom: SQL, _ today: Day, _ reader: Reader) throws -> Day? {
        try reader.row(
            """
            SELECT MAX(until_day) FROM report_blocks WHERE \(sql: whom) \
            AND until_day >= \(today) AND lifted_at IS NULL
            """
        )?.optionalDay(0)
    }

    /// The newest first.
    func all(limit: Int, in reader: Reader) throws -> [ReporterBlock] {
        try list("ORDER BY b.at DESC, b.id LIMIT \(limit)", in: reader)
    }

    /// Those of whoever sent a report.
    func of(_ account: AccountID, in reader: Reader) throws -> [ReporterBlock] {
        try list("WHERE b.account = \(account) ORDER BY b.at DESC LIMIT 20", in: reader)
    }

    private func list(_ rest: SQL, in reader: Reader) throws -> [ReporterBlock] {
        try reader.rows(
            """
            SELECT b.id, b.number, b.reason, b.until_day, b.at, b.by_account, b.lifted_at, \
            b.case_id, k.wrapped FROM report_blocks b JOIN data_keys k ON k.id = b.case_id \
            \(sql: rest)
            """
        ).map { row in
            let id = row.uuid(0)
            let reason = try row.optionalBytes(8).map { wrapped in
                let key = try tools.vault.key(row.uuid(7), wrapped: wrapped)
                return try tools.vault.openText(row.bytes(2), with: key, at: place(id))
            }
            return ReporterBlock(
                id: id, number: row.text(1), reason: reason, until: row.day(3),
                at: row.instant(4), by: row.id(5), liftedAt: row.optionalInstant(6))
        }
    }

    /// - Returns: the case for which it came; nil when it does not hold any more.
    func lift(_ id: UUIDv7, in tx: Transaction) throws -> CaseID? {
        let lifted = try tx.execute(
            """
            UPDATE report_blocks SET lifted_at = \(tools.world.now) \
            WHERE id = \(id) AND lifted_at IS NULL
            """)
        guard lifted == 1 else { return nil }
        return try tx.row("SELECT case_id FROM report_blocks WHERE id = \(id)")?.id(0)
    }

    private func place(_ id: UUIDv7) -> SealPlace {
        SealPlace(table: "report_blocks", row: id, column: "reason")
    }
}

extension ComplaintTools {
    /// Takes nothing of whoever is blocked; other ways to the city stay open.
    /// - Throws: `Refusal` with the last day.
    func refuseBlocked(
        _ account: AccountID, _ contact: Contact? = nil, in reader: Reader, on today: Day,
        _ language: Language
    ) throws {
        let rows = BlockRows(tools: self)
        let ends = [
            try rows.end(account, on: today, in: reader),
            try contact.flatMap { try rows.end($0, on: today, in: reader) },
        ]
        guard let end = ends.compactMap(\.self).max() else { return }
        throw Refusal(
            .forbidden, "complaints.blocked",
            values: ["day": HumanText.day(end, language)])
    }
}
