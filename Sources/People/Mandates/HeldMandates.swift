import Contracts
import Kernel
import Store

extension AccountStore {
    /// Every mandate of an account, held or given, also those that have ended.
    public func mandates(of account: AccountID, in reader: Reader) throws -> [MandateView] {
        try Mandates(accounts: self, zone: .utc).views(
            "m.agent = \(account) OR m.party = \(account)", in: reader)
    }

    /// Lets go of mandates that ended before a moment, or whose last day was before that day.
    /// - Parameter condition: what else has to hold of `m.party`.
    /// - Returns: how many rows went.
    public func sweepMandates(
        before limit: Instant, day: Day, where condition: SQL, limit count: Int,
        in tx: Transaction
    ) throws -> Int {
        try tx.execute(
            """
            DELETE FROM people_mandates WHERE id IN (SELECT m.id FROM people_mandates m \
            WHERE ((m.state = 'ended' AND m.ended_at < \(limit)) OR m.until_day < \(day)) \
            AND \(sql: condition) LIMIT \(count))
            """)
    }

    /// Erases a party of whose mandates the last row has gone: until then its name and what was
    /// noted of papers prove who could act.
    /// - Parameter condition: what else has to hold of `p.account`, such as that no case is left.
    /// - Returns: how many went.
    public func sweepParties(
        where condition: SQL, limit count: Int, in tx: Transaction
    ) throws -> Int {
        let rows = try tx.rows(
            """
            SELECT p.account FROM people_parties p WHERE NOT EXISTS (SELECT 1 \
            FROM people_mandates m WHERE m.party = p.account) \
            AND \(sql: condition) LIMIT \(count)
            """)
        for row in rows { _ = try erase(row.id(0), in: tx) }
        return rows.count
    }
}
