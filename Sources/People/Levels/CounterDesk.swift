import Contracts
import Kernel
import Store

public enum CounterVisitSubject {}
/// A citizen who stands at a counter to be proven.
public typealias CounterVisitID = Identifier<CounterVisitSubject>

/// What an officer sees of whoever stands before the counter.
public struct CounterVisit: Sendable, Hashable {
    public let id: CounterVisitID
    public let maskedName: String
    public let maskedContact: String
    public let level: IdentityLevel
    public let maskedNIK: String?
    public let expiresAt: Instant
}

/// What an officer took from the card.
public struct CounterCard: Sendable {
    public let nik: NIK
    public let name: String
    /// The original card was shown, and its photo is the person.
    public let isCardShown: Bool
    public let isFaceCompared: Bool
    /// The account matched another NIK before; the card is right.
    public let isOther: Bool

    public init(
        nik: NIK, name: String, isCardShown: Bool, isFaceCompared: Bool, isOther: Bool = false
    ) {
        self.nik = nik
        self.name = name
        self.isCardShown = isCardShown
        self.isFaceCompared = isFaceCompared
        self.isOther = isOther
    }
}

/// Level 2 at a counter: an officer compares card and face.
public struct CounterDesk: Sendable {
    /// For the officer's work, from the moment in which the code was taken.
    static let minutes: Int64 = 20
    /// What hashes of codes are keyed with.
    private static let space = "people.counter"

    let accounts: AccountStore
    let directory: OfficerDirectory
    let access: AccessLog
    let zone: Zone

    var store: Store { accounts.store }
    var vault: Vault { accounts.vault }
    var world: World { accounts.world }

    public init(
        accounts: AccountStore, directory: OfficerDirectory, access: AccessLog, zone: Zone
    ) {
        self.accounts = accounts
        self.directory = directory
        self.access = access
        self.zone = zone
    }

    // MARK: The citizen

    /// A new code for one's own account; an older one counts no more.
    public func makeCode(for account: AccountID) async throws {
        let code = CounterCode(accounts.secrets)
        try await store.write("people.counter.code") { [self] tx in
            guard let row = try AccountRow.find(account, in: tx), row.isActive,
                row.kind == .citizen, row.level < .proven
            else { throw Refusal(.conflict, "people.prove.done") }
            try tx.execute(
                """
                DELETE FROM people_counter_codes WHERE account = \(account) \
                OR expires_at < \(world.now.adding(hours: -1))
                """)
            let id: CounterVisitID = world.id()
            let sealed = try row.seal(vault).close(code.symbols, "counter")
            try tx.execute(
                """
                INSERT INTO people_counter_codes (id, account, code, code_index, expires_at) \
                VALUES (\(id), \(account), \(sealed), \(index(code)), \
                \(world.now.adding(minutes: CounterCode.minutes)))
                """)
        }
    }

    /// The code that the owner may show now.
    public func code(of account: AccountID) async throws -> ShownCode? {
        let now = world.now
        return try await store.read("people.counter.own") { [vault] reader in
            let row = try reader.row(
                """
                SELECT code, expires_at FROM people_counter_codes WHERE account = \(account) \
                AND officer IS NULL AND expires_at > \(now)
                """)
            guard let row else { return nil }
            let seal = try PersonalSeal.account(account, vault, in: reader)
            return CounterCode(try seal.open(row.bytes(0), "counter")).map {
                ShownCode(code: $0, expiresAt: row.instant(1))
            }
        }
    }

    // MARK: The officer

    /// Takes a code, which then counts for this officer only.
    public func take(_ typed: String, by officer: Officer) async throws -> CounterVisitID {
        try await take(typed, from: "people_counter_codes", named: Self.space, by: officer)
    }

