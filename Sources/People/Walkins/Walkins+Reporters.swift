import Contracts
import Kernel
import Store

/// Somebody who reports something and has no account, or does not sign in: known by a contact that
/// they confirm by a code, as people at a counter are known by what they said there.
extension Walkins {
    static let reporterUnit = "-"

    /// Makes the record of a reporter who has said nothing of themselves yet, or for whom a program
    /// speaks.
    /// - Parameters:
    ///   - id: chosen by the caller; nil: any.
    ///   - contact: where they are written to. Nobody has confirmed it, so no counter finds them by
    ///     it.
    public func enterReporter(
        _ name: String, as id: AccountID? = nil, contact: Contact? = nil, language: Language,
        in tx: Transaction
    ) throws -> AccountID {
        let id: AccountID = id ?? world.id()
        let seal = try PersonalSeal.newAccount(id, vault, in: tx)
        try tx.execute(
            """
            INSERT INTO people_accounts (id, kind, state, level, language, name, created_at) \
            VALUES (\(id), 'citizen', 'active', \(IdentityLevel.contact.rawValue), \
            \(language.rawValue), \(try seal.close(name, "name")), \(world.now))
            """)
        try tx.execute(
            """
            INSERT INTO people_walkins (account, contact, unit, created_by, created_at) VALUES \
            (\(id), \(try seal.close(contact?.address, "walkin-contact")), \
            \(Self.reporterUnit), \(id), \(world.now))
            """)
        return id
    }

    /// Sends a code to the contact that a reporter gives. An earlier code is void.
    /// - Throws: `Refusal`: codes were asked for too often.
    public func askReporter(
        _ account: AccountID, _ contact: Contact, from visitor: Visitor
    ) async throws {
        let code = AccountStore.code(accounts.secrets)
        try await store.write("people.reporter.code") { [self] tx in
            try accounts.countCode(contact, visitor, in: tx)
            guard let row = try AccountRow.find(account, in: tx),
                try isWalkin(account, in: tx)
            else { throw Refusal(.notFound, "people.walkin.gone") }
            let seal = try row.seal(vault)
            try tx.execute(
                """
                UPDATE people_walkins SET \
                contact = \(try seal.close(contact.address, "walkin-contact")), \
                contact_index = NULL WHERE account = \(account)
                """)
            let expiry = world.now.adding(seconds: CodeFlow.codeMinutes * 60)
            try tx.execute(
                """
                INSERT INTO people_reporter_codes (account, code_hash, attempts, expires_at) \
                VALUES (\(account), \(accounts.codeHash(account.value, code)), 0, \(expiry)) \
                ON CONFLICT (account) DO UPDATE SET code_hash = excluded.code_hash, \
                attempts = 0, expires_at = excluded.expires_at
                """)
            try accounts.courier.send(
                AccountLetter(
                    contact: contact, account: nil, template: .contactCode,
                    language: row.language,
                    values: ["code": code, "minutes": String(CodeFlow.codeMinutes)],
                    expiresAt: expiry, key: "reporter-code:\(world.uuid().text)"), tx)
        }
    }

    /// Checks the code of a reporter. From then on the contact is found by counters, too.
    /// - Throws: `Refusal`: wrong, old, or tried too often.
    public func confirmReporter(
        _ account: AccountID, code: String, from visitor: Visitor
    ) async throws {
        let typed = Digits.only(code)
        // A wrong try is an answer and not an error: an error would roll the count back.
        let outcome = try await store.write("people.reporter.confirm") {
            [self] tx -> Result<Void, Refusal> in
            let tries = try accounts.tries(from: visitor, in: tx)
            let counted = try tx.execute(
                """
                UPDATE people_reporter_codes SET attempts = attempts + 1 \
                WHERE account = \(account) AND attempts < \(tries) AND expires_at > \(world.now)
                """)
            let found = try tx.row(
                """
                SELECT code_hash, attempts FROM people_reporter_codes \
                WHERE account = \(account) AND expires_at > \(world.now)
                """)
            guard let found else { return .failure(AccountStore.expired) }
            guard counted == 1 else {
                return .failure(AccountStore.noTry(after: found.int(1)))
            }
            let hash = accounts.codeHash(account.value, typed)
            guard ConstantTime.isEqual(hash, found.bytes(0)) else {
                return .failure(try accounts.wrongCode(after: found.int(1), visitor, in: tx))
            }
            try tx.execute("DELETE FROM people_reporter_codes WHERE account = \(account)")
            try index(account, in: tx)
            return .success(())
        }
        try outcome.get()
    }

    /// Keeps a contact that needs no code: the message came from it, or a program answers for it.
    public func keep(_ contact: Contact, of account: AccountID, in tx: Transaction) throws {
        guard let row = try AccountRow.find(account, in: tx) else { return }
        let sealed = try row.seal(vault).close(contact.address, "walkin-contact")
        try tx.execute(
            """
            UPDATE people_walkins SET contact = \(sealed), \
            contact_index = \(accounts.contactIndex(contact)) WHERE account = \(account)
            """)
    }

    private func index(_ account: AccountID, in tx: Transaction) throws {
        guard let row = try AccountRow.find(account, in: tx),
            let contact = try facts(of: row, in: tx).contact
        else { return }
        try tx.execute(
            """
            UPDATE people_walkins SET contact_index = \(accounts.contactIndex(contact)) \
            WHERE account = \(account)
            """)
    }

    /// Whether the contact of a reporter was confirmed.
    public func isConfirmed(_ account: AccountID, in reader: Reader) throws -> Bool {
        try reader.row(
            """
            SELECT 1 FROM people_walkins WHERE account = \(account) \
            AND merged_into IS NULL AND contact_index IS NOT NULL
            """) != nil
    }

    /// What somebody's contact is found by, whether they sign in or confirmed it as a reporter;
    /// nil where no contact is known.
    public func contactHash(of account: AccountID, in reader: Reader) throws -> [UInt8]? {
        try reader.row(contactHash(of: account))?.optionalBytes(0)
    }

    /// The statement that finds it, to ask within another.
    public func contactHash(of account: AccountID) -> SQL {
        """
        SELECT COALESCE(a.contact_index, w.contact_index) FROM people_accounts a \
        LEFT JOIN people_walkins w ON w.account = a.id WHERE a.id = \(account)
        """
    }

    /// The same of a contact at hand.
    public func contactHash(_ contact: Contact) -> [UInt8] { accounts.contactIndex(contact) }

    /// Who somebody is, in full, with an account or without. Whoever calls this notes the look.
    public func identity(of account: AccountID, in reader: Reader) throws -> ListedPerson? {
        guard let row = try AccountRow.find(account, in: reader), row.isActive else { return nil }
        let facts = try facts(of: row, in: reader)
        return ListedPerson(
            name: try row.seal(vault).open(row.name, "name"), nik: facts.nik,
            contact: facts.contact)
    }
}
