import Contracts
import Kernel
import People
import Store

extension Permission {
    /// Acting on a case of one's unit as a whole: extend, pause, give to another unit, open again.
    public static let leadCases: Permission = "case.lead"
}

extension Officer {
    /// The authority by which the officer leads this case: a leading position whose reach has the
    /// unit that owns it.
    public func leading(_ record: CaseRecord, _ service: Service) -> Authority? {
        authorities.first { authority in
            authority.permissions.contains(.leadCases)
                && authority.reach.contains(record.ownerUnit)
                && Int64(authority.clearance.rawValue) >= service.confidentiality.level
                && covers(authority.region, record.region)
        }
    }
}

extension Cases {
    /// Runs an act of whoever leads the case, on the case as a whole.
    func lead<Result: Sendable>(
        _ act: OfficerAct, _ body: @escaping @Sendable (inout Scene) throws -> Result
    ) async throws -> Result {
        try await performWhole(act) { record, officer, rules in
            officer.leading(record, rules.service)?.position
        } _: { scene in
            guard scene.record.state != .closed else {
                throw Refusal(.conflict, "case.changed_meanwhile")
            }
            return try body(&scene)
        }
    }

    /// The same on a case that is closed, by whoever `may`.
    func performClosed<Result: Sendable>(
        _ act: OfficerAct,
        may: @escaping @Sendable (CaseRecord, Officer, CaseRules) -> Bool,
        _ body: @escaping @Sendable (inout Scene) throws -> Result
    ) async throws -> Result {
        try await performWhole(act) { record, officer, rules in
            may(record, officer, rules) ? officer.authorities.first?.position : nil
        } _: { scene in
            guard scene.record.state == .closed else {
                throw Refusal(.conflict, "case.changed_meanwhile")
            }
            return try body(&scene)
        }
    }

    /// - Parameter position: the officer's position for this act; nothing refuses it.
    func performWhole<Result: Sendable>(
        _ act: OfficerAct,
        _ position: @escaping @Sendable (CaseRecord, Officer, CaseRules) -> PositionID?,
        _ body: @escaping @Sendable (inout Scene) throws -> Result
    ) async throws -> Result {
        let rules = try await rules(of: act.caseID)
        return try await store.write("case.lead") { tx in
            guard let record = try CaseRows.find(act.caseID, in: tx) else {
                throw Refusal(.notFound, "case.not_found")
            }
            let officer = try inForce(act.officer, rules, in: tx)
            guard let position = position(record, officer, rules) else {
                throw Refusal(.forbidden, "case.not_yours")
            }
            try Self.refuseRestricted(record.id, in: tx)
            guard record.revision == act.revision,
                try CaseRows.take(record.id, revision: record.revision, in: tx)
            else { throw Refusal(.conflict, "case.changed_meanwhile") }
            return try play(
                record, rules, by: officer.actor(position), as: officer, in: tx, body)
        }
    }
}
