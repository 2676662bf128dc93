import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

/// A case that nobody applied for.
public struct InternalCase: Sendable {
    public let service: ServiceCode
    public let answers: Answers
    /// Who stands in the applicant's place: the officer who begins it, or the system that sent it.
    public let applicant: AccountID
    public let sender: Actor
    /// The last day of its time, where somebody else sets it.
    public let due: Day?

    public init(
        service: ServiceCode, answers: Answers, applicant: AccountID, sender: Actor,
        due: Day? = nil
    ) {
        self.service = service
        self.answers = answers
        self.applicant = applicant
        self.sender = sender
        self.due = due
    }
}

extension Cases {
    /// Opens a case of internal work without a draft. Whether somebody may is decided by whoever
    /// calls.
    /// - Returns: its id and number.
    public func open(
        _ own: InternalCase, of catalogue: Catalogue, in tx: Transaction
    ) throws -> (id: CaseID, number: TrackingCode) {
        guard let service = catalogue.services[own.service], service.isInternal else {
            throw Refusal(.unavailable, "case.service_closed")
        }
        let today = Day(world.now, in: catalogue.profile.zone)
        let problems = service.form.check(own.answers, group: nil, now: today)
        guard problems.isEmpty else { throw Refusal(problems) }
        let rules = CaseRules(catalogue: catalogue, service: service, calendar: catalogue.calendar)
        let id: CaseID = world.id()
        let scene = try begin(
            id, rules, own.answers, key: try vault.createKey(id, in: tx),
            applicant: own.applicant, sender: own.sender, language: .id, in: tx)
        if let due = own.due { try setDue(due, of: id, catalogue, in: tx) }
        return (id, scene.record.number)
    }

    /// The clock of such a case runs from its arrival to the end of the day that was named.
    private func setDue(
        _ day: Day, of id: CaseID, _ catalogue: Catalogue, in tx: Transaction
    ) throws {
        let end = day.adding(days: 1).start(in: catalogue.profile.zone).adding(seconds: -1)
        try tx.execute(
            """
            UPDATE cases SET clock_started_at = COALESCE(clock_started_at, \(world.now)), \
            due_at = \(end), overdue_noted = 0 WHERE id = \(id) AND state = 'open'
            """)
        try tx.execute(
            """
            UPDATE tasks SET urgent_at = CASE WHEN due_at < \(end) THEN due_at ELSE \(end) END \
            WHERE case_id = \(id) AND state = 'open'
            """)
    }

    /// What the other system says now of a case that it sent. Without effect once it is closed.
    /// - Returns: false when it is.
    public func change(
        _ id: CaseID, to answers: Answers, due: Day?, by sender: Actor, of catalogue: Catalogue,
        in tx: Transaction
    ) throws -> Bool {
        guard let record = try CaseRows.find(id, in: tx), record.state != .closed,
            try CaseRows.take(id, revision: record.revision, in: tx)
        else { return false }
        let key = try vault.key(id.value, in: tx)
        try ContentRows(vault: vault, key: key, caseID: id)
            .addAnswers(answers, round: record.round + 1, at: world.now, in: tx)
        try tx.execute("UPDATE cases SET round = round + 1 WHERE id = \(id)")
        if let due { try setDue(due, of: id, catalogue, in: tx) }
        try ledger.append(
            LedgerEntry(
                type: ActKind.corrected.rawValue, caseID: id, actor: sender,
                service: record.service.text, unit: record.unit.text,
                facts: ["step": .string(record.step)], at: world.now),
            key: key, in: tx)
        return true
    }

    /// Where a case stands, in plain facts.
    public func plainRecord(_ id: CaseID, in reader: Reader) throws -> CaseRecord? {
        try CaseRows.find(id, in: reader)
    }
}
