import Contracts
import Kernel
import People
import Store

// Cases belong to the applicant. Somebody else acts on them only by a mandate that holds at the
// moment of the act; every act names who did it.

extension Cases {
    /// As whom an account acts on a case. A case of others is as if it were not there.
    /// - Throws: `Refusal` (`case.not_found`).
    func actor(
        _ account: AccountID, on record: CaseRecord, in zone: Zone, _ reader: Reader
    ) throws -> Actor {
        guard account != record.applicant else { return .citizen(account) }
        let mandate = try Mandate.inForce(
            account, for: record.applicant, record.service, begun: record.begunAt,
            on: Day(world.now, in: zone), in: zone, reader)
        guard mandate != nil else { throw Refusal(.notFound, "case.not_found") }
        return .agent(account)
    }

    /// The case, and as whom the account acts on it.
    func own(
        _ caseID: CaseID, by account: AccountID, in zone: Zone, _ reader: Reader
    ) throws -> (record: CaseRecord, actor: Actor) {
        guard let record = try CaseRows.find(caseID, in: reader) else {
            throw Refusal(.notFound, "case.not_found")
        }
        return (record, try actor(account, on: record, in: zone, reader))
    }
}

extension CaseRecord {
    /// When its draft was begun: the case has the id of the draft, and ids begin with their time.
    public var begunAt: Instant { id.value.instant }
}
