import Contracts
import Kernel
import Store

/// The names and titles of everybody on one page, read by one statement.
public struct Nameplates: Sendable {
    /// Accounts that are unknown are absent.
    public fileprivate(set) var accounts: [AccountID: String] = [:]
    public fileprivate(set) var positions: [PositionID: LocalizedText] = [:]
    /// Where the one account that was asked for is written to.
    public fileprivate(set) var contact: Contact?

    public init() {}
}

extension AccountStore {
    /// Names of accounts and titles of positions, and the contact of one of the accounts.
    public func names(
        of accounts: Set<AccountID>, positions: Set<PositionID> = [],
        contactOf known: AccountID? = nil, in reader: Reader
    ) throws -> Nameplates {
        var plates = Nameplates()
        guard !accounts.isEmpty || !positions.isEmpty else { return plates }
        let rows = try reader.rows(
            """
            SELECT 0, a.id, a.name, a.contact, k.wrapped, a.state, NULL FROM people_accounts a \
            JOIN data_keys k ON k.id = a.id WHERE a.id IN \(list: Self.padded(accounts)) \
            UNION ALL SELECT 1, p.id, NULL, NULL, NULL, p.title_id, p.title_en \
            FROM people_positions p WHERE p.id IN \(list: Self.padded(positions))
            """)
        for row in rows {
            guard row.int(0) == 0 else {
                plates.positions[row.id(1)] = LocalizedText(
                    id: row.text(5), en: row.optionalText(6) ?? row.text(5))
                continue
            }
            let account: AccountID = row.id(1)
            guard !row.isNull(4) else {
                plates.accounts[account] = PersonName.erased
                continue
            }
            let seal = PersonalSeal(
                vault: vault, key: try vault.key(account.value, wrapped: row.optionalBytes(4)),
                table: "people_accounts", row: account.value)
            plates.accounts[account] = try seal.open(row.bytes(2), "name")
            if account == known, row.text(5) == "active", let sealed = row.optionalBytes(3) {
                plates.contact = try Contact(typed: try seal.open(sealed, "contact"))
            }
        }
        return plates
    }

    /// In order, and repeated up to a power of two, so that pages with different numbers of people
    /// share a few prepared statements.
    private static func padded<Subject>(
        _ ids: Set<Identifier<Subject>>
    ) -> [Identifier<Subject>] {
        guard let last = ids.max() else { return [] }
        var size = 1
        while size < ids.count { size *= 2 }
        return ids.sorted() + Array(repeating: last, count: size - ids.count)
    }
}
