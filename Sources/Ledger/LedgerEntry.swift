import Contracts
import Kernel

/// The number of an act within its case, from 1. Public: tracking pages resume by it.
public typealias CaseActNumber = Int64

/// One act, about to be written.
public struct LedgerEntry: Sendable, Hashable {
    /// What happened, such as `case.submitted`: one of the types in `Contracts`.
    public let type: String
    public let caseID: CaseID?
    public let actor: Actor
    /// The service of the catalogue that it belongs to.
    public let service: String?
    /// The unit that acted or is now concerned.
    public let unit: String?
    /// What lists, figures and other domains need to know. Never personal data: it stays in plain
    /// after the person's data are erased.
    public let facts: JSONValue
    /// What only those who may see the case may know; needs a key.
    public let sealed: JSONValue?
    public let at: Instant

    public init(
        type: String, caseID: CaseID? = nil, actor: Actor, service: String? = nil,
        unit: String? = nil, facts: JSONValue = [:], sealed: JSONValue? = nil, at: Instant
    ) {
        self.type = type
        self.caseID = caseID
        self.actor = actor
        self.service = service
        self.unit = unit
        self.facts = facts
        self.sealed = sealed
        self.at = at
    }

    /// The same with a note of how the act came, when that was no page of ours.
    func coming(by via: String) -> LedgerEntry {
        guard case .object(var facts) = facts else { return self }
        facts["via"] = .string(via)
        return LedgerEntry(
            type: type, caseID: caseID, actor: actor, service: service, unit: unit,
            facts: .object(facts), sealed: sealed, at: at)
    }
}

extension Actor {
    /// Which part of the house acted, for `.system`.
    var systemName: String? { if case .system(let name) = self { name } else { nil } }

    /// The actor as stored in the columns of an entry.
    init?(kind: String, account: AccountID?, position: PositionID?, name: String?) {
        switch (kind, account, position, name) {
        case ("citizen", let account?, nil, nil): self = .citizen(account)
        case ("agent", let account?, nil, nil): self = .agent(account)
        case ("officer", let account?, let position?, nil): self = .officer(account, position)
        case ("system", nil, nil, let name?): self = .system(name)
        case ("visitor", nil, nil, nil): self = .visitor
        default: return nil
        }
    }
}
