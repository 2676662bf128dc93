import Contracts
import Kernel
import People
import Store

/// What an officer's page sends with each act: which case, and the state it was looked at in.
public struct OfficerAct: Sendable {
    public let caseID: CaseID
    /// The revision that the officer saw; an older one than the case has is refused, and the page
    /// keeps what was typed.
    public let revision: Int64
    public let officer: Officer
    /// The task that the officer looked at; nothing takes the first that is his. What other
    /// branches do meanwhile does not disturb an act on a branch's task.
    public let task: TaskID?

    public init(caseID: CaseID, revision: Int64, officer: Officer, task: TaskID? = nil) {
        self.caseID = caseID
        self.revision = revision
        self.officer = officer
        self.task = task
    }
}

extension Cases {
    /// Runs an officer's act on the open task of a case. `kinds` are the steps at which it makes
    /// sense. The officer must hold the task's role in its unit; a task that a colleague has
    /// claimed is his until he hands it back. What of his positions has ended since the request
    /// began is no longer his.
    func perform<Result: Sendable>(
        _ act: OfficerAct, at kinds: Set<StepKind>,
        _ body: @escaping @Sendable (inout Scene) throws -> Result
    ) async throws -> Result {
        let rules = try await rules(of: act.caseID)
        return try await store.write("case.act") { tx in
            guard let record = try CaseRows.find(act.caseID, in: tx) else {
                throw Refusal(.notFound, "case.not_found")
            }
            let officer = try inForce(act.officer, rules, in: tx)
            let (task, authority) = try Self.task(
                of: act, by: officer, kinds, record, rules, in: tx)
            try Self.refuseRestricted(record.id, in: tx)
            if let holder = task.claimedBy, holder != act.officer.account {
                throw Refusal(.conflict, "case.claimed_by_other")
            }
            guard try CaseRows.take(record.id, revision: record.revision, in: tx) else {
                // In a branch somebody else's act is no conflict: once more, on what it left.
                if record.revision != act.revision || act.task != nil {
                    throw StoreError.serialization
                }
                throw Refusal(.conflict, "case.changed_meanwhile")
            }
            return try play(
                record, rules, task: task, by: officer.actor(authority.position),
                as: officer, in: tx, body)
        }
    }

    /// The officer as the transaction sees him.
    func inForce(
        _ officer: Officer, _ rules: CaseRules, in tx: Transaction
    ) throws -> Officer {
        try officer.inForce(on: Day(world.now, in: rules.calendar.zone), in: tx)
    }

    /// The open task that an act is on, and by which authority.
    private static func task(
        of act: OfficerAct, by officer: Officer, _ kinds: Set<StepKind>, _ record: CaseRecord,
        _ rules: CaseRules, in tx: Transaction
    ) throws -> (TaskRecord, Authority) {
        let changed = Refusal(.conflict, "case.changed_meanwhile")
        guard record.state != .closed else { throw changed }
        let open = try TaskRows.waiting(record.id, in: tx).filter { task in
            let isBranch = rules.service.flow.parallel(around: task.step) != nil
            let isSeen =
                record.revision == act.revision
                || (isBranch && act.task == task.id && act.revision < record.revision)
            return isSeen && rules.service.flow.mayBeDone(task, of: record)
                && kinds.contains(task.kind)
                && (act.task == nil || act.task == task.id)
        }
        guard !open.isEmpty else { throw changed }
        for task in open {
            if let authority = officer.authority(for: task) { return (task, authority) }
        }
        throw Refusal(.forbidden, "case.not_yours")
    }

    /// The key of a case that is acted on.
    /// - Throws: `Refusal` when the case was erased: nothing can be done with it any more.
    func openKey(_ id: CaseID, in reader: Reader) throws -> DataKey {
        do {
            return try vault.key(id.value, in: reader)
        } catch SealingError.destroyed {
            throw Refusal(.conflict, "case.erased")
        }
    }

    /// Officers take no case on while its processing is restricted (UU 27/2022 art. 10, 11). What
    /// they may still do is to read it, to write to the applicant, and to note something.
    static func refuseRestricted(_ id: CaseID, in reader: Reader) throws {
        if try isRestricted(id, in: reader) { throw Refusal(.conflict, "case.restricted") }
    }

    /// Whether a case is restricted now. Silence says nothing then: nobody may speak.
    static func isRestricted(_ id: CaseID, in reader: Reader) throws -> Bool {
        try reader.row(
            "SELECT 1 FROM cases c WHERE c.id = \(id) AND \(sql: Restrictions.covers)") != nil
    }

