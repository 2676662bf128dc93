import Cases
import Contracts
import Kernel
import Ledger
import Store

/// Follows the ledger and keeps what the inspectorate may want to look at. For each entry a few
/// statements by an index, none longer than its limit.
public struct SignalFinder: Sendable {
    static let readerName = "leadership.signals"

    let shelf: CatalogueShelf
    let vault: Vault
    let zone: Zone

    public init(shelf: CatalogueShelf, vault: Vault, zone: Zone) {
        self.shelf = shelf
        self.vault = vault
        self.zone = zone
    }

    public var reader: LedgerReader {
        LedgerReader(Self.readerName, batch: 64) { records, tx in
            let concerned = records.filter { Self.judging.union(Self.stopping).contains($0.type) }
            guard !concerned.isEmpty, try shelf.versions.currentVersion(in: tx) != nil else {
                return
            }
            let catalogue = try shelf.versions.current(in: tx)
            // Days that were decreed in the house are working days, or none, here as everywhere.
            let calendar = try catalogue.calendar
                .with(CalendarExceptions.standing(in: tx).map(\.exception))
            for record in concerned {
                for signal in try find(record, catalogue, calendar, in: tx) {
                    try SignalRows.keep(signal, in: tx)
                }
            }
        }
    }

    /// Acts in which an officer judges.
    private static let judging: Set<String> = [
        "case.verified", "case.recommended", "case.inspected", "case.granted", "case.refused",
        "case.recorded", "case.answered",
    ]
    private static let stopping: Set<String> = ["case.returned", "case.paused"]

    private func find(
        _ record: LedgerRecord, _ catalogue: Catalogue, _ calendar: WorkingCalendar,
        in tx: Transaction
    ) throws -> [FoundSignal] {
        // What clocks do is nobody's habit.
        guard case .officer(let account, let position) = record.actor,
            let caseID = record.caseID
        else { return [] }
        let limits = catalogue.profile.signals
        if Self.stopping.contains(record.type) {
            return try stopped(record, caseID, position, limits, in: tx)
        }
        guard let task = try doneTask(record, caseID, account, in: tx) else { return [] }
        let found = Finding(record: record, task: task, caseID: caseID, position: position)
        return [
            quick(found, limits), night(found, limits, calendar),
            try queue(found, limits, in: tx), try pair(found, account, limits, in: tx),
        ].compactMap(\.self)
    }

    // MARK: What was done

    private struct DoneTask {
        let unit: String
        let role: String
        let step: String
        let openedAt: Instant
        let applicant: AccountID
        let submittedAt: Instant
    }

    private struct Finding {
        let record: LedgerRecord
        let task: DoneTask
        let caseID: CaseID
        let position: PositionID

        func signal(
            _ kind: Signal.Kind, mark: String? = nil, _ evidence: [String: Int64]
        ) -> FoundSignal {
            FoundSignal(
                kind: kind, mark: mark ?? "\(kind.rawValue):\(record.id.text)", caseID: caseID,
                unit: task.unit, service: record.service ?? "", step: task.step,
                position: position, at: record.at, evidence: evidence)
        }
    }

    /// The task that the entry speaks of: it was done at its moment, by its actor.
    private func doneTask(
        _ record: LedgerRecord, _ caseID: CaseID, _ account: AccountID, in tx: Transaction
    ) throws -> DoneTask? {
        let row = try tx.row(
            """
            SELECT t.unit, t.role, t.step, t.opened_at, c.applicant, c.submitted_at \
            FROM tasks t JOIN cases c ON c.id = t.case_id \
            WHERE t.case_id = \(caseID) AND t.done_at = \(record.at) AND t.done_by = \(account) \
            ORDER BY t.opened_at LIMIT 1
            """)
        return row.map { row in
            DoneTask(
                unit: row.text(0), role: row.text(1), step: row.text(2),
                openedAt: row.instant(3), applicant: row.id(4), submittedAt: row.instant(5))
        }
    }

    private func quick(_ found: Finding, _ limits: SignalLimits) -> FoundSignal? {
        let spent = found.record.at.milliseconds(since: found.task.openedAt)
        guard spent < Int64(limits.seconds) * 1_000 else { return nil }
        return found.signal(
            .quick, ["seconds": spent / 1_000, "opened": found.task.openedAt.milliseconds])
    }

