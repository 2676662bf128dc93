import Contracts
import Kernel
import Store

/// Content goes, rows stay for counting.
extension Notices {
    /// Makes the content of a case's notices unreadable; the rows stay for counting.
    public func erase(case id: CaseID, in tx: Transaction) throws {
        try erase(try tx.rows("SELECT id FROM notices WHERE case_id = \(id)"), in: tx)
    }

    /// Makes the content of an account's notices unreadable, and forgets what it chose and its
    /// devices.
    public func erase(account id: AccountID, in tx: Transaction) throws {
        try erase(try tx.rows("SELECT id FROM notices WHERE account = \(id)"), in: tx)
        for device in try allDevices(of: id, in: tx) {
            try removeDevice(device.id, of: id, in: tx)
        }
        try tx.execute("DELETE FROM notice_people WHERE account = \(id)")
        tx.onCommit { [unread] in unread.forget(id) }
    }

    /// Makes the content of notices unreadable that went to a contact and to no account, such as
    /// codes.
    public func erase(contact: Contact, in tx: Transaction) throws {
        let index = contactIndex(contact)
        try erase(
            try tx.rows("SELECT id FROM notices WHERE contact_index = \(index)"), in: tx)
    }

    /// Erases the content of notices that went out (or never will) more than `days` ago; for a
    /// nightly job. The city needs no copy of what it sent: the case page says the same.
    /// - Returns: how many were erased, at most 500.
    @discardableResult
    public func sweep(olderThan days: Int64 = 30) async throws -> Int {
        let limit = world.now.adding(hours: -24 * days)
        return try await store.write("notices.sweep") { [self] tx in
            let rows = try tx.rows(
                """
                SELECT id FROM notices WHERE created_at < \(limit) AND content IS NOT NULL \
                AND state IN ('sent', 'failed', 'expired', 'dropped') LIMIT 500
                """)
            try erase(rows, in: tx)
            return rows.count
        }
    }

    private func erase(_ rows: [Row], in tx: Transaction) throws {
        for row in rows {
            let id = row.uuid(0)
            try tx.execute(
                """
                UPDATE notices SET content = NULL, contact_index = NULL, \
                state = CASE WHEN state IN ('queued', 'sending', 'held') THEN 'expired' \
                ELSE state END WHERE id = \(id.bytes)
                """)
            try vault.destroyKey(id, in: tx)
        }
    }
}
