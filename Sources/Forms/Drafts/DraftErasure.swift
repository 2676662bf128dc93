import Contracts
import Kernel
import Store

extension Drafts {
    /// Takes away what was begun under the key of a case and never sent: a correction, work on its
    /// tasks. The caller destroys the key.
    public func eraseAll(of caseID: CaseID, in tx: Transaction) throws {
        let rows = try tx.rows(
            "SELECT id FROM drafts WHERE id = \(caseID) OR owner = \(caseID)")
        for row in rows {
            let id: CaseID = row.id(0)
            for file in try tx.rows("SELECT blob FROM draft_files WHERE draft = \(id)") {
                try checks.erase(file.id(0), in: tx)
            }
            try removeRows(id, in: tx)
        }
    }

    /// Destroys all drafts of an account that were never sent.
    /// - Returns: how many.
    public func eraseAll(of account: AccountID, in tx: Transaction) throws -> Int {
        let rows = try tx.rows(
            "SELECT id FROM drafts WHERE account = \(account) AND correction = 0")
        for row in rows { try delete(row.id(0), account: account, in: tx) }
        return rows.count
    }

    /// Destroys drafts that nobody touched since a moment; for a nightly job.
    /// - Returns: how many, at most `limit`.
    public func sweep(before moment: Instant, limit: Int = 50, in tx: Transaction) throws -> Int {
        let rows = try tx.rows(
            """
            SELECT id, account FROM drafts WHERE updated_at < \(moment) AND correction = 0 \
            ORDER BY updated_at LIMIT \(limit)
            """)
        for row in rows { try delete(row.id(0), account: row.id(1), in: tx) }
        return rows.count
    }
}
