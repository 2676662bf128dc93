import Contracts
import Kernel
import Ledger
import People
import Store

/// What anybody who knows the number may see of a case: no personal data.
public struct PublicTracking: Sendable {
    public struct Act: Sendable {
        /// The case's own act counter; the id of live events.
        public let number: Int64
        public let kind: ActKind
        public let at: Instant
        public let unit: UnitCode?
    }

    public let record: CaseRecord
    public let rules: CaseRules
    /// Public acts, oldest first.
    public let acts: [Act]
    /// Who has the case while several examine it side by side, in the order of the flow.
    public let running: [UnitCode]
    /// The newest act of any kind; with the language it names the bytes of the page.
    public let version: Int64
}

/// The little that the cache of tracking pages asks first.
public struct TrackingStamp: Sendable, Hashable {
    public let caseID: CaseID
    /// The case's act counter.
    public let version: Int64
}

extension Cases {
    /// One short read by unique index: whether there is such a case, and the version of its page.
    public func trackingStamp(_ number: TrackingCode) async throws -> TrackingStamp? {
        try await store.read("tracking.stamp", short: true) { reader in
            try reader.row(
                """
                SELECT c.id, a.last FROM cases c JOIN case_acts a ON a.case_id = c.id \
                WHERE c.number = \(number.symbols)
                """
            ).map { TrackingStamp(caseID: $0.id(0), version: $0.int(1)) }
        }
    }

    public func tracking(_ number: TrackingCode) async throws -> PublicTracking {
        let found = try await store.read("tracking") { reader in
            try CaseRows.find(number, in: reader).map {
                (
                    $0, try ledger.outline(of: $0.id, in: reader),
                    try TaskRows.waiting($0.id, in: reader)
                )
            }
        }
        guard let (record, acts, tasks) = found else { throw Refusal(.notFound, "case.not_found") }
        let rules = try await rules(record.service, version: record.version)
        let shown = acts.compactMap { act -> PublicTracking.Act? in
            guard let kind = ActKind(rawValue: act.type), kind.isPublic else { return nil }
            return PublicTracking.Act(
                number: act.act, kind: kind, at: act.at, unit: act.unit.flatMap(UnitCode.init))
        }
        let isBeside = rules.service.flow.step(record.step)?.kind == .parallel
        var running: [UnitCode] = []
        for task in tasks where isBeside && task.state == .open && !running.contains(task.unit) {
            running.append(task.unit)
        }
        return PublicTracking(
            record: record, rules: rules, acts: shown, running: running,
            version: acts.last?.act ?? 0)
    }

    /// Those of a person that an officer may open, newest first; none that is anonymous.
    public func records(
        of applicant: AccountID, for officer: Officer, limit: Int
    ) async throws -> [CaseRecord] {
        let scope = officer.caseScope
        return try await store.read("cases.served") { reader in
            try reader.rows(
                """
                SELECT \(sql: CaseRows.columns) FROM cases c WHERE c.applicant = \(applicant) \
                AND c.anonymous = 0 AND \(sql: scope) ORDER BY c.submitted_at DESC LIMIT \(limit)
                """
            ).map(CaseRows.record)
        }
    }

    /// The applicant's cases, newest first.
    public func cases(of applicant: AccountID, limit: Int = 100) async throws -> [CaseRecord] {
        try await store.read("cases.own") { reader in
            try reader.rows(
                """
                SELECT \(sql: CaseRows.columns) FROM cases c WHERE c.applicant = \(applicant) \
                ORDER BY c.submitted_at DESC LIMIT \(limit)
                """
            ).map(CaseRows.record)
        }
    }
}
