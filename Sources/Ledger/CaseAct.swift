import Contracts
import Kernel
import Store

/// What a page tells of an act: who did what and when, without facts and sealed parts.
public struct CaseAct: Sendable, Hashable {
    /// The number within the case, from 1.
    public let act: CaseActNumber
    public let type: String
    public let actor: Actor
    public let unit: String?
    public let at: Instant
}

extension Ledger {
    /// The newest acts of one case in their order, as pages tell them.
    public func outline(
        of caseID: CaseID, newest limit: Int = 500, in reader: Reader
    ) throws -> [CaseAct] {
        try reader.rows(
            """
            SELECT case_act, type, actor_kind, actor_id, position_id, actor_name, unit, at
            FROM ledger WHERE case_id = \(caseID) ORDER BY case_act DESC LIMIT \(limit)
            """
        ).reversed().map { row in
            let actor = Actor(
                kind: row.text(2), account: row.optionalID(3), position: row.optionalID(4),
                name: row.optionalText(5))
            guard let actor else { throw LedgerError.malformed(nil) }
            return CaseAct(
                act: row.int(0), type: row.text(1), actor: actor, unit: row.optionalText(6),
                at: row.instant(7))
        }
    }
}
