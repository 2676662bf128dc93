import Contracts
import Kernel
import Store

extension AccountStore {
    /// Gives an officer another e-mail address, in the transaction of whoever keeps the accounts.
    /// The address of before is told and can undo it for a day; sessions and tokens end, and an
    /// invitation that was sent counts no more.
    /// - Throws: `Refusal`: no open account of an officer, the same address, somebody else's, or
    ///   changed less than a day ago.
    public func changeOfficerContact(
        _ email: EmailAddress, of account: AccountID, in tx: Transaction
    ) throws {
        let contact = Contact.email(email)
        guard let row = try AccountRow.find(account, in: tx), row.kind == .officer, row.isActive
        else { throw Self.contactGone }
        let own = try contacts(of: row)
        guard !own.contains(where: { $0.normalized == contact.normalized }) else {
            throw Refusal(.conflict, "people.contact.own", field: "email")
        }
        if own.isEmpty {
            try setContact(contact, of: row, in: tx)
            try entries.append("account.contact-changed", account: row.id, kind: row.kind, in: tx)
        } else {
            try changeContact(contact, of: row, in: tx)
        }
        try sessions.endAll(of: account, except: nil, in: tx)
        try tx.execute("DELETE FROM people_invitations WHERE account = \(account)")
        tx.onCommit { [identities, sessions] in
            identities.remove(account)
            sessions.forget(account)
        }
    }
}

extension AccountStore {
    /// Opens the closed account of an officer again. Password and factors of before are gone, and
    /// whoever comes back begins with an invitation.
    /// - Returns: false when there is no such account, or it is open.
    public func reopenOfficer(
        _ account: AccountID, by actor: Actor, in tx: Transaction
    ) throws -> Bool {
        guard let row = try AccountRow.find(account, in: tx), row.kind == .officer,
            try setActive(account, true, by: actor, in: tx)
        else { return false }
        try tx.execute(
            """
            UPDATE people_accounts SET password = NULL, password_at = NULL WHERE id = \(account)
            """)
        try tx.execute("DELETE FROM people_factors WHERE account = \(account)")
        return true
    }
}
