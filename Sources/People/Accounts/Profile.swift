import Contracts
import Kernel
import Store

extension AccountStore {
    /// Changes the name that the person gave. Only while it is not proven (level 0): later the
    /// register decides.
    public func rename(_ id: AccountID, to typed: String) async throws {
        let name = try PersonName.checked(typed)
        try await store.write("people.rename") { [self] tx in
            guard let row = try AccountRow.find(id, in: tx), row.isActive else {
                throw Refusal(.notFound, "people.account.unknown")
            }
            guard row.level == .contact, row.kind == .citizen else {
                throw Refusal(.forbidden, "people.name.proven", field: "name", values: [:])
            }
            let sealed = try PersonalSeal.account(id, vault, in: tx).close(name, "name")
            try tx.execute("UPDATE people_accounts SET name = \(sealed) WHERE id = \(id)")
            try entries.append("account.renamed", account: id, kind: row.kind, in: tx)
        }
        identities.remove(id)
    }

    /// The language in which the person is written to.
    public func setLanguage(_ id: AccountID, to language: Language) async throws {
        _ = try await store.write("people.language") { tx in
            try tx.execute(
                """
                UPDATE people_accounts SET language = \(language.rawValue) WHERE id = \(id)
                """)
        }
        identities.remove(id)
    }

    /// Closes an account (or opens it again): nobody signs in, running sessions end.
    public func setActive(_ id: AccountID, _ isActive: Bool, by actor: Actor) async throws {
        _ = try await store.write("people.state") { [self] tx in
            try setActive(id, isActive, by: actor, in: tx)
        }
    }

    /// The same in the transaction of an act. Sessions and tokens of programs end, codes that were
    /// sent count no more.
    /// - Returns: false when it was so already, or erased.
    public func setActive(
        _ id: AccountID, _ isActive: Bool, by actor: Actor, in tx: Transaction
    ) throws -> Bool {
        let (state, other) = isActive ? ("active", "closed") : ("closed", "active")
        let changed = try tx.execute(
            "UPDATE people_accounts SET state = \(state) WHERE id = \(id) AND state = \(other)")
        guard changed == 1 else { return false }
        if !isActive {
            try sessions.endAll(of: id, except: nil, in: tx)
            try tx.execute("DELETE FROM people_invitations WHERE account = \(id)")
            try tx.execute("DELETE FROM people_resets WHERE account = \(id)")
        }
        try entries.append(
            isActive ? "account.opened" : "account.closed", actor: actor,
            facts: ["account": .string(id.text)], in: tx)
        tx.onCommit { [identities, sessions] in
            identities.remove(id)
            sessions.forget(id)
        }
        return true
    }

    /// Removes what has run out: codes after a day, sessions after 90 days, empty throttles.
    /// Meant for a nightly job; small steps, so that the writer is not held for long.
    /// - Returns: how many rows went.
    @discardableResult
    public func sweep() async throws -> Int {
        let now = world.now
        return try await store.write("people.sweep") { [self] tx in
            let yesterday = now.adding(hours: -24)
            let flows = try removeSealed(
                from: "people_flows", where: "expires_at < \(yesterday) LIMIT 500", in: tx)
            let steps = try sweepSteps(before: yesterday, in: tx)
            let sessions = try Self.remove(
                from: "people_sessions", where: "expires_at < \(now.adding(hours: -24 * 90))",
                in: tx)
            let throttles = try Self.remove(
                from: "people_throttles", where: "changed_at < \(yesterday)", key: "bucket", in: tx)
            let codes = try Self.sweepCodes(at: now, in: tx)
            let offers = try Self.remove(
                from: "people_mandates", where: "state = 'offered' AND code_until < \(yesterday)",
                in: tx)
            let recoveries = try Self.sweepRecoveries(before: yesterday, at: now, in: tx)
            return flows + steps + sessions + throttles + codes + offers + recoveries
        }
    }

    /// Codes of a counter that ran out.
    private static func sweepCodes(at now: Instant, in tx: Transaction) throws -> Int {
        let codes = try Self.remove(
            from: "people_counter_codes", where: "expires_at < \(now.adding(hours: -1))", in: tx)
        let papers = try Self.remove(
            from: "people_mandate_codes", where: "expires_at < \(now.adding(hours: -1))", in: tx)
        return codes + papers
    }

    /// Removes questions to the population register that were asked before a moment; how long they
    /// are kept is a rule of the city.
    /// - Returns: how many rows went.
    public func sweepQuestions(
        before limit: Instant, limit count: Int, in tx: Transaction
    ) throws -> Int {
        try Self.remove(
            from: "people_resident_queries", where: "asked_at < \(limit)", limit: count, in: tx)
    }

    /// Visits at a counter for which the time is over, and contacts of before that can undo nothing
    /// any more.
    private static func sweepRecoveries(
        before moment: Instant, at now: Instant, in tx: Transaction
    ) throws -> Int {
        let visits = try Self.remove(
            from: "people_recoveries", where: "expires_at < \(moment)", in: tx)
        let changes = try Self.remove(
            from: "people_contact_changes", where: "ends_at <= \(now)", key: "account", in: tx)
        return visits + changes
    }

    /// Steps that nobody finished, and answers that cannot come again.
    private func sweepSteps(before moment: Instant, in tx: Transaction) throws -> Int {
        let steps = try removeSealed(
            from: "people_steps", where: "expires_at < \(moment) LIMIT 500", in: tx)
        let answers = try Self.remove(
            from: "people_answered", where: "expires_at < \(moment)", key: "challenge", in: tx)
        return steps + answers
    }

    /// Takes rows away, at most `limit`.
    /// - Parameters:
    ///   - condition: which rows.
    ///   - key: the column that tells them apart.
    /// - Returns: how many went.
    private static func remove(
        from table: SQL, where condition: SQL, key: SQL = "id", limit: Int = 500,
        in tx: Transaction
    ) throws -> Int {
        try tx.execute(
            """
            DELETE FROM \(sql: table) WHERE \(sql: key) IN (SELECT \(sql: key) \
            FROM \(sql: table) WHERE \(sql: condition) LIMIT \(limit))
            """)
    }

    /// Takes rows away that each have a key of their own, and destroys the keys.
    /// - Parameter condition: what follows `WHERE`.
    /// - Returns: how many went.
    func removeSealed(
        from table: SQL, where condition: SQL, in tx: Transaction
    ) throws -> Int {
        let rows = try tx.rows("SELECT id FROM \(sql: table) WHERE \(sql: condition)")
        for row in rows {
            try tx.execute("DELETE FROM \(sql: table) WHERE id = \(row.bytes(0))")
            try vault.destroyKey(row.uuid(0), in: tx)
        }
        return rows.count
    }
}
