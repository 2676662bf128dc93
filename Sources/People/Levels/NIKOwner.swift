import Contracts
import Kernel
import Store

/// Whose NIK it is. Several accounts may have matched one; who proves it owns it alone.
extension AccountStore {
    /// Matching and proving wait for each other, so that none overlooks the other's row.
    static let nikLock: StaticString = "people.nik"

    func nikIndex(_ nik: NIK) -> [UInt8] { vault.index(nik.text, "people.nik") }

    /// The keyed hash of the NIK that an account has proven, by which a domain finds what it keeps
    /// of that person. A match is not enough: what is asked for it is known of many people.
    public func nikKey(of account: AccountID, in reader: Reader) throws -> [UInt8]? {
        try reader.row(
            """
            SELECT nik_index FROM people_accounts WHERE id = \(account) AND state = 'active' \
            AND level >= \(IdentityLevel.proven.rawValue)
            """)?.optionalBytes(0)
    }

    /// The account that has proven this NIK.
    func prover(of nik: NIK, in reader: Reader) throws -> AccountID? {
        try reader.row(
            """
            SELECT id FROM people_accounts WHERE nik_index = \(nikIndex(nik)) \
            AND level = \(IdentityLevel.proven.rawValue) AND state = 'active'
            """
        ).map { $0.id(0) }
    }

    /// Accounts that were matched with a NIK and have not proven it.
    func matching(_ nik: NIK, in reader: Reader) throws -> [AccountID] {
        try reader.rows(
            """
            SELECT id FROM people_accounts WHERE nik_index = \(nikIndex(nik)) \
            AND state = 'active' ORDER BY id LIMIT 20
            """
        ).map { $0.id(0) }
    }

    /// A citizen's account reaches a level without an officer; the owner is told.
    func raise(
        _ row: AccountRow, to level: IdentityLevel, _ nik: NIK, _ name: String,
        by way: LevelWay, in tx: Transaction
    ) throws {
        try set(nik, name, level, by: way, of: row, in: tx)
        try entries.append(
            "account.level-raised", account: row.id, kind: .citizen,
            facts: [
                "level": .integer(Int64(level.rawValue)), "method": .string(way.rawValue),
            ], in: tx)
        try tellOwner(row.id, level == .proven ? .proven : .matched, in: tx)
    }

    /// Writes NIK, name and level of an account.
    func set(
        _ nik: NIK, _ name: String, _ level: IdentityLevel, by way: LevelWay, of row: AccountRow,
        in tx: Transaction
    ) throws {
        let seal = try row.seal(vault)
        try tx.execute(
            """
            UPDATE people_accounts SET level = \(level.rawValue), \
            name = \(try seal.close(name, "name")), \
            nik = \(try seal.close(nik.text, "nik")), nik_index = \(nikIndex(nik)), \
            level_at = \(world.now), level_way = \(way.rawValue) WHERE id = \(row.id)
            """)
    }

    /// Whoever has proven a NIK owns it: all others that named it fall back to level 0 and are
    /// told. Their own cases stay theirs; nothing of them goes to the owner, nor the other way.
    /// The caller holds `nikLock`.
    func claim(_ nik: NIK, for account: AccountID, in tx: Transaction) throws {
        // Who is proven speaks for himself: nobody acts for him by papers or as a guardian.
        let numbers = [PartyKind.child, .represented].map { kind in
            vault.index(nik.text, Mandates.numberSpace(kind))
        }
        try Mandates.endAll(
            where: """
                party IN (SELECT p.account FROM people_parties p \
                WHERE p.number_index IN \(list: numbers))
                """, of: self, in: tx)
        let others = try tx.rows(
            """
            SELECT id FROM people_accounts WHERE nik_index = \(nikIndex(nik)) AND id <> \(account)
            """)
        for row in others {
            let other: AccountID = row.id(0)
            try tx.execute(
                """
                UPDATE people_accounts SET level = 0, nik = NULL, nik_index = NULL, \
                level_at = NULL, level_way = NULL WHERE id = \(other)
                """)
            try entries.append(
                "account.level-lost", actor: .system("people"),
                facts: ["account": .string(other.text)], in: tx)
            try tellOwner(other, .levelLost, in: tx)
            let identities = identities
            tx.onCommit { identities.remove(other) }
        }
    }
}

extension IdentityLevel {
    /// The level of a citizen's account as the caller's transaction sees it; 0 for one that is not
    /// there.
    public static func of(_ account: AccountID, in reader: Reader) throws -> IdentityLevel {
        let row = try reader.row("SELECT level FROM people_accounts WHERE id = \(account)")
        return row.flatMap { IdentityLevel(rawValue: Int($0.int(0))) } ?? .contact
    }
}
