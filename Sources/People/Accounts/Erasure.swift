import Contracts
import Kernel
import Store

extension AccountStore {
    /// Erases a citizen in the caller's transaction: the key is destroyed, and so are the hashes by
    /// which the person could be looked up. The row stays as a mark that somebody was here, for the
    /// ledger and other rows name its id.
    /// - Returns: false when it was erased before.
    public func erase(_ id: AccountID, in tx: Transaction) throws -> Bool {
        guard let row = try AccountRow.find(id, in: tx), row.kind == .citizen else {
            throw Refusal(.notFound, "people.account.unknown")
        }
        let known = try tx.row(
            "SELECT 1 FROM people_accounts WHERE id = \(id) AND state = 'erased'")
        guard known == nil else { return false }
        // What a counter once wrote down of the same person goes too.
        for record in try mergedRecords(of: id, in: tx) { _ = try erase(record, in: tx) }
        // Codes that were sent to the contacts are found by their hashes, so they go first.
        for contact: SQL in [
            "SELECT contact_index FROM people_accounts WHERE id = \(id)",
            "SELECT second_index FROM people_accounts WHERE id = \(id)",
            "SELECT contact_index FROM people_contact_changes WHERE account = \(id)",
        ] {
            _ = try removeSealed(
                from: "people_flows", where: "contact_index = (\(sql: contact))", in: tx)
        }
        try tx.execute("DELETE FROM people_contact_changes WHERE account = \(id)")
        _ = try removeSealed(from: "people_steps", where: "account = \(id)", in: tx)
        try sessions.endAll(of: id, except: nil, in: tx)
        try tx.execute("DELETE FROM people_sessions WHERE account = \(id)")
        try tx.execute("DELETE FROM people_tokens WHERE account = \(id)")
        try tx.execute("DELETE FROM people_factors WHERE account = \(id)")
        try tx.execute("DELETE FROM people_identities WHERE account = \(id)")
        try tx.execute("DELETE FROM people_resets WHERE account = \(id)")
        try tx.execute("DELETE FROM people_resident_queries WHERE account = \(id)")
        try tx.execute("DELETE FROM people_counter_codes WHERE account = \(id)")
        try tx.execute("DELETE FROM people_mandate_codes WHERE account = \(id)")
        try tx.execute("DELETE FROM people_imports WHERE account = \(id)")
        try tx.execute("DELETE FROM people_parties WHERE account = \(id)")
        try tx.execute("DELETE FROM people_claimed WHERE account = \(id)")
        try tx.execute("DELETE FROM people_walkins WHERE account = \(id)")
        try tx.execute("DELETE FROM people_walkin_names WHERE account = \(id)")
        try tx.execute(
            """
            UPDATE people_mandates SET state = 'ended', ended_at = \(world.now), \
            code_index = NULL, paper = NULL WHERE (agent = \(id) OR party = \(id)) \
            AND state <> 'ended'
            """)
        try tx.execute("DELETE FROM people_recoveries WHERE account = \(id)")
        try tx.execute(
            """
            UPDATE people_accounts SET state = 'erased', name = \([UInt8]()), \
            contact_kind = NULL, contact = NULL, contact_index = NULL, second_kind = NULL, \
            second = NULL, second_index = NULL, second_at = NULL, nip = NULL, \
            nip_index = NULL, rank = NULL, password = NULL, password_at = NULL, nik = NULL, \
            nik_index = NULL, level_at = NULL, level_way = NULL WHERE id = \(id)
            """)
        try vault.destroyKey(id, in: tx)
        tx.onCommit { [identities, sessions] in
            identities.remove(id)
            sessions.forget(id)
        }
        return true
    }
}
