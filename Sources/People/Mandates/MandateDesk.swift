import Contracts
import Kernel
import Store

public enum MandateVisitSubject {}
/// Somebody stands at a counter with papers of another.
public typealias MandateVisitID = Identifier<MandateVisitSubject>

/// What an officer sees of whoever stands before the counter, and of the party.
public struct MandateVisit: Sendable, Hashable {
    public struct Party: Sendable, Hashable {
        public let kind: PartyKind
        public let maskedName: String
    }

    public let id: MandateVisitID
    public let agentName: String
    public let agentLevel: IdentityLevel
    /// Nil: a power of attorney on paper is brought.
    public let party: Party?
    public let expiresAt: Instant
}

/// What an officer took from the papers of a party.
public struct PartyPapers: Sendable {
    /// NIB of a business, NIK of a child.
    public let number: String
    public let name: String
    /// Business: deed or NIB certificate that names the person. Child: birth certificate or a
    /// decision on custody.
    public let arePapersShown: Bool
    public let isCardShown: Bool

    public init(number: String, name: String, arePapersShown: Bool, isCardShown: Bool) {
        self.number = number
        self.name = name
        self.arePapersShown = arePapersShown
        self.isCardShown = isCardShown
    }
}

/// A power of attorney on paper, as an officer took it down.
public struct PaperMandate: Sendable {
    public let nik: NIK
    public let name: String
    /// Number and date of the paper.
    public let paper: String
    public let services: Set<ServiceCode>
    public let until: Day
    /// Signed on a duty stamp of Rp10.000 (UU 10/2020), with the cards of both.
    public let arePapersShown: Bool

    public init(
        nik: NIK, name: String, paper: String, services: Set<ServiceCode>, until: Day,
        arePapersShown: Bool
    ) {
        self.nik = nik
        self.name = name
        self.paper = paper
        self.services = services
        self.until = until
        self.arePapersShown = arePapersShown
    }
}

/// Papers of others at a counter: an officer compares them, as `CounterDesk` does card and face.
public struct MandateDesk: Sendable {
    /// What hashes of codes are keyed with.
    private static let space = "people.mandate.counter"

    let mandates: Mandates
    let counter: CounterDesk

    var store: Store { mandates.store }
    var vault: Vault { mandates.vault }
    var world: World { mandates.world }
    var accounts: AccountStore { mandates.accounts }

    public init(mandates: Mandates, counter: CounterDesk) {
        self.mandates = mandates
        self.counter = counter
    }

    // MARK: Whoever brings the papers

    /// A new code for a counter; an older one counts no more.
    /// - Parameter party: whose papers are brought; nil: a power of attorney on paper.
    public func makeCode(for account: AccountID, _ party: AccountID?) async throws {
        let code = CounterCode(accounts.secrets)
        try await store.write("people.mandate.code") { [self] tx in
            guard let row = try AccountRow.find(account, in: tx), row.isActive else {
                throw Refusal(.notFound, "people.account.unknown")
            }
            guard row.level == .proven else { throw Refusal(.forbidden, "people.paper.level") }
            if let party {
                guard let level = try provable(party, by: account, in: tx), level < .proven else {
                    throw Refusal(.conflict, "people.prove.done")
                }
            }
            try tx.execute(
                """
                DELETE FROM people_mandate_codes WHERE account = \(account) \
                OR expires_at < \(world.now.adding(hours: -1))
                """)
            let id: MandateVisitID = world.id()
            let sealed = try row.seal(vault).close(code.symbols, "mandate-code")
            try tx.execute(
                """
                INSERT INTO people_mandate_codes (id, account, party, code, code_index, \
                expires_at) VALUES (\(id), \(account), \(party), \(sealed), \(index(code)), \
                \(world.now.adding(minutes: CounterCode.minutes)))
                """)
        }
    }

