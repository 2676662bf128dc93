import Contracts
import Kernel
import Store

/// Rows of `permit_events`. Reasons are sealed with the key of the permit.
struct EventRows: Sendable {
    let vault: Vault

    private static let columns: SQL = """
        e.id, e.kind, e.state, e.from_day, e.until_day, e.law, e.reason, e.answer, e.asked_by, \
        e.asked_from, e.asked_at, e.decided_by, e.decided_at, e.case_id
        """

    /// - Parameter key: of the permit; without it reasons stay closed.
    func all(of permit: PermitID, key: DataKey?, in reader: Reader) throws -> [PermitEvent] {
        try reader.rows(
            """
            SELECT \(sql: Self.columns) FROM permit_events e WHERE e.permit = \(permit) \
            ORDER BY e.asked_at, e.id LIMIT 500
            """
        ).map { try record($0, key) }
    }

    private func record(_ row: Row, _ key: DataKey?) throws -> PermitEvent {
        guard let kind = PermitEvent.Kind(rawValue: row.text(1)),
            let state = PermitEvent.State(rawValue: row.text(2))
        else { throw PermitFault.unreadable }
        let id = row.uuid(0)
        func open(_ index: Int, _ column: String) throws -> String? {
            guard let sealed = row.optionalBytes(index), let key else { return nil }
            return try RowSeal(vault: vault, key: key, table: "permit_events", row: id)
                .open(sealed, column)
        }
        return PermitEvent(
            id: id, kind: kind, state: state, from: row.optionalDay(3), until: row.optionalDay(4),
            law: row.optionalText(5), reason: try open(6, "reason"), answer: try open(7, "answer"),
            askedBy: row.optionalID(8), askedFrom: row.optionalID(9), askedAt: row.instant(10),
            decidedBy: row.optionalID(11), decidedAt: row.optionalInstant(12),
            caseID: row.optionalID(13))
    }

    func insert(
        _ event: PermitEvent, of permit: PermitID, key: DataKey?, in tx: Transaction
    ) throws {
        let reason = try key.flatMap { key in
            try RowSeal(vault: vault, key: key, table: "permit_events", row: event.id)
                .close(event.reason, "reason")
        }
        try tx.execute(
            """
            INSERT INTO permit_events (id, permit, kind, state, from_day, until_day, law, reason, \
            asked_by, asked_from, asked_at, decided_by, decided_at, case_id) VALUES \
            (\(event.id), \(permit), \(event.kind.rawValue), \(event.state.rawValue), \
            \(event.from), \(event.until), \(event.law), \(reason), \(event.askedBy), \
            \(event.askedFrom), \(event.askedAt), \(event.decidedBy), \(event.decidedAt), \
            \(event.caseID))
            """)
    }

    /// - Returns: false when it was decided before.
    func decide(
        _ event: UUIDv7, _ state: PermitEvent.State, from: Day?, answer: String?, key: DataKey,
        by account: AccountID, _ position: PositionID, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        let sealed = try RowSeal(vault: vault, key: key, table: "permit_events", row: event)
            .close(answer, "answer")
        return try tx.execute(
            """
            UPDATE permit_events SET state = \(state.rawValue), from_day = \(from), \
            answer = \(sealed), decided_by = \(account), decided_from = \(position), \
            decided_at = \(now) WHERE id = \(event) AND state = 'open'
            """) == 1
    }

    /// Permits of some kinds with a proposal that waits, the oldest first.
    static func waiting(_ kinds: [ServiceCode], in reader: Reader) throws -> [PermitID] {
        try reader.rows(
            """
            SELECT e.permit FROM permit_events e JOIN permits p ON p.id = e.permit \
            WHERE e.state = 'open' AND p.kind IN \(list: kinds.map(\.text)) \
            ORDER BY e.asked_at LIMIT 100
            """
        ).map { $0.id(0) }
    }
}
