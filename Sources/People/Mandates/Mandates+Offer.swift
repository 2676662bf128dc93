import Contracts
import Kernel
import Store

/// What somebody may do for a party, and how long.
public struct MandateOffer: Sendable {
    public let role: Mandate.Role
    /// Nil: all services.
    public let services: Set<ServiceCode>?
    public let from: Day
    public let until: Day?

    public init(role: Mandate.Role, services: Set<ServiceCode>?, from: Day, until: Day?) {
        self.role = role
        self.services = services
        self.from = from
        self.until = until
    }
}

/// A mandate comes about between two people: one offers it and hands on a code, the other takes it,
/// and the first confirms that the right person did. A code that went astray opens nothing.
extension Mandates {
    /// Days in which a code may be taken.
    static let codeDays: Int64 = 7
    /// The longest power of attorney: a house rule, so that none is forgotten.
    static let longestMonths = 12

    /// - Returns: the mandate and its code, which is shown once.
    /// - Throws: `Refusal` (`people.mandate.*`).
    public func offer(
        _ offer: MandateOffer, for party: AccountID, by account: AccountID
    ) async throws -> (MandateID, MandateCode) {
        let code = MandateCode(accounts.secrets)
        let id: MandateID = world.id()
        try check(offer)
        try await store.write("people.mandate.offer") { [self] tx in
            guard try governs(account, party, in: tx),
                (offer.role == .attorney) == (party == account)
            else { throw Refusal(.forbidden, "people.mandate.not-yours") }
            guard try IdentityLevel.of(account, in: tx) >= .matched else {
                throw Refusal(.forbidden, "people.mandate.level")
            }
            try hold(party, in: tx)
            try checkRoom("party = \(party)", in: tx)
            let mandate = Mandate(
                id: id, party: party, agent: nil, role: offer.role, state: .offered,
                services: offer.services, from: offer.from, until: offer.until,
                createdAt: world.now)
            try insert(
                mandate, by: account, code: index(code),
                until: world.now.adding(hours: 24 * Self.codeDays), in: tx)
            try note("mandate.offered", mandate, by: account, in: tx)
        }
        return (id, code)
    }

    /// Takes what a code offers. Whoever takes it is named to the one who offered it.
    /// - Throws: `Refusal`: no such code, too often, one's own offer, level 0.
    public func take(_ typed: String, by account: AccountID) async throws -> MandateView {
        let taken = try await store.write("people.mandate.take") { [self] tx -> MandateID? in
            guard try IdentityLevel.of(account, in: tx) >= .matched else {
                throw Refusal(.forbidden, "people.mandate.level")
            }
            let key = vault.index(account.text, accounts.limits.mandateCodes.name)
            guard try accounts.limits.mandateCodes.hit(key, at: world.now, in: tx) else {
                throw Refusal(.tooMuch, "people.mandate.too-often", field: "code", values: [:])
            }
            guard let code = MandateCode(typed),
                let mandate = try offered(code, in: tx),
                try !governs(account, mandate.party, in: tx)
            else { return nil }
            try checkRoom("agent = \(account)", in: tx)
            try tx.execute(
                """
                UPDATE people_mandates SET state = 'taken', agent = \(account), \
                code_index = NULL WHERE id = \(mandate.id)
                """)
            try accounts.limits.mandateCodes.takeBack(key, in: tx)
            try note("mandate.taken", mandate, by: account, in: tx)
            for owner in Set(try owners(of: mandate.party, in: tx) + [mandate.party]) {
                try accounts.tellOwner(owner, .mandateTaken, in: tx)
            }
            return mandate.id
        }
        // A wrong code is an answer and not an error: an error would roll the count back.
        guard let taken else {
            throw Refusal(.invalid, "people.mandate.code", field: "code", values: [:])
        }
        return try await view(taken, for: account)
    }

    /// It was the right person: the mandate holds from its first day.
    public func confirm(_ id: MandateID, by account: AccountID) async throws {
        try await store.write("people.mandate.confirm") { [self] tx in
            let changed = try tx.execute(
                "UPDATE people_mandates SET state = 'active' WHERE id = \(id) AND state = 'taken'")
            guard changed == 1, let mandate = try Mandate.find(id, in: tx),
                let agent = mandate.agent, try governs(account, mandate.party, in: tx)
            else { throw Refusal(.conflict, "people.mandate.unknown") }
            try note("mandate.given", mandate, by: account, in: tx)
            try accounts.tellOwner(agent, .mandateGiven, in: tx)
            for owner in Set(try owners(of: mandate.party, in: tx) + [mandate.party]) {
                try accounts.tellOwner(owner, .mandateConfirmed, in: tx)
            }
        }
    }

    private func check(_ offer: MandateOffer) throws {
        guard offer.from >= today else {
            throw Refusal(.invalid, "people.mandate.from", field: "from", values: [:])
        }
        if let until = offer.until, until < offer.from {
            throw Refusal(.invalid, "people.mandate.until", field: "until", values: [:])
        }
        guard offer.role.isOffered else { throw Refusal(.invalid, "people.mandate.unknown") }
        // Who answers for a business does so until somebody ends it: nobody is to be counted on who
        // is not there yet, or not any more.
        guard offer.role != .owner || (offer.until == nil && offer.from == today) else {
            throw Refusal(.invalid, "people.mandate.owner-days", field: "until", values: [:])
        }
        guard offer.role == .attorney else { return }
        guard let services = offer.services, !services.isEmpty else {
            throw Refusal(.invalid, "people.mandate.services", field: "services", values: [:])
        }
        guard let until = offer.until, until <= offer.from.adding(months: Self.longestMonths)
        else {
            throw Refusal(
                .invalid, "people.mandate.longest", field: "until",
                values: ["months": "\(Self.longestMonths)"])
        }
    }

    func checkRoom(_ condition: SQL, in reader: Reader) throws {
        let row = try reader.row(
            """
            SELECT COUNT(*) FROM people_mandates WHERE \(sql: condition) AND state <> 'ended'
            """)
        guard (row?.int(0) ?? 0) < Int64(Self.most) else {
            throw Refusal(.tooMuch, "people.mandate.many", values: ["limit": "\(Self.most)"])
        }
    }

    private func offered(_ code: MandateCode, in tx: Transaction) throws -> Mandate? {
        // Holds the row: of two who type the code at once one comes too late.
        let row = try tx.row(
            """
            UPDATE people_mandates SET state = state WHERE code_index = \(index(code)) \
            AND state = 'offered' AND code_until > \(world.now) RETURNING id
            """)
        return try row.flatMap { try Mandate.find($0.id(0), in: tx) }
    }

    func insert(
        _ mandate: Mandate, by account: AccountID, code: [UInt8]? = nil, until: Instant? = nil,
        paper: [UInt8]? = nil, in tx: Transaction
    ) throws {
        let services = mandate.services.map { $0.sorted().map(\.text).joined(separator: ",") }
        try tx.execute(
            """
            INSERT INTO people_mandates (id, party, agent, role, state, services, from_day, \
            until_day, given_by, code_index, code_until, paper, created_at) VALUES \
            (\(mandate.id), \(mandate.party), \(mandate.agent), \(mandate.role.rawValue), \
            \(mandate.state.rawValue), \(services), \(mandate.from), \(mandate.until), \
            \(account), \(code), \(until), \(paper), \(mandate.createdAt))
            """)
    }

    private func index(_ code: MandateCode) -> [UInt8] {
        vault.index(code.symbols, "people.mandate")
    }
}
