import Contracts
import Kernel
import Store

/// Rows of `leadership_signals`.
struct SignalRows: Sendable {
    static let pageSize = 50
    let vault: Vault

    static func keep(_ found: FoundSignal, in tx: Transaction) throws {
        let evidence = JSONValue.object(found.evidence.mapValues { .integer($0) }).text
        try tx.execute(
            """
            INSERT INTO leadership_signals (id, mark, kind, case_id, unit, service, step, \
            position, at, evidence, state) VALUES (\(UUIDv7(at: found.at, random: .system)), \
            \(found.mark), \(found.kind.rawValue), \(found.caseID), \(found.unit), \
            \(found.service), \(found.step), \(found.position), \(found.at), \(evidence), \
            'open') ON CONFLICT (mark) DO NOTHING
            """)
    }

    /// Newest first.
    func page(
        _ kind: Signal.Kind?, _ state: Signal.State, before place: UUIDv7?, in reader: Reader
    ) throws -> [Signal] {
        let ofKind: SQL = kind.map { " AND kind = \($0.rawValue)" } ?? ""
        let behind: SQL =
            place.map { id in
                " AND (at < \(id.instant) OR (at = \(id.instant) AND id < \(id)))"
            } ?? ""
        return try reader.rows(
            """
            SELECT \(sql: Self.columns) FROM leadership_signals \
            WHERE state = \(state.rawValue)\(sql: ofKind)\(sql: behind) \
            ORDER BY at DESC, id DESC LIMIT \(Self.pageSize + 1)
            """
        ).compactMap { try signal($0, in: reader) }
    }

    func find(_ id: UUIDv7, in reader: Reader) throws -> Signal? {
        try reader.row(
            "SELECT \(sql: Self.columns) FROM leadership_signals WHERE id = \(id)"
        ).flatMap { try signal($0, in: reader) }
    }

    /// How many there are of each kind and state.
    static func counts(in reader: Reader) throws -> [Signal.State: [Signal.Kind: Int64]] {
        let rows = try reader.rows(
            "SELECT state, kind, COUNT(*) FROM leadership_signals GROUP BY state, kind")
        return rows.reduce(into: [:]) { counts, row in
            guard let state = Signal.State(rawValue: row.text(0)),
                let kind = Signal.Kind(rawValue: row.text(1))
            else { return }
            counts[state, default: [:]][kind] = row.int(2)
        }
    }

    /// - Returns: false when somebody was quicker.
    func judge(
        _ id: UUIDv7, _ state: Signal.State, reason: String, by account: AccountID,
        from position: PositionID, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        let key = try vault.createKey(id, in: tx)
        let sealed = try vault.seal(reason, with: key, at: Self.place(id))
        return try tx.execute(
            """
            UPDATE leadership_signals SET state = \(state.rawValue), judged_by = \(account), \
            judged_from = \(position), judged_at = \(now), reason = \(sealed) \
            WHERE id = \(id) AND state = 'open'
            """) == 1
    }

    private static let columns: SQL = """
        id, kind, case_id, unit, service, step, position, at, evidence, state, judged_by, \
        judged_at, reason
        """

    private static func place(_ id: UUIDv7) -> SealPlace {
        SealPlace(table: "leadership_signals", row: id, column: "reason")
    }

    private func signal(_ row: Row, in reader: Reader) throws -> Signal? {
        guard let kind = Signal.Kind(rawValue: row.text(1)),
            let state = Signal.State(rawValue: row.text(9))
        else { return nil }
        var evidence: [String: Int64] = [:]
        if case .object(let members) = try JSONValue(parsing: row.text(8).utf8) {
            for case (let name, .integer(let value)) in members { evidence[name] = value }
        }
        let id = row.uuid(0)
        let reason = try row.optionalBytes(12).map { sealed in
            try vault.openText(
                sealed, with: try vault.key(id, in: reader), at: Self.place(id))
        }
        return Signal(
            id: id, kind: kind, caseID: row.id(2), unit: row.text(3), service: row.text(4),
            step: row.text(5), position: row.optionalID(6), at: row.instant(7),
            evidence: evidence, state: state, judgedBy: row.optionalID(10),
            judgedAt: row.optionalInstant(11), reason: reason)
    }

    /// The words of an inspector about a case go with what the case says, at most so many at once.
    func forgetErased(limit: Int, in tx: Transaction) throws -> Int {
        let rows = try tx.rows(
            """
            SELECT s.id FROM leadership_signals s LEFT JOIN data_keys k ON k.id = s.case_id \
            WHERE s.reason IS NOT NULL AND k.wrapped IS NULL LIMIT \(limit)
            """)
        for row in rows {
            let id = row.uuid(0)
            try tx.execute("UPDATE leadership_signals SET reason = NULL WHERE id = \(id)")
            try vault.destroyKey(id, in: tx)
        }
        return rows.count
    }

    /// Pairs are kept as long as the rule looks back, and no longer than what their case says;
    /// at most so many at once.
    static func sweep(before moment: Instant, limit: Int, in tx: Transaction) throws -> Int {
        try tx.execute(
            """
            DELETE FROM leadership_pairs WHERE (pair, case_id) IN \
            (SELECT p.pair, p.case_id FROM leadership_pairs p \
            LEFT JOIN data_keys k ON k.id = p.case_id \
            WHERE p.at < \(moment) OR k.wrapped IS NULL LIMIT \(limit))
            """)
    }
}
