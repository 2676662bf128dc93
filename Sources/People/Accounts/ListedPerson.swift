import Contracts
import Kernel
import Store

/// What a list may say of a citizen.
public struct ListedPerson: Sendable, Hashable {
    public let name: String
    /// The one that was matched or proven.
    public let nik: NIK?
    /// Nothing for a closed account.
    public let contact: Contact?
}

extension AccountStore {
    /// Citizens of a list, a statement for each five hundred. Those that are unknown are absent.
    /// Whoever calls this notes it in the access log.
    public func listed(
        _ accounts: Set<AccountID>, in reader: Reader
    ) throws -> [AccountID: ListedPerson] {
        var found: [AccountID: ListedPerson] = [:]
        var rest = accounts.sorted()[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            let rows = try reader.rows(
                """
                SELECT a.id, a.name, a.nik, a.contact, a.state, k.wrapped FROM people_accounts a \
                JOIN data_keys k ON k.id = a.id WHERE a.id IN \(list: some)
                """)
            for row in rows { found[row.id(0)] = try person(row) }
        }
        return found
    }

    private func person(_ row: Row) throws -> ListedPerson {
        let account: AccountID = row.id(0)
        guard !row.isNull(5) else {
            return ListedPerson(name: PersonName.erased, nik: nil, contact: nil)
        }
        let seal = PersonalSeal(
            vault: vault, key: try vault.key(account.value, wrapped: row.optionalBytes(5)),
            table: "people_accounts", row: account.value)
        let contact = row.text(4) == "active" ? row.optionalBytes(3) : nil
        return ListedPerson(
            name: try seal.open(row.bytes(1), "name"),
            nik: try row.optionalBytes(2).map { try NIK(try seal.open($0, "nik")) },
            contact: try contact.map { try Contact(typed: try seal.open($0, "contact")) })
    }
}
