import Contracts
import Kernel
import Store

/// Everything that `People` holds on one citizen, for the citizen: secrets are left out, since
/// nobody can read them back (passwords are hashes, factors answer to this site only).
public struct HeldAccount: Sendable {
    public struct SignIn: Sendable, Hashable {
        /// The kind of browser.
        public let agent: String
        /// How, such as `password` or `password+totp`.
        public let way: String
        public let createdAt, seenAt: Instant
        public let endedAt: Instant?
    }

    /// A question about the person that the house put to the population register; what was asked
    /// is not kept but for a keyed hash.
    public struct Question: Sendable, Hashable {
        /// Every answer but a match is one, as on the page where the data were typed: whether they
        /// are somebody else's is nothing that the asker learns here.
        public enum Outcome: String, Sendable, Hashable, CaseIterable {
            case matched
            case notMatched = "not-matched"
            case noAnswer = "no-answer"

            init(word: String) {
                self =
                    switch word {
                    case "matched": .matched
                    case "differs", "unknown", "not-alive", "owned": .notMatched
                    default: .noAnswer
                    }
            }
        }

        public let purpose: String
        public let outcome: Outcome
        public let at: Instant
    }

    public struct Connection: Sendable, Hashable {
        public let provider: String
        public let createdAt, usedAt: Instant
    }

    public let id: AccountID
    public let name: String
    public let contact: Contact?
    public let secondContact: Contact?
    /// The first contact of before, as long as it can undo the change.
    public let formerContact: Contact?
    public let formerUntil: Instant?
    public let level: IdentityLevel
    /// The NIK that was matched or proven; nil below level 1.
    public let nik: String?
    /// The NIK of an older archive, masked: nothing of it is proven.
    public let archiveNIK: String?
    public let language: Language
    public let createdAt: Instant
    public let passwordAt: Instant?
    public let factors: [Factor]
    public let connections: [Connection]
    /// Newest first; those that ended go after 90 days.
    public let signIns: [SignIn]
    /// Newest first.
    public let questions: [Question]
}

extension AccountStore {
    /// Six statements along indexes.
    /// - Returns: nil when there is no such citizen, or the account is closed or erased.
    public func held(_ id: AccountID, in reader: Reader) throws -> HeldAccount? {
        guard let row = try AccountRow.find(id, in: reader), row.kind == .citizen, row.isActive,
            let dates = try reader.row(
                "SELECT created_at, password_at FROM people_accounts WHERE id = \(id)")
        else { return nil }
        let seal = try row.seal(vault)
        let contacts = try contacts(of: row)
        let change = try ContactChange.kept(of: id, in: reader)
        return HeldAccount(
            id: id, name: try seal.open(row.name, "name"),
            contact: contacts.first, secondContact: contacts.dropFirst().first,
            formerContact: try change?.opened(seal), formerUntil: change?.endsAt,
            level: row.level, nik: try row.nik(vault)?.text,
            archiveNIK: try archiveNIK(id, seal, in: reader),
            language: row.language, createdAt: dates.instant(0),
            passwordAt: dates.optionalInstant(1),
            factors: try FactorRow.all(of: id, in: reader).map { try $0.factor(vault) },
            connections: try Self.connections(id, in: reader),
            signIns: try Self.signIns(id, in: reader),
            questions: try Self.questions(id, in: reader))
    }

    private func archiveNIK(
        _ id: AccountID, _ seal: PersonalSeal, in reader: Reader
    ) throws -> String? {
        let row = try reader.row("SELECT nik FROM people_imports WHERE account = \(id)")
        guard let sealed = row?.optionalBytes(0) else { return nil }
        return try NIK(seal.open(sealed, "imported_nik")).masked
    }

    private static func questions(
        _ id: AccountID, in reader: Reader
    ) throws -> [HeldAccount.Question] {
        try reader.rows(
            """
            SELECT purpose, outcome, asked_at FROM people_resident_queries \
            WHERE account = \(id) ORDER BY asked_at DESC, id DESC LIMIT 1000
            """
        ).map {
            HeldAccount.Question(
                purpose: $0.text(0), outcome: HeldAccount.Question.Outcome(word: $0.text(1)),
                at: $0.instant(2))
        }
    }

    private static func connections(
        _ id: AccountID, in reader: Reader
    ) throws -> [HeldAccount.Connection] {
        try reader.rows(
            """
            SELECT provider, created_at, used_at FROM people_identities WHERE account = \(id) \
            ORDER BY created_at
            """
        ).map {
            HeldAccount.Connection(
                provider: $0.text(0), createdAt: $0.instant(1), usedAt: $0.instant(2))
        }
    }

    private static func signIns(
        _ id: AccountID, in reader: Reader
    ) throws -> [HeldAccount.SignIn] {
        try reader.rows(
            """
            SELECT agent, way, created_at, seen_at, ended_at FROM people_sessions \
            WHERE account = \(id) ORDER BY created_at DESC LIMIT 1000
            """
        ).map {
            HeldAccount.SignIn(
                agent: $0.text(0), way: $0.text(1), createdAt: $0.instant(2),
                seenAt: $0.instant(3), endedAt: $0.optionalInstant(4))
        }
    }
}
