import Contracts
import Kernel
import Store

/// Level 1: the data of an account match the population register.
///
/// NIK, No. KK, names and birth dates are widely leaked, so a match is a statement about this
/// account only: it opens and links nothing, whoever else has the same NIK.
extension AccountStore {
    /// Tries in 24 hours that the register answered.
    static let matchesPerDay = 3

    /// Asks the register about somebody who is signed in; at a match the account has level 1.
    ///
    /// Whatever does not match is told by one and the same sentence, so that nobody finds out one
    /// datum after the other. A register that is away costs no try.
    /// - Throws: `Refusal` (`people.match.*`).
    public func match(
        _ account: AccountID, _ claim: ResidentClaim, by lookup: ResidentLookup,
        from visitor: Visitor
    ) async throws {
        let name = try PersonName.checked(claim.name)
        let question = ResidentQuestion(
            id: world.uuid(), purpose: .account, nik: claim.nik, familyCard: claim.familyCard,
            name: name, born: claim.born)
        try await store.write("people.match.ask") { [self] tx in
            try begin(question, of: account, from: visitor, in: tx)
        }
        let answer = try await answer(to: question, by: lookup, from: visitor)
        let isMatched = try await store.write("people.match") { [self] tx in
            try settle(question, answer, of: account, in: tx)
        }
        identities.remove(account)
        guard isMatched else { throw Refusal(.invalid, "people.match.none") }
    }

    /// Asks about somebody else than the account's owner, and notes the answer.
    /// - Parameter most: questions with this purpose in 24 hours.
    /// - Returns: whether all four data agree.
    func ask(
        _ question: ResidentQuestion, of account: AccountID, by lookup: ResidentLookup,
        from visitor: Visitor, most: Int
    ) async throws -> Bool {
        try await store.write("people.match.ask") { [self] tx in
            try tx.execute("UPDATE people_accounts SET level = level WHERE id = \(account)")
            try count(question, of: account, from: visitor, most: most, in: tx)
        }
        let answer = try await answer(to: question, by: lookup, from: visitor)
        try await store.write("people.match.noted") { [self] tx in
            try note(question, answer.word, in: tx)
        }
        return answer == .matched
    }

    /// The register's answer. One that is away costs no try.
    private func answer(
        to question: ResidentQuestion, by lookup: ResidentLookup, from visitor: Visitor
    ) async throws -> ResidentAnswer {
        do throws(ResidentLookupError) {
            return try await lookup.ask(question)
        } catch {
            try await store.write("people.match.away") { [self, error] tx in
                try note(question, error.word, in: tx)
                let network = vault.index(visitor.network, limits.matchesPerNetwork.name)
                try limits.matchesPerNetwork.takeBack(network, in: tx)
            }
            throw Refusal(.unavailable, "people.match.away")
        }
    }

    /// Level, NIK and tries of one's own account.
    public func levelStanding(of account: AccountID) async throws -> LevelStanding? {
        let now = world.now
        return try await store.read("people.level") { [self] reader in
            guard let row = try AccountRow.find(account, in: reader), row.kind == .citizen,
                let more = try reader.row(
                    """
                    SELECT level_at, level_way FROM people_accounts WHERE id = \(account)
                    """)
            else { return nil }
            let tries = try Self.tries(of: account, .account, at: now, in: reader)
            return LevelStanding(
                level: row.level, maskedNIK: try row.nik(vault)?.masked,
                since: more.optionalInstant(0),
                way: more.optionalText(1).flatMap(LevelWay.init(rawValue:)),
                triesLeft: max(0, Self.matchesPerDay - tries))
        }
    }

    /// Counts the try and writes the question down before it is asked.
    private func begin(
        _ question: ResidentQuestion, of account: AccountID, from visitor: Visitor,
        in tx: Transaction
    ) throws {
        // Holds the row, so that tries at once cannot share one count.
        try tx.execute("UPDATE people_accounts SET level = level WHERE id = \(account)")
        guard let row = try AccountRow.find(account, in: tx), row.isActive, row.kind == .citizen
        else { throw Refusal(.notFound, "people.account.unknown") }
        guard row.level == .contact else { throw Refusal(.conflict, "people.match.done") }
        try count(question, of: account, from: visitor, most: Self.matchesPerDay, in: tx)
    }

    private func count(
        _ question: ResidentQuestion, of account: AccountID, from visitor: Visitor, most: Int,
        in tx: Transaction
    ) throws {
        let now = world.now
        guard try Self.tries(of: account, question.purpose, at: now, in: tx) < most else {
            throw Refusal(.tooMuch, "people.match.too-often")
        }
        let network = vault.index(visitor.network, limits.matchesPerNetwork.name)
        guard try limits.matchesPerNetwork.hit(network, at: now, in: tx) else {
            throw Refusal(.tooMuch, "people.match.network")
        }
        let all = vault.index("all", limits.matchesOfAll.name)
        guard try limits.matchesOfAll.hit(all, at: now, in: tx) else {
            throw Refusal(.unavailable, "people.match.away")
        }
        try tx.execute(
            """
            INSERT INTO people_resident_queries (id, account, purpose, nik_index, outcome, \
            asked_at) VALUES (\(question.id.bytes), \(account), \(question.purpose.rawValue), \
            \(nikIndex(question.nik)), 'asked', \(now))
            """)
    }

    private static func tries(
        of account: AccountID, _ purpose: ResidentPurpose, at now: Instant, in reader: Reader
    ) throws -> Int {
        let row = try reader.row(
            """
            SELECT COUNT(*) FROM people_resident_queries WHERE account = \(account) \
            AND purpose = \(purpose.rawValue) \
            AND asked_at > \(now.adding(hours: -24)) AND outcome NOT LIKE 'away-%' \
            AND outcome NOT LIKE 'refused-%' AND outcome NOT LIKE 'untrusted-%'
            """)
        return Int(row?.int(0) ?? 0)
    }

    private func note(
        _ question: ResidentQuestion, _ outcome: String, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE people_resident_queries SET outcome = \(outcome) \
            WHERE id = \(question.id.bytes)
            """)
    }

    /// - Returns: whether the account has level 1 now.
    private func settle(
        _ question: ResidentQuestion, _ answer: ResidentAnswer, of account: AccountID,
        in tx: Transaction
    ) throws -> Bool {
        guard answer == .matched else {
            try note(question, answer.word, in: tx)
            return false
        }
        try tx.lock(Self.nikLock)
        guard let row = try AccountRow.find(account, in: tx), row.isActive,
            row.level == .contact
        else { return false }
        if let owner = try prover(of: question.nik, in: tx) {
            // To whoever asks this is no match like any other; the owner is told, once a day.
            try note(question, "owned", in: tx)
            let day = world.now.milliseconds / 86_400_000
            try tellOwner(owner, .nikTried, key: "\(owner.text):\(day)", in: tx)
            return false
        }
        try note(question, answer.word, in: tx)
        try raise(row, to: .matched, question.nik, question.name, by: .register, in: tx)
        return true
    }
}