    /// Between the two hours of the night, or on a day on which nobody works.
    private func night(
        _ found: Finding, _ limits: SignalLimits, _ calendar: WorkingCalendar
    ) -> FoundSignal? {
        let day = Day(found.record.at, in: zone)
        let hour = Int(found.record.at.milliseconds(since: day.start(in: zone)) / 3_600_000)
        let isNight = hour >= limits.nightFrom || hour < limits.nightUntil
        // A year without a calendar says nothing about its days.
        let isOff = (try? calendar.isWorking(day)) == false
        guard isNight || isOff else { return nil }
        return found.signal(.night, ["night": isNight ? 1 : 0, "dayOff": isOff ? 1 : 0])
    }

    /// Older tasks of the same step still wait now. What was on its way at that moment and is done
    /// since does not count: the rule rather shows too little.
    private func queue(
        _ found: Finding, _ limits: SignalLimits, in tx: Transaction
    ) throws -> FoundSignal? {
        let task = found.task
        let before = task.openedAt.adding(hours: -Int64(limits.headStartHours))
        let row = try tx.row(
            """
            SELECT COUNT(*), MIN(opened_at) FROM (SELECT t.opened_at FROM tasks t \
            JOIN cases c ON c.id = t.case_id \
            WHERE t.state <> 'done' AND t.state = 'open' AND t.unit = \(task.unit) \
            AND t.role = \(task.role) AND t.step = \(task.step) AND t.opened_at < \(before) \
            AND c.service = \(found.record.service ?? "") \
            AND c.submitted_at < \(task.submittedAt) LIMIT \(limits.overtaken)) AS older
            """)
        guard let row, row.int(0) >= Int64(limits.overtaken) else { return nil }
        return found.signal(
            .queue,
            [
                "waiting": row.int(0), "oldest": row.int(1),
                "opened": task.openedAt.milliseconds,
            ])
    }

    /// One officer for one applicant, although others of the same post could have done it.
    private func pair(
        _ found: Finding, _ account: AccountID, _ limits: SignalLimits, in tx: Transaction
    ) throws -> FoundSignal? {
        let pair = vault.index("\(account.text) \(found.task.applicant.text)", "pair")
        try tx.execute(
            """
            INSERT INTO leadership_pairs (pair, case_id, at) \
            VALUES (\(pair), \(found.caseID), \(found.record.at)) ON CONFLICT DO NOTHING
            """)
        let since = found.record.at.adding(hours: -24 * Int64(limits.pairDays))
        let count =
            try tx.row(
                "SELECT COUNT(*) FROM leadership_pairs WHERE pair = \(pair) AND at > \(since)")?
            .int(0) ?? 0
        guard count >= Int64(limits.pairs) else { return nil }
        let seats =
            try tx.row(
                """
                SELECT COUNT(*) FROM people_positions WHERE unit = \(found.task.unit) \
                AND role = \(found.task.role) AND active = 1
                """)?.int(0) ?? 0
        guard seats > 1 else { return nil }
        let year = Day(found.record.at, in: zone).year
        let name = pair.prefix(4).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return found.signal(
            .pair, mark: "pair:\(Hexadecimal.text(pair)):\(year)",
            ["cases": count, "days": Int64(limits.pairDays), "pair": name])
    }

    // MARK: What was stopped

    private func stopped(
        _ record: LedgerRecord, _ caseID: CaseID, _ position: PositionID, _ limits: SignalLimits,
        in tx: Transaction
    ) throws -> [FoundSignal] {
        func signal(_ kind: Signal.Kind, _ evidence: [String: Int64]) -> FoundSignal {
            FoundSignal(
                kind: kind, mark: "\(kind.rawValue):\(record.id.text)", caseID: caseID,
                unit: record.unit ?? "", service: record.service ?? "",
                step: record.facts["step"]?.string ?? "", position: position, at: record.at,
                evidence: evidence)
        }
        var found: [FoundSignal] = []
        if case .integer(let left)? = record.facts["left"], left <= Int64(limits.daysLeft) {
            let isPause: Int64 = record.type == "case.paused" ? 1 : 0
            found.append(signal(.stopped, ["left": left, "pause": isPause]))
        }
        if record.type == "case.returned" {
            let times =
                try tx.row(
                    """
                    SELECT COUNT(*) FROM case_corrections \
                    WHERE case_id = \(caseID) AND asked_at <= \(record.at)
                    """)?.int(0) ?? 0
            if times >= Int64(limits.returns) { found.append(signal(.returns, ["times": times])) }
        }
        return found
    }
}

extension JSONValue {
    fileprivate var string: String? { if case .string(let text) = self { text } else { nil } }
}
