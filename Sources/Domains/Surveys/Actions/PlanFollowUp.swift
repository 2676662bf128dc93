import Cases
import Contracts
import Kernel
import Ledger
import People
import Store

extension SurveyDesk {
    /// The units whose figures an officer leads. Who is bound to a region leads no whole unit.
    static func units(of officer: Officer) -> Set<UnitCode> {
        officer.authorities.filter { $0.permissions.contains(.leadCases) && $0.region == nil }
            .reduce(into: []) { $0.formUnion($1.reach) }
    }

    /// From where an officer leads a unit, as the transaction sees him.
    /// - Throws: `Refusal(.forbidden)`.
    private func seat(
        of officer: Officer, over unit: UnitCode, in tx: Transaction
    ) throws -> PositionID {
        let today = Day(world.now, in: zone)
        let now = try directory.officer(officer.account, on: today, in: tx)
        let seat = now?.authorities.first {
            $0.permissions.contains(.leadCases) && $0.region == nil && $0.reach.contains(unit)
        }
        guard let seat else { throw Refusal(.forbidden, "web.forbidden") }
        return seat.position
    }

    /// What a form says of a plan.
    struct Plan: Sendable {
        let unit: UnitCode
        let element: SurveyElement
        let action: String
        let due: Day
        let responsible: String
    }

    /// Publishes what a unit will do.
    func plan(_ plan: Plan, by officer: Officer) async throws {
        guard plan.due >= Day(world.now, in: zone) else {
            throw Refusal(.invalid, "surveys.plan.past", field: "tanggal")
        }
        try await store.write("survey.plan") { tx in
            let seat = try seat(of: officer, over: plan.unit, in: tx)
            let plan = FollowUp(
                id: world.id(), unit: plan.unit, element: plan.element, action: plan.action,
                due: plan.due, responsible: plan.responsible, madeAt: world.now, done: nil,
                result: nil)
            try FollowUpRows.insert(plan, by: officer.account, from: seat, in: tx)
            try note("survey.planned", plan, officer.actor(seat), in: tx)
        }
    }

    /// Says what came of a plan, once.
    func finish(_ id: FollowUpID, _ result: String, by officer: Officer) async throws {
        try await store.write("survey.plan.done") { tx in
            guard let plan = try FollowUpRows.find(id, in: tx) else {
                throw Refusal(.notFound, "surveys.plan.unknown")
            }
            let seat = try seat(of: officer, over: plan.unit, in: tx)
            let day = Day(world.now, in: zone)
            guard try FollowUpRows.finish(id, result, on: day, in: tx) else {
                throw Refusal(.conflict, "surveys.plan.finished")
            }
            try note("survey.followed-up", plan, officer.actor(seat), in: tx)
        }
    }

    private func note(
        _ type: String, _ plan: FollowUp, _ actor: Actor, in tx: Transaction
    ) throws {
        try ledger.append(
            LedgerEntry(
                type: type, actor: actor, unit: plan.unit.text,
                facts: [
                    "plan": .string(plan.id.text), "element": .string(plan.element.rawValue),
                ], at: world.now), key: nil, in: tx)
    }
}
