import Contracts
import Kernel
import People
import Store

/// A case that an officer sees, with why he looks at it.
struct LookedAt: Sendable {
    let caseID: CaseID
    let applicant: AccountID
    let service: ServiceCode
    let reason: AccessReason
    var isAnonymous = false
}

/// When a look is another one.
enum LookRule: Sendable {
    /// Each is written down.
    case each
    /// Whoever comes back within a minute is still looking.
    case oncePerMinute
}

extension LookedAt {
    init(_ record: CaseRecord, _ reason: AccessReason) {
        self.init(
            caseID: record.id, applicant: record.applicant, service: record.service,
            reason: reason, isAnonymous: record.isAnonymous)
    }
}

extension Officer {
    /// Why the officer looks at a case, and from which position: to do his task on it; else to lead
    /// it, or the unit that works on it; else because it is among the cases of his unit.
    /// - Parameter seat: the place among his positions of the one that opens the case.
    func reason(
        for record: CaseRecord, _ tasks: [TaskRecord], _ service: Service, seat: Int
    ) throws -> AccessReason {
        if record.state != .closed {
            let own = tasks.filter { task in
                task.claimedBy ?? account == account && service.flow.mayBeDone(task, of: record)
            }
            let mine = own.filter { $0.claimedBy != nil } + own
            for task in mine {
                guard let authority = authority(for: task) else { continue }
                return AccessReason(.task, from: authority.position, step: task.step)
            }
        }
        let leading =
            leading(record, service)?.position
            ?? tasks.lazy.compactMap { self.assigning($0, of: record, service) }.first
        if let leading { return AccessReason(.lead, from: leading) }
        if let opened = opened.first(where: { $0.caseID == record.id }) {
            return AccessReason(.emergency, from: opened.position)
        }
        guard authorities.indices.contains(seat) else {
            throw Refusal(.notFound, "case.not_found")
        }
        return AccessReason(.ownUnit, from: authorities[seat].position)
    }
}

extension Cases {
    /// A case for a read that writes itself down; two statements.
    func look(at number: TrackingCode, for officer: Officer) async throws -> LookedAt {
        let (scope, seat) = (officer.readScope, officer.caseSeat)
        let found = try await store.read("case.look") { reader in
            try reader.row(
                """
                SELECT \(sql: CaseRows.columns), \(sql: seat) FROM cases c \
                WHERE c.number = \(number.symbols) AND \(sql: scope)
                """
            ).map { row in
                let record = try CaseRows.record(row)
                return (
                    record: record, seat: Int(row.int(CaseRows.width)),
                    tasks: try TaskRows.waiting(record.id, in: reader)
                )
            }
        }
        guard let found else { throw Refusal(.notFound, "case.not_found") }
        let rules = try await rules(found.record.service, version: found.record.version)
        return LookedAt(
            found.record,
            try officer.reason(for: found.record, found.tasks, rules.service, seat: found.seat))
    }

    /// Writes down that an officer looks at the applicant's number, address and contact in full.
    /// - Throws: `Refusal` where the applicant is hidden from the office.
    public func noteContact(_ number: TrackingCode, by officer: Officer) async throws {
        let looked = try await look(at: number, for: officer)
        guard !looked.isAnonymous else { throw Refusal(.forbidden, "case.anonymous") }
        try await note(looked, by: officer, .contact, .each)
    }

    /// Writes down what an officer looks at; returns when that is durable.
    func note(
        _ looked: LookedAt, by officer: Officer, _ part: AccessPart, _ rule: LookRule
    ) async throws {
        try await note([looked], by: officer, part, rule)
    }

    /// The same for several cases that are shown together.
    func note(
        _ looked: [LookedAt], by officer: Officer, _ part: AccessPart, _ rule: LookRule
    ) async throws {
        let now = world.now
        let fresh = looked.map { (look: RecentLooks.Look($0, officer, part), at: $0) }
            .filter { rule == .each || !looks.isKnown($0.look, at: now) }
        try await access.note(
            fresh.map { item in
                AccessEntry(
                    account: officer.account, reason: item.at.reason,
                    subject: item.at.applicant, caseID: item.at.caseID,
                    service: item.at.service, part: part,
                    flags: item.at.reason.purpose == .emergency ? .emergency : [])
            })
        for item in fresh { looks.remember(item.look, at: now) }
    }
}
