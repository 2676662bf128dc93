import Contracts
import Kernel
import Ledger
import Store

/// How choosing a new password by a code ended.
public enum ResetOutcome: Sendable {
    case signedIn(SignedIn)
    /// The new password counts from this moment on, unless somebody speaks up before.
    case later(Instant)

    /// Nil when the new password does not count yet.
    public var signedIn: SignedIn? {
        if case .signedIn(let signedIn) = self { signedIn } else { nil }
    }
}

extension AccountStore {
    /// How long the owner has to speak up before a new password counts, in hours.
    public static let resetHours: Int64 = 24
    /// The same where codes to both contacts were typed. Not at once: mails and text messages are
    /// often read on one phone.
    public static let resetHoursWithBoth: Int64 = 12

    /// Whoever holds a phone or a mailbox for an hour must not get into an account that says more
    /// than "this contact": one whose data were matched or proven, or that has a passkey. There the
    /// owner is told first, and every device that is signed in can stop it. So it is where the
    /// contact was changed a moment ago, and where one of two contacts is not shown.
    func needsDelay(
        _ row: AccountRow, withBoth: Bool, in reader: Reader
    ) throws -> Bool {
        guard row.level == .contact, row.second == nil || withBoth,
            try ContactChange.running(row.id, at: world.now, in: reader) == nil
        else { return true }
        return try FactorRow.kinds(of: row.id, in: reader).contains(.passkey)
    }

    /// Keeps the new password until its time has come, and tells the owner.
    func delayReset(
        _ row: AccountRow, _ hash: String, hours: Int64, in tx: Transaction
    ) throws -> Instant {
        let token = SecretToken(secrets)
        let now = world.now
        let start = now.adding(hours: hours)
        try tx.execute("DELETE FROM people_resets WHERE account = \(row.id)")
        try tx.execute(
            """
            INSERT INTO people_resets (account, password, starts_at, token_hash, asked_at) \
            VALUES (\(row.id), \(hash), \(start), \(token.hash), \(now))
            """)
        try entries.append("account.reset-asked", account: row.id, kind: row.kind, in: tx)
        try tellOwner(
            row.id, .resetAsked,
            values: ["token": token.text, "hours": String(hours)], expiresAt: start,
            in: tx)
        return start
    }

    /// A new password whose time has come takes its place, before somebody signs in.
    func settleReset(_ row: AccountRow, in tx: Transaction) throws -> AccountRow? {
        let due = try tx.row(
            """
            SELECT password FROM people_resets WHERE account = \(row.id) \
            AND starts_at <= \(world.now)
            """)
        guard let due else { return row }
        try setPassword(row, due.text(0), keeping: nil, in: tx)
        return try AccountRow.find(row.id, in: tx)
    }

    /// When a new password is to count that somebody has asked for; nil when there is none.
    public func pendingReset(of account: AccountID) async throws -> Instant? {
        try await store.read("people.reset.pending") { reader in
            try reader.row("SELECT starts_at FROM people_resets WHERE account = \(account)")?
                .instant(0)
        }
    }

    /// The owner speaks up: the new password never counts.
    public func stopReset(of account: AccountID) async throws {
        try await store.write("people.reset.stop") { [self] tx in
            try stopReset(where: "account = \(account)", in: tx)
        }
    }

    /// The same by the link in the letter.
    /// - Returns: false when there is nothing to stop any more.
    public func stopReset(_ token: SecretToken) async throws -> Bool {
        try await store.write("people.reset.stop") { [self] tx in
            try stopReset(where: "token_hash = \(token.hash)", in: tx)
        }
    }

    @discardableResult
    private func stopReset(where condition: SQL, in tx: Transaction) throws -> Bool {
        let stopped = try tx.row(
            """
            DELETE FROM people_resets WHERE starts_at > \(world.now) AND \(sql: condition) \
            RETURNING account
            """)
        guard let stopped else { return false }
        try entries.append(
            "account.reset-stopped", account: stopped.id(0), kind: .citizen, in: tx)
        return true
    }
}

enum ResetMigrations {
    static let resets = Migration(
        id: "0007-resets",
        statements: [
            """
            CREATE TABLE people_resets (
                account BYTEA PRIMARY KEY,
                password TEXT NOT NULL,
                starts_at BIGINT NOT NULL,
                token_hash BYTEA NOT NULL UNIQUE,
                asked_at BIGINT NOT NULL)
            """
        ])
}
