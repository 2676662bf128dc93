import Contracts
import Kernel
import Ledger
import Store

/// Who acts for whom: children, powers of attorney, people of a business.
public struct Mandates: Sendable {
    /// How many mandates one account may give and hold: enough for a notary, too few to flood.
    static let most = 50

    let accounts: AccountStore
    let zone: Zone
    var store: Store { accounts.store }
    var vault: Vault { accounts.vault }
    var world: World { accounts.world }
    /// What day it is in the city.
    public var today: Day { Day(world.now, in: zone) }

    /// - Parameter zone: the city's zone, which says what day it is.
    public init(accounts: AccountStore, zone: Zone) {
        self.accounts = accounts
        self.zone = zone
    }

    // MARK: Acting

    /// In whose name a citizen acts by a mandate; nil when it does not hold today.
    public func acting(_ id: MandateID, by citizen: CitizenIdentity) async throws -> Acting? {
        let today = today
        let view = try await store.read("people.acting") { [self] reader in
            try accounts.mandates(
                where: "m.id = \(id) AND m.agent = \(citizen.account) AND a.state = 'active'",
                in: reader
            ).first
        }
        guard let view, view.mandate.holds(on: today) else { return nil }
        return Acting(
            mandate: view.mandate, kind: view.kind, name: view.partyName,
            level: min(view.level, citizen.level))
    }

    /// From now on this session does errands by a mandate, or (nil) in the own name. The session
    /// gets a new token, for what it may do has changed.
    /// - Throws: `Refusal`: the mandate is not one of this session's owner, or does not hold.
    public func act(_ id: MandateID?, in token: SecretToken) async throws -> (SecretToken, Instant)
    {
        guard let session = try await accounts.sessions.resolve(token), session.kind == .citizen
        else { throw Refusal(.forbidden, "web.forbidden") }
        let today = today
        let fresh = try await store.write("people.act") { [accounts] tx -> SecretToken? in
            if let id {
                guard let mandate = try Mandate.find(id, in: tx),
                    mandate.agent == session.account, mandate.holds(on: today)
                else { throw Refusal(.conflict, "people.mandate.over") }
            }
            return try accounts.sessions.act(id, token, in: tx)
        }
        accounts.sessions.forget(token)
        guard let fresh else { throw Refusal(.forbidden, "web.forbidden") }
        return (fresh, session.expiresAt)
    }

    // MARK: Lists

    /// The mandates by which an account acts for others, or will when they are confirmed.
    public func held(by account: AccountID) async throws -> [MandateView] {
        try await store.read("people.mandates.held") { [self] reader in
            try accounts.mandates(
                where: "m.agent = \(account) AND m.state IN ('taken', 'active')", in: reader)
        }
    }

    /// The mandates that others have from an account.
    public func given(by party: AccountID) async throws -> [MandateView] {
        try await store.read("people.mandates.given") { [self] reader in
            try accounts.mandates(
                where: "m.party = \(party) AND m.state IN ('offered', 'taken', 'active')",
                in: reader)
        }
    }

    /// One mandate for whoever it concerns: who acts by it, or who may say who does.
    public func view(_ id: MandateID, for account: AccountID) async throws -> MandateView {
        let found = try await store.read("people.mandate") { [self] reader -> MandateView? in
            guard let view = try accounts.mandates(where: "m.id = \(id)", in: reader).first,
                try view.mandate.agent == account
                    || governs(account, view.mandate.party, in: reader)
            else { return nil }
            return view
        }
        guard let found else { throw Refusal(.notFound, "people.mandate.unknown") }
        return found
    }

    /// Ends a mandate at once: the one who acts by it, or who gave it.
    public func end(_ id: MandateID, by account: AccountID) async throws {
        try await store.write("people.mandate.end") { [self] tx in
            guard let mandate = try Mandate.find(id, in: tx), mandate.state != .ended,
                try mandate.agent == account || governs(account, mandate.party, in: tx)
            else { throw Refusal(.notFound, "people.mandate.unknown") }
            try close(mandate, by: account, in: tx)
        }
    }

