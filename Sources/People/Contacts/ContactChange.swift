import Contracts
import Kernel
import Store

/// A first contact that was changed a short while ago; the one of before can undo it.
struct ContactChange {
    /// How long the contact of before can undo the change, in hours.
    static let hours: Int64 = 24

    let account: AccountID
    /// The contact of before, sealed.
    let former: [UInt8]
    let changedAt: Instant
    let endsAt: Instant
    let isUndone: Bool

    /// The change of an account whose time is not over.
    static func running(
        _ account: AccountID, at now: Instant, in reader: Reader
    ) throws -> ContactChange? {
        try kept(of: account, in: reader).flatMap { now < $0.endsAt ? $0 : nil }
    }

    /// The row of a change, also when its time is over and nobody has swept it away yet.
    static func kept(of account: AccountID, in reader: Reader) throws -> ContactChange? {
        try reader.row(
            """
            SELECT contact, changed_at, ends_at, undone_at FROM people_contact_changes \
            WHERE account = \(account)
            """
        ).map { row in
            ContactChange(
                account: account, former: row.bytes(0), changedAt: row.instant(1),
                endsAt: row.instant(2), isUndone: !row.isNull(3))
        }
    }

    func opened(_ seal: PersonalSeal) throws -> Contact {
        try Contact(typed: try seal.open(former, "former"))
    }
}

extension AccountStore {
    /// Puts another contact in the place of the first; the one of before is told, can undo it for a
    /// day, and stays the owner's so long.
    func changeContact(_ contact: Contact, of row: AccountRow, in tx: Transaction) throws {
        let now = world.now
        guard try ContactChange.running(row.id, at: now, in: tx) == nil else {
            throw Self.contactWaiting
        }
        guard let old = try contacts(of: row).first else { throw Self.contactGone }
        let token = SecretToken(secrets)
        let end = now.adding(hours: ContactChange.hours)
        try tellOwner(
            row.id, .contactChanged,
            values: ["token": token.text, "hours": String(ContactChange.hours)], expiresAt: end,
            in: tx)
        try tx.execute("DELETE FROM people_contact_changes WHERE account = \(row.id)")
        try tx.execute(
            """
            INSERT INTO people_contact_changes (account, contact_kind, contact, contact_index, \
            token_hash, changed_at, ends_at) VALUES (\(row.id), \(old.kind), \
            \(try row.seal(vault).close(old.address, "former")), \(contactIndex(old)), \
            \(token.hash), \(now), \(end))
            """)
        try setContact(contact, of: row, in: tx)
        try entries.append("account.contact-changed", account: row.id, kind: row.kind, in: tx)
    }

    /// The contact of before takes its place again, by the link in its letter: sessions end, what
    /// was asked for meanwhile does not count, and for a day nothing is changed again.
    /// - Returns: false when there is nothing to undo any more.
    public func undoContact(_ token: SecretToken) async throws -> Bool {
        let account = try await store.write("people.contact.undo") { [self] tx -> AccountID? in
            let now = world.now
            let found = try tx.row(
                """
                UPDATE people_contact_changes SET undone_at = \(now), \
                ends_at = \(now.adding(hours: ContactChange.hours)) \
                WHERE token_hash = \(token.hash) AND undone_at IS NULL AND ends_at > \(now) \
                RETURNING account
                """)
            guard let found, let row = try AccountRow.find(found.id(0), in: tx), row.isActive,
                let change = try ContactChange.running(row.id, at: now, in: tx)
            else { return nil }
            // The contact that goes hears of it as well: it may have been the owner's.
            try tellOwner(row.id, .contactUndone, in: tx)
            try putBack(change, of: row, in: tx)
            try removeAdded(since: change.changedAt, to: row.id, in: tx)
            try tx.execute("DELETE FROM people_resets WHERE account = \(row.id)")
            _ = try removeSealed(from: "people_steps", where: "account = \(row.id)", in: tx)
            try sessions.endAll(of: row.id, except: nil, in: tx)
            try entries.append("account.contact-undone", account: row.id, kind: row.kind, in: tx)
            try tellOwner(row.id, .contactUndone, in: tx)
            return row.id
        }
        guard let account else { return false }
        sessions.forget(account)
        identities.remove(account)
        return true
    }

    /// The contact of before takes its place; a second one that was added since goes, or the same
    /// contact would stand there twice.
    func putBack(_ change: ContactChange, of row: AccountRow, in tx: Transaction) throws {
        let former = try change.opened(try row.seal(vault))
        try tx.execute(
            """
            UPDATE people_accounts SET second_kind = NULL, second = NULL, \
            second_index = NULL, second_at = NULL WHERE id = \(row.id) \
            AND (second_at >= \(change.changedAt) OR second_index = \(contactIndex(former)))
            """)
        try setContact(former, of: row, in: tx)
    }

    /// Ways in, and mandates, that came since the change, whoever added them. A password of since
    /// then counts no more: the owner sets one by a code.
    private func removeAdded(
        since moment: Instant, to account: AccountID, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            DELETE FROM people_factors WHERE account = \(account) AND created_at >= \(moment)
            """)
        try tx.execute(
            """
            DELETE FROM people_identities WHERE account = \(account) AND created_at >= \(moment)
            """)
        try tx.execute(
            """
            UPDATE people_accounts SET password = NULL, password_at = NULL \
            WHERE id = \(account) AND password_at > \(moment)
            """)
        try Mandates.endAll(
            where: "party = \(account) AND created_at >= \(moment)", of: self, in: tx)
    }

    static var contactWaiting: Refusal {
        Refusal(.conflict, "people.contact.waiting", field: "contact", values: [:])
    }

    static var contactGone: Refusal { Refusal(.notFound, "people.account.unknown") }
}