    /// Runs an act of the applicant, or of whoever may act for the applicant, whatever the step.
    /// - Parameter desk: the officer who does it for the applicant at a counter.
    func perform<Result: Sendable>(
        on caseID: CaseID, by account: AccountID, _ desk: DeskSender? = nil,
        _ body: @escaping @Sendable (inout Scene) throws -> Result
    ) async throws -> Result {
        try await perform(
            on: caseID,
            by: { record, zone, tx in
                guard let desk else { return try actor(account, on: record, in: zone, tx) }
                guard record.applicant == account else {
                    throw Refusal(.notFound, "case.not_found")
                }
                return try desk.actor(tx)
            }, body)
    }

    /// Runs an act of the house itself, whatever the step.
    /// - Parameter task: the task that the act ends, when it is one of a branch.
    func perform<Result: Sendable>(
        on caseID: CaseID, by actor: Actor, task taskID: TaskID? = nil,
        _ body: @escaping @Sendable (inout Scene) throws -> Result
    ) async throws -> Result {
        try await perform(on: caseID, by: { _, _, _ in actor }, task: taskID, body)
    }

    private func perform<Result: Sendable>(
        on caseID: CaseID,
        by actor: @escaping @Sendable (CaseRecord, Zone, Transaction) throws -> Actor,
        task taskID: TaskID? = nil, _ body: @escaping @Sendable (inout Scene) throws -> Result
    ) async throws -> Result {
        let rules = try await rules(of: caseID)
        return try await store.write("case.act") { tx in
            guard let record = try CaseRows.find(caseID, in: tx) else {
                throw Refusal(.notFound, "case.not_found")
            }
            let actor = try actor(record, rules.calendar.zone, tx)
            let task = try TaskRows.waiting(record.id, in: tx)
                .first { taskID == nil || $0.id == taskID }
            if taskID != nil, task == nil { throw Refusal(.conflict, "case.changed_meanwhile") }
            guard try CaseRows.take(record.id, revision: record.revision, in: tx) else {
                throw Refusal(.conflict, "case.changed_meanwhile")
            }
            return try play(record, rules, task: task, by: actor, in: tx, body)
        }
    }

    /// Plays an act on a case whose revision is taken, and writes what it changed.
    /// - Parameter officer: who acts, where it is an officer.
    func play<Result>(
        _ record: CaseRecord, _ rules: CaseRules, task: TaskRecord? = nil, by actor: Actor,
        as officer: Officer? = nil, in tx: Transaction, _ body: (inout Scene) throws -> Result
    ) throws -> Result {
        var scene = Scene(
            cases: self, tx: tx, rules: rules, record: record, task: task,
            key: try openKey(record.id, in: tx), actor: actor, now: world.now,
            change: CaseChange(record), officer: officer)
        let result = try body(&scene)
        try scene.finish()
        return result
    }

    /// What a case goes by: its service in the version it began with, and today's calendar.
    public func rules(of caseID: CaseID) async throws -> CaseRules {
        let found = try await store.read("case.version", short: true) { reader in
            try reader.row("SELECT service, version FROM cases WHERE id = \(caseID)").map {
                ($0.text(0), $0.text(1))
            }
        }
        guard let found, let code = ServiceCode(found.0) else {
            throw Refusal(.notFound, "case.not_found")
        }
        return try await rules(code, version: found.1)
    }

    /// The rules of a service in one version of the catalogue.
    public func rules(_ code: ServiceCode, version: String) async throws -> CaseRules {
        guard let catalogue = try await shelf.catalogue(version: version),
            let service = catalogue.services[code]
        else { throw CaseFault.noService(code, version: version) }
        let current = try await shelf.current() ?? catalogue
        return CaseRules(catalogue: catalogue, service: service, calendar: current.calendar)
    }
}

/// What a case goes by. A class: pages hand it on at many places, and a copy of all that a service
/// says would cost more than the pages.
public final class CaseRules: Sendable {
    /// The version that the case began with.
    public let catalogue: Catalogue
    public let service: Service
    /// Today's, not the version's: holidays are decreed while cases run.
    public let calendar: WorkingCalendar

    init(catalogue: Catalogue, service: Service, calendar: WorkingCalendar) {
        self.catalogue = catalogue
        self.service = service
        self.calendar = calendar
    }
}