    private func close(_ mandate: Mandate, by account: AccountID, in tx: Transaction) throws {
        if mandate.role == .owner, mandate.state == .active {
            try checkLeaving(mandate, by: account, in: tx)
        }
        let changed = try tx.execute(
            """
            UPDATE people_mandates SET state = 'ended', ended_at = \(world.now), \
            ended_by = \(account), code_index = NULL WHERE id = \(mandate.id) \
            AND state <> 'ended'
            """)
        guard changed == 1 else { return }
        try note("mandate.ended", mandate, by: account, in: tx)
        var told = Set(try owners(of: mandate.party, in: tx) + [mandate.party])
        if let agent = mandate.agent { told.insert(agent) }
        for other in told.subtracting([account]).sorted() {
            try accounts.tellOwner(other, .mandateEnded, in: tx)
        }
    }

    /// Somebody goes on answering for the business, proven if the business is; and only who is
    /// proven takes it from another owner.
    private func checkLeaving(
        _ mandate: Mandate, by account: AccountID, in tx: Transaction
    ) throws {
        // Holds the party, so that two owners who leave at once do not leave it to nobody.
        try hold(mandate.party, in: tx)
        let isProven = try IdentityLevel.of(mandate.party, in: tx) == .proven
        let rest = try owners(of: mandate.party, in: tx).filter { $0 != mandate.agent }
        guard
            try rest.contains(where: { owner in
                try !isProven || IdentityLevel.of(owner, in: tx) == .proven
            })
        else { throw Refusal(.conflict, "people.mandate.last-owner") }
        guard try mandate.agent == account || IdentityLevel.of(account, in: tx) == .proven else {
            throw Refusal(.forbidden, "people.mandate.other-owner")
        }
    }

    /// Ends mandates that a person gave, or that were entered for a person, without asking the
    /// sides; both hear of it.
    /// - Parameter condition: which of `people_mandates`.
    static func endAll(
        where condition: SQL, of accounts: AccountStore, in tx: Transaction
    ) throws {
        let ended = try tx.rows(
            """
            UPDATE people_mandates SET state = 'ended', ended_at = \(accounts.world.now), \
            code_index = NULL WHERE \(sql: condition) AND state <> 'ended' \
            RETURNING id, party, agent
            """)
        for row in ended {
            let (id, party): (MandateID, AccountID) = (row.id(0), row.id(1))
            let agent: AccountID? = row.optionalID(2)
            try accounts.entries.append(
                "mandate.ended", actor: .system("people"),
                facts: [
                    "mandate": .string(id.text), "party": .string(party.text),
                    "agent": agent.map { .string($0.text) } ?? .null,
                ], in: tx)
            for account in [party] + (agent.map { [$0] } ?? []) {
                try accounts.tellOwner(account, .mandateEnded, in: tx)
            }
        }
    }

    // MARK: What the parts share

    /// Whether an account says who acts for a party: for oneself, or as an owner of a business.
    func governs(_ account: AccountID, _ party: AccountID, in reader: Reader) throws -> Bool {
        try account == party || owners(of: party, in: reader).contains(account)
    }

    /// Owners whose mandate holds today.
    func owners(of party: AccountID, in reader: Reader) throws -> [AccountID] {
        try reader.rows(
            """
            SELECT agent FROM people_mandates WHERE party = \(party) AND role = 'owner' \
            AND state = 'active' AND from_day <= \(today) \
            AND (until_day IS NULL OR until_day >= \(today))
            """
        ).compactMap { $0.optionalID(0) }
    }

    /// Holds the row of a party: what is decided of its mandates is decided one after the other.
    func hold(_ party: AccountID, in tx: Transaction) throws {
        try tx.execute("UPDATE people_accounts SET level = level WHERE id = \(party)")
    }

    func note(
        _ type: String, _ mandate: Mandate, by account: AccountID,
        _ more: [String: JSONValue] = [:], in tx: Transaction
    ) throws {
        let facts: [String: JSONValue] = [
            "mandate": .string(mandate.id.text), "party": .string(mandate.party.text),
            "agent": mandate.agent.map { .string($0.text) } ?? .null,
            "role": .string(mandate.role.rawValue), "from": .string(mandate.from.iso),
            "until": mandate.until.map { .string($0.iso) } ?? .null,
            "services": mandate.services.map {
                .array($0.sorted().map { .string($0.text) })
            } ?? .null,
        ]
        try accounts.entries.append(
            type, account: account, kind: .citizen, facts: facts.merging(more) { old, _ in old },
            in: tx)
    }
}
