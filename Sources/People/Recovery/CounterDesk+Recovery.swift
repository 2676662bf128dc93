import Contracts
import Kernel
import Store

public enum RecoveryVisitSubject {}
/// A citizen who stands at a counter and cannot get into the own account.
public typealias RecoveryVisitID = Identifier<RecoveryVisitSubject>

/// What an officer sees of the account that is to be recovered.
public struct RecoveryVisit: Sendable, Hashable {
    public let id: RecoveryVisitID
    public let maskedName: String
    public let maskedNIK: String
    public let maskedContacts: [String]
    public let expiresAt: Instant
}

/// Recovering at a counter: whoever was proven with a NIK shows the card with that NIK again.
///
/// It counts at once: a thief who has the phone could stop whatever waits. Against an officer who
/// does wrong stand the proof of who is there, the limit, the word to every contact of the owner
/// before anything changes, and the entries that name the post.
extension CounterDesk {
    /// Finds the account that was proven with the NIK of a card.
    ///
    /// No account, one below level 2 and one that is closed are told in the same words: nobody
    /// learns here who has an account without being proven. Every question counts.
    /// - Throws: `Refusal` (`people.recover.*`).
    public func findProven(
        _ nik: NIK, by officer: Officer
    ) async throws -> RecoveryVisitID {
        let today = Day(world.now, in: zone)
        guard !officer.fits(nik, asOf: today) else {
            throw Refusal(.forbidden, "people.recover.own", field: "nik", values: [:])
        }
        let found = try await store.write("people.recover.find") {
            [self] tx -> RecoveryVisitID? in
            let post = try post(of: officer, in: tx)
            let key = vault.index(officer.account.text, accounts.limits.recoveries.name)
            guard try accounts.limits.recoveries.hit(key, at: world.now, in: tx) else {
                throw Refusal(.tooMuch, "people.recover.too-often", field: "nik", values: [:])
            }
            guard let owner = try accounts.prover(of: nik, in: tx) else { return nil }
            let id: RecoveryVisitID = world.id()
            try tx.execute(
                """
                INSERT INTO people_recoveries (id, account, officer, position, attempts, \
                expires_at) VALUES (\(id), \(owner), \(officer.account), \(post.position), 0, \
                \(world.now.adding(minutes: Self.minutes)))
                """)
            return id
        }
        // An answer and not an error: an error would roll the count back.
        guard let found else {
            throw Refusal(.invalid, "people.recover.none", field: "nik", values: [:])
        }
        return found
    }

    /// The account before the officer, masked. Returns when the look is written down.
    public func recovery(
        _ id: RecoveryVisitID, by officer: Officer
    ) async throws -> RecoveryVisit {
        let now = world.now
        let found = try await store.read("people.recover.visit") { [self] reader in
            let post = try post(of: officer, in: reader)
            let row = try reader.row(
                """
                SELECT account, expires_at FROM people_recoveries WHERE id = \(id) \
                AND officer = \(officer.account) AND selector IS NULL AND expires_at > \(now)
                """)
            guard let row else { throw Self.recoveryGone }
            let owner = try proven(row.id(0), in: reader)
            let name = try owner.seal(vault).open(owner.name, "name")
            let visit = RecoveryVisit(
                id: id, maskedName: PersonName.masked(name),
                maskedNIK: try owner.nik(vault)?.masked ?? "",
                maskedContacts: try accounts.contacts(of: owner).map(\.masked),
                expiresAt: row.instant(1))
            return (visit: visit, subject: owner.id, position: post.position)
        }
        try await noteLook(at: found.subject, .recovery, from: found.position, by: officer)
        return found.visit
    }

    /// Gives out the code, once a visit. The owner is told on every contact; codes given before
    /// count no more.
    /// - Throws: `Refusal` (`people.prove.card`, `people.prove.face`, `people.recover.gone`).
    public func giveCode(
        _ id: RecoveryVisitID, isCardShown: Bool, isFaceCompared: Bool, by officer: Officer
    ) async throws -> RecoveryCode {
        try Self.checkShown(card: isCardShown, face: isFaceCompared)
        let code = RecoveryCode(accounts.secrets)
        try await store.write("people.recover.give") { [self] tx in
            let post = try post(of: officer, in: tx)
            let row = try tx.row(
                """
                UPDATE people_recoveries SET selector = \(accounts.recoverySelector(code)), \
                code_hash = \(accounts.recoveryProof(id, code)), position = \(post.position), \
                expires_at = \(world.now.adding(minutes: RecoveryCode.minutes)) \
                WHERE id = \(id) AND officer = \(officer.account) AND selector IS NULL \
                AND expires_at > \(world.now) RETURNING account
                """)
            guard let row else { throw Self.recoveryGone }
            let owner = try proven(row.id(0), in: tx)
            try tx.execute(
                "DELETE FROM people_recoveries WHERE account = \(owner.id) AND id <> \(id)")
            try accounts.removeRecoverySteps(of: owner.id, in: tx)
            try accounts.entries.append(
                "account.recovery-given", actor: officer.actor(post.position),
                unit: post.unit.text,
                facts: ["account": .string(owner.id.text), "shown": ["ktp-el", "face"]], in: tx)
            try accounts.tellOwner(
                owner.id, .recoveryGiven, values: ["minutes": String(RecoveryCode.minutes)],
                in: tx)
        }
        return code
    }

    private func proven(_ account: AccountID, in reader: Reader) throws -> AccountRow {
        guard let row = try AccountRow.find(account, in: reader), row.isActive,
            row.kind == .citizen, row.level == .proven
        else { throw Self.recoveryGone }
        return row
    }

    private static var recoveryGone: Refusal { Refusal(.notFound, "people.recover.gone") }
}
