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
        var scene = try begin(
            id, rules, own.answers, key: try vault.createKey(id, in: tx),
            applicant: own.applicant, sender: own.sender, language: .id, in: tx)
        if let due = own.due {
            scene.change.name(due, at: world.now, in: catalogue.profile.zone)
            try scene.finish()
        }
        return (id, scene.record.number)
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
        var change = CaseChange(record)
        change.round += 1
        if let due { change.name(due, at: world.now, in: catalogue.profile.zone) }
        try CaseRows.update(id, change, in: tx)
        try TaskRows.weigh(id, promise: change.clock.promise, in: tx)
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

extension CaseChange {
    /// The promise is the end of a day that another system named. Where the case waits, the day
    /// holds once it goes on; where it was decided, nothing is promised any more.
    fileprivate mutating func name(_ day: Day, at now: Instant, in zone: Zone) {
        let end = day.adding(days: 1).start(in: zone).adding(seconds: -1)
        clock.name(end, at: now, isWaiting: state == .waiting)
    }
}
