import Contracts
import Kernel
import Ledger
import Store

/// Ledger entries of `People`. They name accounts by id and hold no personal data.
struct PeopleEntries: Sendable {
    let ledger: Ledger
    let world: World

    /// An act of an account on itself.
    func append(
        _ type: String, account: AccountID, kind: AccountKind,
        facts: [String: JSONValue] = [:], in tx: Transaction
    ) throws {
        let who: [String: JSONValue] = [
            "account": .string(account.text), "kind": .string(kind.rawValue),
        ]
        try append(
            type, actor: kind == .citizen ? .citizen(account) : .system("people"),
            facts: .object(facts.merging(who) { _, own in own }), in: tx)
    }

    func append(
        _ type: String, actor: Actor, unit: String? = nil, facts: JSONValue, in tx: Transaction
    ) throws {
        let entry = LedgerEntry(
            type: type, caseID: nil, actor: actor, service: nil, unit: unit, facts: facts,
            sealed: nil, at: world.now)
        _ = try ledger.append(entry, key: nil, in: tx)
    }
}
