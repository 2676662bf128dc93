import Contracts
import Kernel
import Store

extension AccountStore {
    /// Every mandate of an account, held or given, also those that have ended.
    public func mandates(of account: AccountID, in reader: Reader) throws -> [MandateView] {
        try mandates(where: "m.agent = \(account) OR m.party = \(account)", in: reader)
    }

    /// Mandates with the names of both sides, newest first.
    /// - Parameter condition: of the mandate `m`, the party's account `a` and the agent's `b`.
    func mandates(where condition: SQL, in reader: Reader) throws -> [MandateView] {
        let rows = try reader.rows(
            """
            SELECT \(sql: Mandate.columns), p.kind, a.level, a.name, k.wrapped, b.name, h.wrapped \
            FROM people_mandates m JOIN people_accounts a ON a.id = m.party \
            JOIN data_keys k ON k.id = a.id LEFT JOIN people_parties p ON p.account = a.id \
            LEFT JOIN people_accounts b ON b.id = m.agent \
            LEFT JOIN data_keys h ON h.id = b.id \
            WHERE \(sql: condition) ORDER BY m.created_at DESC, m.id DESC LIMIT 200
            """)
        return try rows.compactMap { row in
            guard let mandate = Mandate.read(row) else { return nil }
            return MandateView(
                mandate: mandate, kind: row.optionalText(9).flatMap(PartyKind.init),
                partyName: try name(mandate.party, row.bytes(11), row.optionalBytes(12)),
                agentName: try mandate.agent.map {
                    try name($0, row.optionalBytes(13) ?? [], row.optionalBytes(14))
                },
                level: IdentityLevel(rawValue: Int(row.int(10))) ?? .contact)
        }
    }

    private func name(
        _ account: AccountID, _ sealed: [UInt8], _ wrapped: [UInt8]?
    ) throws -> String {
        guard let wrapped else { return PersonName.erased }
        return try PersonalSeal(
            vault: vault, key: try vault.key(account.value, wrapped: wrapped),
            table: "people_accounts", row: account.value
        ).open(sealed, "name")
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