    /// A person without a phone stands at the counter: nobody has to type a code.
    /// - Throws: `Refusal`: not an officer who proves; has an account of the own, or is proven.
    public func receive(_ person: AccountID, by officer: Officer) async throws -> CounterVisitID {
        try await store.write("people.counter.receive") { [self] tx in
            _ = try post(of: officer, in: tx)
            let walkin = try tx.row(
                """
                SELECT 1 FROM people_walkins WHERE account = \(person) AND merged_into IS NULL
                """)
            guard walkin != nil, let row = try AccountRow.find(person, in: tx), row.isActive,
                row.level < .proven
            else { throw Refusal(.conflict, "people.prove.done") }
            try tx.execute("DELETE FROM people_counter_codes WHERE account = \(person)")
            let id: CounterVisitID = world.id()
            let code = CounterCode(accounts.secrets)
            try tx.execute(
                """
                INSERT INTO people_counter_codes (id, account, code, code_index, officer, \
                expires_at) VALUES (\(id), \(person), \
                \(try row.seal(vault).close(code.symbols, "counter")), \(index(code)), \
                \(officer.account), \(world.now.adding(minutes: Self.minutes)))
                """)
            return id
        }
    }

    /// Takes a code of one of the tables of codes.
    /// - Parameter space: what its hashes are keyed with.
    func take<Subject>(
        _ typed: String, from table: SQL, named space: String, by officer: Officer
    ) async throws -> Identifier<Subject> {
        let taken = try await store.write("people.counter.take") {
            [self] tx -> Identifier<Subject>? in
            _ = try post(of: officer, in: tx)
            guard let key = try countTry(of: officer, in: tx) else {
                throw Refusal(.tooMuch, "people.prove.too-often", field: "code", values: [:])
            }
            guard let code = CounterCode(typed) else { return nil }
            let row = try tx.row(
                """
                UPDATE \(sql: table) SET officer = \(officer.account), \
                expires_at = \(world.now.adding(minutes: Self.minutes)) \
                WHERE code_index = \(vault.index(code.symbols, space)) AND officer IS NULL \
                AND expires_at > \(world.now) RETURNING id
                """)
            if row != nil { try accounts.limits.counterCodes.takeBack(key, in: tx) }
            return row?.id(0)
        }
        // A wrong code is an answer and not an error: an error would roll the count back.
        guard let taken else {
            throw Refusal(.invalid, "people.prove.code", field: "code", values: [:])
        }
        return taken
    }

    /// Counts a code that the officer types.
    /// - Returns: where it was counted; nil: too often.
    func countTry(of officer: Officer, in tx: Transaction) throws -> [UInt8]? {
        let key = vault.index(officer.account.text, accounts.limits.counterCodes.name)
        return try accounts.limits.counterCodes.hit(key, at: world.now, in: tx) ? key : nil
    }

    /// Whoever stands before the officer, masked. Returns when the look is written down.
    public func visit(_ id: CounterVisitID, by officer: Officer) async throws -> CounterVisit {
        let now = world.now
        let found = try await store.read("people.counter.visit") { [self] reader in
            let post = try post(of: officer, in: reader)
            let (row, expiry) = try find(id, officer, at: now, in: reader)
            let seal = try row.seal(vault)
            let contact = try row.contact.map { try Contact(typed: try seal.open($0, "contact")) }
            let visit = CounterVisit(
                id: id, maskedName: PersonName.masked(try seal.open(row.name, "name")),
                maskedContact: contact?.masked ?? "", level: row.level,
                maskedNIK: try row.nik(vault)?.masked,
                expiresAt: expiry)
            return (visit: visit, subject: row.id, position: post.position)
        }
        try await noteLook(at: found.subject, .counter, from: found.position, by: officer)
        return found.visit
    }

    /// Returns when it is written down that the officer saw masked data of somebody.
    func noteLook(
        at subject: AccountID, _ purpose: AccessPurpose, from position: PositionID,
        by officer: Officer
    ) async throws {
        try await access.note(
            AccessEntry(
                account: officer.account, reason: AccessReason(purpose, from: position),
                subject: subject, caseID: nil, service: nil, part: .identity))
    }

