import Contracts
import Kernel
import Store

/// What somebody without account left at a counter goes to their account.
extension Walkins {
    /// Counts a code of a receipt that an account types.
    /// - Returns: where it was counted, so that a right one can be taken back; nil: too often.
    public func countClaim(by account: AccountID, in tx: Transaction) throws -> [UInt8]? {
        let limit = accounts.limits.claimCodes
        let key = vault.index(account.text, limit.name)
        return try limit.hit(key, at: world.now, in: tx) ? key : nil
    }

    /// The code was right: its try was honest.
    public func takeBackClaim(_ key: [UInt8], in tx: Transaction) throws {
        try accounts.limits.claimCodes.takeBack(key, in: tx)
    }

    /// What has to be so before something of a person goes to an account.
    /// - Throws: `Refusal`: nobody of that id; a proven account with another NIK.
    /// - Returns: whether both are proven to be the same person, so that everything may go.
    public func checkClaim(
        of person: AccountID, by account: AccountID, in reader: Reader
    ) throws -> Bool {
        guard let row = try AccountRow.find(person, in: reader), row.isActive,
            try isWalkin(person, in: reader),
            let claimant = try AccountRow.find(account, in: reader), claimant.isActive,
            claimant.kind == .citizen
        else { throw Refusal(.notFound, "people.walkin.gone") }
        let (shown, own) = (try facts(of: row, in: reader).nik, try claimant.nik(vault))
        guard shown == nil || own == nil || shown == own else {
            throw Refusal(.forbidden, "people.walkin.other")
        }
        // A card was shown at the counter: only its owner takes what belongs to it.
        if row.level == .proven, own != shown {
            throw Refusal(.forbidden, "people.walkin.prove-first")
        }
        return claimant.level == .proven && own != nil && own == shown
    }

    /// One case of a person belongs to an account now: looks at it from before are the account's to
    /// see.
    public func claimed(
        _ id: CaseID, of person: AccountID, by account: AccountID, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO people_claimed (case_id, account, person, at) \
            VALUES (\(id), \(account), \(person), \(world.now)) ON CONFLICT (case_id) DO UPDATE \
            SET account = excluded.account, person = excluded.person, at = excluded.at
            """)
    }

    /// The record of a person is closed: everything of it belongs to an account now. What it held
    /// to find and to write to somebody stands at the account, and goes here.
    public func merge(_ person: AccountID, into account: AccountID, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE people_walkins SET merged_into = \(account), merged_at = \(world.now), \
            contact = NULL, contact_index = NULL, nik = NULL, nik_index = NULL \
            WHERE account = \(person) AND merged_into IS NULL
            """)
        try tx.execute("DELETE FROM people_walkin_names WHERE account = \(person)")
        try tx.execute(
            """
            UPDATE people_accounts SET state = 'closed', nik = NULL, nik_index = NULL, \
            contact_kind = NULL, contact = NULL, contact_index = NULL, second_kind = NULL, \
            second = NULL, second_index = NULL, second_at = NULL WHERE id = \(person)
            """)
    }

    public func isWalkin(_ id: AccountID, in reader: Reader) throws -> Bool {
        try reader.row(
            "SELECT 1 FROM people_walkins WHERE account = \(id) AND merged_into IS NULL") != nil
    }
}

extension AccountStore {
    /// Records of counters that went into an account: they are closed, and are erased with it.
    public func mergedRecords(
        of account: AccountID, in reader: Reader
    ) throws -> [AccountID] {
        try reader.rows(
            "SELECT account FROM people_walkins WHERE merged_into = \(account)"
        ).map { $0.id(0) }
    }

    /// The tokens by which a person without account is found; nothing for all others.
    func keepNames(_ name: String, of id: AccountID, in tx: Transaction) throws {
        let known = try tx.row("SELECT 1 FROM people_walkins WHERE account = \(id)")
        guard known != nil else { return }
        try tx.execute("DELETE FROM people_walkin_names WHERE account = \(id)")
        for token in vault.nameTokens(name) {
            try tx.execute(
                "INSERT INTO people_walkin_names (token, account) VALUES (\(token), \(id))")
        }
    }

    /// Whoever is written to at a contact: the account that has confirmed it, and people who said
    /// it at a counter, newest first.
    public func people(at contact: Contact, in reader: Reader) throws -> [AccountID] {
        let own = try account(of: contact, in: reader).map { [$0] } ?? []
        let said = try reader.rows(
            """
            SELECT account FROM people_walkins WHERE contact_index = \(contactIndex(contact)) \
            AND merged_into IS NULL ORDER BY created_at DESC LIMIT 20
            """)
        return own + said.map { $0.id(0) }
    }

    /// What a person without account gave at the counter to be written to. Nobody signs in by it.
    func saidContact(of row: AccountRow, in reader: Reader) throws -> Contact? {
        let said = try reader.row(
            """
            SELECT contact FROM people_walkins WHERE account = \(row.id) \
            AND merged_into IS NULL
            """)
        return try said?.optionalBytes(0).map {
            try Contact(typed: try row.seal(vault).open($0, "walkin-contact"))
        }
    }
}
