import Contracts
import Kernel
import Store

/// Reads what cases count for, as their rows say and as it was counted last, and changes the sums
/// by the difference. Doing it twice changes nothing.
struct FigureRows: Sendable {
    let zone: Zone

    /// The columns of a figure, in the order of `CaseFigure`.
    static let columns: SQL = """
        case_id, unit, service, level, step, standing, since, due, received, returned, \
        decided, kept, ended, outcome, region
        """

    /// What the rows of cases say: a relation with `columns`.
    /// - Parameter condition: over `cases c`.
    func facts(_ condition: SQL) -> SQL {
        let isRunning: SQL = """
            c.state = 'open' AND c.clock_started_at IS NOT NULL AND c.clock_paused_at IS NULL \
            AND c.clock_stopped_at IS NULL
            """
        let isDecided: SQL = """
            c.clock_stopped_at IS NOT NULL AND (c.outcome IS NULL \
            OR c.outcome IN ('granted', 'refused', 'answered'))
            """
        return """
            SELECT c.id AS case_id, c.owner_unit AS unit, c.service AS service, \
            c.confidentiality AS level, c.step AS step, \
            CASE WHEN c.state = 'closed' THEN 'closed' \
            WHEN c.state = 'waiting' THEN COALESCE(c.waits_for, 'correction') \
            WHEN c.clock_stopped_at IS NOT NULL THEN 'decided' ELSE 'open' END AS standing, \
            CASE WHEN c.state = 'waiting' THEN COALESCE(c.clock_paused_at, c.step_since) \
            ELSE c.step_since END AS since, \
            CASE WHEN \(sql: isRunning) THEN COALESCE(c.due_at, 0) ELSE 0 END AS due, \
            \(sql: day("c.submitted_at")) AS received, \
            CASE WHEN (c.state = 'waiting' \
            AND COALESCE(c.waits_for, 'correction') = 'correction') \
            OR EXISTS (SELECT 1 FROM case_corrections k WHERE k.case_id = c.id) \
            THEN 1 ELSE 0 END AS returned, \
            CASE WHEN \(sql: isDecided) THEN \(sql: day("c.clock_stopped_at")) END AS decided, \
            CASE WHEN NOT (\(sql: isDecided)) THEN NULL WHEN c.due_at IS NULL THEN 2 \
            WHEN c.clock_stopped_at <= c.due_at THEN 1 ELSE 0 END AS kept, \
            \(sql: day("c.closed_at")) AS ended, c.outcome AS outcome, c.region AS region \
            FROM cases c WHERE \(sql: condition)
            """
    }

    /// The city's day of a moment, counted as `Day.number`.
    private func day(_ column: SQL) -> SQL {
        "((\(sql: column) + \(Int64(zone.minutes) * 60_000)) / 86400000)"
    }

    static func figure(_ row: Row) -> CaseFigure {
        CaseFigure(
            id: row.id(0), unit: row.text(1), service: row.text(2), level: row.int(3),
            step: row.text(4), standing: row.text(5), since: row.int(6), due: row.int(7),
            received: row.int(8), returned: row.int(9), decided: row.optionalInt(10),
            kept: row.optionalInt(11), ended: row.optionalInt(12), outcome: row.optionalText(13),
            region: row.optionalText(14))
    }

    /// Makes the caller the only one who changes figures, until the end of its transaction.
    static func hold(_ tx: Transaction) throws {
        try tx.execute("UPDATE leadership_state SET touched = touched + 1 WHERE id = 1")
    }

    /// Counts cases anew; the caller holds the figures.
    /// - Returns: how many had changed.
    @discardableResult
    func refresh(_ ids: [CaseID], in tx: Transaction) throws -> Int {
        guard !ids.isEmpty else { return 0 }
        let now = try tx.rows(facts("c.id IN \(list: ids)")).map(Self.figure)
        let before = try tx.rows(
            "SELECT \(sql: Self.columns) FROM leadership_cases WHERE case_id IN \(list: ids)"
        ).map(Self.figure)
        return try replace(before, by: now, in: tx)
    }

    /// The same for so many cases behind a place, in the order of their ids.
    /// - Returns: the last of them, nothing at the end; and how many had changed.
    func refresh(
        after place: CaseID?, limit: Int, in tx: Transaction
    ) throws -> (last: CaseID?, changed: Int) {
        let ids = try tx.rows(
            place.map { "SELECT id FROM cases WHERE id > \($0) ORDER BY id LIMIT \(limit)" }
                ?? "SELECT id FROM cases ORDER BY id LIMIT \(limit)"
        ).map { $0.id(0) as CaseID }
        guard let first = ids.first, let last = ids.last else { return (nil, 0) }
        let now = try tx.rows(facts("c.id >= \(first) AND c.id <= \(last)")).map(Self.figure)
        let before = try tx.rows(
            """
            SELECT \(sql: Self.columns) FROM leadership_cases \
            WHERE case_id >= \(first) AND case_id <= \(last)
            """
        ).map(Self.figure)
        return (last, try replace(before, by: now, in: tx))
    }

    /// How many cases are kept otherwise than their rows say, or are kept and there no more.
    func strays(in reader: Reader) throws -> Int {
        let differing = try reader.row(
            """
            SELECT COUNT(*) FROM (\(sql: facts("1 = 1")) EXCEPT \
            SELECT \(sql: Self.columns) FROM leadership_cases) AS strays
            """)
        let gone = try reader.row(
            """
            SELECT COUNT(*) FROM leadership_cases f WHERE NOT EXISTS \
            (SELECT 1 FROM cases c WHERE c.id = f.case_id)
            """)
        return Int((differing?.int(0) ?? 0) + (gone?.int(0) ?? 0))
    }

    private func replace(
        _ before: [CaseFigure], by now: [CaseFigure], in tx: Transaction
    ) throws -> Int {
        let known = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
        let changed = now.filter { known[$0.id] != $0 }
        guard !changed.isEmpty else { return 0 }
        var change = FigureChange()
        var rows = RowBlock(
            "INSERT INTO leadership_cases (\(sql: Self.columns))", width: 15)
        for figure in changed {
            if let old = known[figure.id] { change.add(old, times: -1) }
            change.add(figure, times: 1)
            rows.add(figure.values)
        }
        let old = changed.map(\.id).filter { known[$0] != nil }
        if !old.isEmpty {
            try tx.execute("DELETE FROM leadership_cases WHERE case_id IN \(list: old)")
        }
        try rows.write(in: tx)
        try FigureSums.apply(change, in: tx)
        return changed.count
    }
}

extension CaseFigure {
    fileprivate var values: [SQLValue] {
        [
            id.sqlValue, unit.sqlValue, service.sqlValue, level.sqlValue, step.sqlValue,
            standing.sqlValue, since.sqlValue, due.sqlValue, received.sqlValue,
            returned.sqlValue, decided.sqlValue, kept.sqlValue,
            ended.sqlValue, outcome.sqlValue, region.sqlValue,
        ]
    }
}
