import Cases
import Contracts
import Kernel
import Notices
import People
import Store

/// By the code of a receipt a case goes to the account of whoever it belongs to.
extension ServingDesk {
    private static let space = "counter.claim"

    /// Makes the code of a case of somebody without account, in the transaction that sends it.
    func makeClaim(_ id: CaseID, _ person: AccountID, in tx: Transaction) throws {
        let symbols = DeskCode.make(DeskCode.claim, world.random)
        let key = try tools.vault.key(id, in: tx)
        let sealed = try tools.vault.seal(symbols, with: key, at: Self.place(id))
        try tx.execute(
            """
            INSERT INTO counter_claims (case_id, person, code, code_index, expires_at) \
            VALUES (\(id), \(person), \(sealed), \(tools.vault.index(symbols, Self.space)), \
            \(world.now.adding(hours: 24 * DeskCode.claimDays)))
            """)
    }

    /// The code that the receipt prints; nothing when there is none, or it was used.
    func claimCode(of id: CaseID, in reader: Reader) throws -> (text: String, until: Instant)? {
        let row = try reader.row(
            """
            SELECT code, expires_at FROM counter_claims WHERE case_id = \(id) \
            AND claimed_by IS NULL AND code IS NOT NULL AND expires_at > \(world.now)
            """)
        guard let row else { return nil }
        let key = try tools.vault.key(id, in: reader)
        let symbols = try tools.vault.openText(row.bytes(0), with: key, at: Self.place(id))
        return (DeskCode.shown(symbols), row.instant(1))
    }

    /// The person and case behind the code of a receipt that somebody brings to a counter.
    func claim(_ symbols: String, in reader: Reader) throws -> (id: CaseID, person: AccountID)? {
        try reader.row(
            """
            SELECT case_id, person FROM counter_claims \
            WHERE code_index = \(tools.vault.index(symbols, Self.space)) \
            AND claimed_by IS NULL AND expires_at > \(world.now)
            """
        ).map { ($0.id(0), $0.id(1)) }
    }

    /// Takes a case into an account. Whoever holds only the code of one case gets that case; an
    /// account that is proven to be the same person gets everything of that person.
    /// - Returns: how many cases came.
    /// - Throws: `Refusal`: wrong or old code; too many tries; another person; the level.
    func claim(_ typed: String, by account: AccountID) async throws -> Int {
        let rules = try await claimedRules(typed)
        let outcome = try await store.write("counter.claim") {
            [self] tx -> Result<Int, Refusal> in
            guard let bucket = try walkins.countClaim(by: account, in: tx) else {
                return .failure(Refusal(.tooMuch, "counter.claim.tries", field: "kode"))
            }
            // A wrong code is an answer and not an error: an error would roll the count back.
            guard let symbols = SpokenSymbols.read(typed, DeskCode.claim),
                let found = try claim(symbols, in: tx)
            else { return .failure(Refusal(.invalid, "counter.claim.wrong", field: "kode")) }
            let isSame = try walkins.checkClaim(of: found.person, by: account, in: tx)
            try rules?.service.admit(try IdentityLevel.of(account, in: tx))
            try walkins.takeBackClaim(bucket, in: tx)
            let wanted =
                isSame ? try tools.cases.ids(of: found.person, in: tx) : [found.id]
            return .success(try give(wanted, of: found.person, to: account, all: isSame, in: tx))
        }
        return try outcome.get()
    }

    private func claimedRules(_ typed: String) async throws -> CaseRules? {
        guard let symbols = SpokenSymbols.read(typed, DeskCode.claim) else { return nil }
        let found = try await store.read("counter.claim.find") { [self] reader in
            try claim(symbols, in: reader)
        }
        guard let found else { return nil }
        return try await tools.cases.rules(of: found.id)
    }

    private func give(
        _ cases: [CaseID], of person: AccountID, to account: AccountID, all isSame: Bool,
        in tx: Transaction
    ) throws -> Int {
        // Before the change: the contact that was given at the counter hears of it.
        try tell(person, in: tx)
        var count = 0
        for id in cases {
            guard try tools.cases.give(id, of: person, to: account, in: tx) else { continue }
            count += 1
            try walkins.claimed(id, of: person, by: account, in: tx)
            try tx.execute(
                """
                UPDATE counter_claims SET claimed_by = \(account), claimed_at = \(world.now), \
                code = NULL, code_index = NULL WHERE case_id = \(id)
                """)
            try note(
                "counter.claimed", by: .citizen(account), unit: nil, caseID: id,
                ["account": .string(account.text), "person": .string(person.text)], in: tx)
        }
        guard count > 0 else { throw Refusal(.invalid, "counter.claim.wrong", field: "kode") }
        if isSame {
            try tx.execute(
                "UPDATE drafts SET account = \(account) WHERE account = \(person)")
            try tx.execute(
                "UPDATE counter_sittings SET person = \(account) WHERE person = \(person)")
            try walkins.merge(person, into: account, in: tx)
            try note(
                "counter.person-merged", by: .citizen(account), unit: nil,
                ["account": .string(account.text), "person": .string(person.text)], in: tx)
        }
        try tell(account, in: tx)
        return count
    }

    private func tell(_ account: AccountID, in tx: Transaction) throws {
        try tools.notices.enqueue(
            Notice(
                to: .account(account), template: "counter-claimed",
                values: ["link": tools.address + "/berkas"],
                key: "counter-claimed:\(world.uuid().text)"),
            in: tx)
    }

    private static func place(_ id: CaseID) -> SealPlace {
        SealPlace(table: "counter_claims", row: id, column: "code")
    }
}
