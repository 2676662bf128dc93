import Contracts
import Kernel
import Store

/// Entries that are gathered, with their commitments, to be written together: for filling a house
/// before a measurement. They verify like all others.
package struct LedgerBlock: Sendable {
    fileprivate var entries = RowBlock(
        """
        INSERT INTO ledger (id, seq, txid, case_id, case_act, type, actor_kind, actor_id, \
        actor_name, position_id, service, unit, at, facts, sealed, salt, key_id, commitment)
        """, width: 18)
    fileprivate var counters = RowBlock("INSERT INTO case_acts (case_id, last)", width: 2)

    package init() {}

    package var count: Int { entries.count }

    package mutating func add(_ other: LedgerBlock) {
        entries.add(other.entries)
        counters.add(other.counters)
    }
}

extension Ledger {
    /// Adds all acts of a new case, in their order, to a block.
    package func add(
        _ acts: [LedgerEntry], of caseID: CaseID, key: DataKey, to block: inout LedgerBlock
    ) throws {
        for (index, entry) in acts.enumerated() {
            let id = UUIDv7(at: entry.at, random: .system)
            let act = Int64(index + 1)
            let salt = RandomSource.system.bytes(16)
            let commitment = Commitment.of(entry, id: id, act: act, salt: salt)
            let sealed = try entry.sealed.map {
                try vault.seal($0.canonical, with: key, at: LedgerRecord.place(id, "sealed"))
            }
            let saltSealed = try vault.seal(
                salt, with: key, at: LedgerRecord.place(id, "salt"))
            let actor = entry.actor
            block.entries.add([
                id.sqlValue, .null(.integer), .null(.integer), caseID.sqlValue, act.sqlValue,
                entry.type.sqlValue, actor.kind.sqlValue, actor.account.sqlValue,
                actor.systemName.sqlValue, actor.position.sqlValue, entry.service.sqlValue,
                entry.unit.sqlValue, entry.at.sqlValue, entry.facts.text.sqlValue,
                sealed.sqlValue, saltSealed.sqlValue, key.id.sqlValue, commitment.sqlValue,
            ])
        }
        block.counters.add([caseID.sqlValue, Int64(acts.count).sqlValue])
    }

    /// Writes a block and numbers its entries at once; on PostgreSQL in place of the sequencer,
    /// whose lock is held until the commit.
    package func write(_ block: LedgerBlock, in tx: Transaction) throws {
        try tx.lock("ledger sequencer")
        let count = Int64(block.count)
        let row = try tx.row(
            "UPDATE ledger_counter SET last = last + \(count) WHERE one = 1 RETURNING last")
        guard let row else { throw LedgerError.noCounter }
        var entries = block.entries
        entries.number(column: 1, from: row.int(0) - count + 1)
        try entries.write(in: tx)
        try block.counters.write(in: tx)
        tx.onCommit { [signals] in signals.numbered.raise() }
    }
}
