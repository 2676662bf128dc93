import Contracts
import Kernel
import Store

/// The contacts of an account, and that each belongs to one account only.
extension AccountStore {
    /// Whoever takes a contact waits for whoever takes another one, so that none overlooks it.
    private static let contactLock: StaticString = "people.contact"

    /// Where the owner is written to, the first contact first.
    func contacts(of row: AccountRow) throws -> [Contact] {
        let seal = try row.seal(vault)
        return try [(row.contact, "contact"), (row.second, "second")].compactMap {
            sealed, column in
            try sealed.map { try Contact(typed: try seal.open($0, column)) }
        }
    }

    /// Every contact of an account, also the first one of before; none of one that is closed.
    public func everyContact(of account: AccountID, in reader: Reader) throws -> [Contact] {
        guard let row = try AccountRow.find(account, in: reader), row.isActive else { return [] }
        return try everyContact(of: row, in: reader)
    }

    /// All who must hear of what changes the way into the account: also the first contact of
    /// before, as long as it can undo the change.
    func everyContact(of row: AccountRow, in reader: Reader) throws -> [Contact] {
        let all = try contacts(of: row)
        let change = try ContactChange.running(row.id, at: world.now, in: reader)
        guard let change, !change.isUndone else { return all }
        let former = try change.opened(try row.seal(vault))
        return all.contains { $0.normalized == former.normalized } ? all : all + [former]
    }

    /// Whether a contact is of another account, the first or the second one, or was a short while
    /// ago; until the end of the transaction it stays so.
    func isTaken(
        _ contact: Contact, by other: AccountID? = nil, in tx: Transaction
    ) throws -> Bool {
        try tx.lock(Self.contactLock)
        let index = contactIndex(contact)
        if let owner = try AccountRow.find(contact: index, in: tx), owner.id != other {
            return true
        }
        return try tx.rows(
            """
            SELECT account FROM people_contact_changes WHERE contact_index = \(index) \
            AND ends_at > \(world.now)
            """
        ).contains { $0.id(0) != other }
    }

    /// Gives an account another first contact, whose code was typed. Codes on the way to the old
    /// one count no more.
    /// - Throws: `Refusal` when it became somebody else's meanwhile.
    func setContact(_ contact: Contact, of row: AccountRow, in tx: Transaction) throws {
        guard try !isTaken(contact, by: row.id, in: tx) else {
            throw Self.contactTaken
        }
        if try contacts(of: row).dropFirst().contains(where: {
            $0.normalized == contact.normalized
        }) {
            try clearSecond(of: row.id, in: tx)
        }
        let old: SQL = "SELECT contact_index FROM people_accounts WHERE id = \(row.id)"
        _ = try removeSealed(
            from: "people_flows", where: "contact_index = (\(sql: old))", in: tx)
        try tx.execute(
            """
            UPDATE people_accounts SET contact_kind = \(contact.kind), \
            contact = \(try row.seal(vault).close(contact.address, "contact")), \
            contact_index = \(contactIndex(contact)) WHERE id = \(row.id)
            """)
    }

    static var contactTaken: Refusal {
        Refusal(.conflict, "people.contact.taken", field: "contact", values: [:])
    }

    /// A code to a contact that is to become the owner's. One that is somebody else's gets a letter
    /// saying so and no code, and the page says the same.
    func sendContactCode(
        _ code: String, to contact: Contact, for owner: AccountRow, _ language: Language,
        step: UUIDv7, in tx: Transaction
    ) throws {
        let isFree = try !isTaken(contact, by: owner.id, in: tx)
        let template: AccountLetter.Template = isFree ? .contactCode : .alreadyRegistered
        let minutes = CodeFlow.codeMinutes
        try courier.send(
            AccountLetter(
                contact: contact, account: isFree ? owner.id : nil, template: template,
                language: language,
                values: isFree ? ["code": code, "minutes": String(minutes)] : [:],
                expiresAt: world.now.adding(minutes: minutes),
                key: "\(template.rawValue):\(step.text):\(world.uuid().text)"), tx)
    }
}