    /// The code that whoever brings the papers may show now, and for which party.
    public func code(of account: AccountID) async throws -> (ShownCode, AccountID?)? {
        let now = world.now
        return try await store.read("people.mandate.shown") { [vault] reader in
            let row = try reader.row(
                """
                SELECT code, expires_at, party FROM people_mandate_codes \
                WHERE account = \(account) AND officer IS NULL AND expires_at > \(now)
                """)
            guard let row else { return nil }
            let seal = try PersonalSeal.account(account, vault, in: reader)
            return CounterCode(try seal.open(row.bytes(0), "mandate-code")).map {
                (ShownCode(code: $0, expiresAt: row.instant(1)), row.optionalID(2))
            }
        }
    }

    /// The level of a party that the account answers for; nil when it does not.
    func provable(
        _ party: AccountID, by account: AccountID, in reader: Reader
    ) throws -> IdentityLevel? {
        let row = try reader.row(
            """
            SELECT a.level FROM people_mandates m JOIN people_accounts a ON a.id = m.party \
            JOIN people_parties p ON p.account = m.party WHERE m.party = \(party) \
            AND m.agent = \(account) AND m.state = 'active' AND m.role IN ('owner', 'guardian') \
            AND m.from_day <= \(mandates.today) \
            AND (m.until_day IS NULL OR m.until_day >= \(mandates.today))
            """)
        return row.flatMap { IdentityLevel(rawValue: Int($0.int(0))) }
    }

    // MARK: The officer

    /// Takes a code, which then counts for this officer only.
    public func take(_ typed: String, by officer: Officer) async throws -> MandateVisitID {
        try await counter.take(typed, from: "people_mandate_codes", named: Self.space, by: officer)
    }

    /// Whoever stands before the officer. Returns when the look is written down.
    public func visit(_ id: MandateVisitID, by officer: Officer) async throws -> MandateVisit {
        let now = world.now
        let found = try await store.read("people.mandate.visit") { [self] reader in
            let post = try counter.post(of: officer, in: reader)
            let open = try find(id, officer, at: now, in: reader)
            let party = try open.party.map { row in
                MandateVisit.Party(
                    kind: try kind(of: row.id, in: reader),
                    maskedName: PersonName.masked(try row.seal(vault).open(row.name, "name")))
            }
            let visit = MandateVisit(
                id: id, agentName: try open.agent.seal(vault).open(open.agent.name, "name"),
                agentLevel: open.agent.level, party: party, expiresAt: open.expiresAt)
            return (visit: visit, subject: open.agent.id, position: post.position)
        }
        try await counter.noteLook(
            at: found.subject, .counter, from: found.position, by: officer)
        return found.visit
    }

    struct Open {
        let agent: AccountRow
        let party: AccountRow?
        let expiresAt: Instant
    }

    func find(
        _ id: MandateVisitID, _ officer: Officer, at now: Instant, in reader: Reader
    ) throws -> Open {
        let gone = Refusal(.notFound, "people.prove.gone")
        let found = try reader.row(
            """
            SELECT account, party, expires_at FROM people_mandate_codes WHERE id = \(id) \
            AND officer = \(officer.account) AND expires_at > \(now)
            """)
        guard let found, let agent = try AccountRow.find(found.id(0), in: reader), agent.isActive
        else { throw gone }
        guard let party = found.optionalID(1) as AccountID? else {
            return Open(agent: agent, party: nil, expiresAt: found.instant(2))
        }
        guard let row = try AccountRow.find(party, in: reader), row.isActive else { throw gone }
        return Open(agent: agent, party: row, expiresAt: found.instant(2))
    }

    func kind(of party: AccountID, in reader: Reader) throws -> PartyKind {
        let row = try reader.row("SELECT kind FROM people_parties WHERE account = \(party)")
        guard let kind = row.flatMap({ PartyKind(rawValue: $0.text(0)) }) else {
            throw Refusal(.notFound, "people.prove.gone")
        }
        return kind
    }

    private func index(_ code: CounterCode) -> [UInt8] {
        vault.index(code.symbols, Self.space)
    }
}