    /// - Throws: `Refusal`: the officer did not see the card, or did not compare the face.
    static func checkShown(card isCardShown: Bool, face isFaceCompared: Bool) throws {
        guard isCardShown else {
            throw Refusal(.invalid, "people.prove.card", field: "card", values: [:])
        }
        guard isFaceCompared else {
            throw Refusal(.invalid, "people.prove.face", field: "face", values: [:])
        }
    }

    /// The account belongs to whoever showed this card: level 2. Who else named its NIK falls back.
    public func prove(
        _ id: CounterVisitID, _ card: CounterCard, by officer: Officer
    ) async throws {
        let name = try PersonName.checked(card.name)
        try Self.checkShown(card: card.isCardShown, face: card.isFaceCompared)
        let account = try await store.write("people.counter.prove") {
            [self] tx -> Result<AccountID, Refusal> in
            let post = try post(of: officer, in: tx)
            try tx.lock(AccountStore.nikLock)
            let (row, _) = try find(id, officer, at: world.now, in: tx)
            if let refusal = try misfit(card, row, officer, in: tx) { return .failure(refusal) }
            try accounts.claim(card.nik, for: row.id, in: tx)
            try accounts.set(card.nik, name, .proven, by: .counter, of: row, in: tx)
            try accounts.keepNames(name, of: row.id, in: tx)
            try tx.execute("DELETE FROM people_counter_codes WHERE id = \(id)")
            try accounts.entries.append(
                "account.level-raised", actor: officer.actor(post.position),
                unit: post.unit.text,
                facts: [
                    "account": .string(row.id.text),
                    "level": .integer(Int64(IdentityLevel.proven.rawValue)),
                    "method": .string(LevelWay.counter.rawValue),
                    "shown": ["ktp-el", "face"],
                ], in: tx)
            try accounts.tellOwner(row.id, .proven, in: tx)
            return .success(row.id)
        }.get()
        accounts.identities.remove(account)
    }

    /// Why a card does not fit the account. What it says of a NIK is counted for the officer, and
    /// therefore an answer: an error would roll the count back.
    private func misfit(
        _ card: CounterCard, _ row: AccountRow, _ officer: Officer, in tx: Transaction
    ) throws -> Refusal? {
        // Somebody was proven with this card before: one officer alone must not take it away.
        let isOwned = try accounts.prover(of: card.nik, in: tx).map { $0 != row.id } ?? false
        let known = try row.nik(vault)
        let differs = known != nil && known != card.nik
        guard isOwned || (differs && !card.isOther) else { return nil }
        let bucket = vault.index(officer.account.text, accounts.limits.wrongCards.name)
        guard try accounts.limits.wrongCards.hit(bucket, at: world.now, in: tx) else {
            return Refusal(.tooMuch, "people.prove.tries", field: "nik", values: [:])
        }
        let key = isOwned ? "people.prove.owned" : "people.prove.differs"
        return Refusal(.conflict, key, field: "nik", values: [:])
    }

    /// The position from which the officer proves, as the transaction sees it.
    func post(of officer: Officer, in reader: Reader) throws -> Authority {
        let today = Day(world.now, in: zone)
        let fresh = try directory.officer(officer.account, on: today, in: reader)
        guard let post = fresh?.seat(.prove) else {
            throw Refusal(.forbidden, "people.prove.forbidden")
        }
        return post
    }

    private func find(
        _ id: CounterVisitID, _ officer: Officer, at now: Instant, in reader: Reader
    ) throws -> (row: AccountRow, expiresAt: Instant) {
        let found = try reader.row(
            """
            SELECT account, expires_at FROM people_counter_codes WHERE id = \(id) \
            AND officer = \(officer.account) AND expires_at > \(now)
            """)
        guard let found, let row = try AccountRow.find(found.id(0), in: reader), row.isActive
        else { throw Refusal(.notFound, "people.prove.gone") }
        return (row, found.instant(1))
    }

    private func index(_ code: CounterCode) -> [UInt8] {
        vault.index(code.symbols, Self.space)
    }
}
