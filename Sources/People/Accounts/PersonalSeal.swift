import Contracts
import Kernel
import Store

/// Seals and opens the texts of one row with the key of its person.
struct PersonalSeal {
    let vault: Vault
    let key: DataKey
    let table: String
    let row: UUIDv7

    func close(_ text: String, _ column: String) throws -> [UInt8] {
        try vault.seal(
            Array(text.utf8), with: key, at: SealPlace(table: table, row: row, column: column))
    }

    func close(_ text: String?, _ column: String) throws -> [UInt8]? {
        try text.map { try close($0, column) }
    }

    func open(_ sealed: [UInt8], _ column: String) throws -> String {
        let plain = try vault.open(
            sealed, with: key, at: SealPlace(table: table, row: row, column: column))
        return String(decoding: plain, as: UTF8.self)
    }

    static func account(
        _ id: AccountID, _ vault: Vault, in reader: Reader
    ) throws -> PersonalSeal {
        PersonalSeal(
            vault: vault, key: try vault.key(id.value, in: reader), table: "people_accounts",
            row: id.value)
    }

    static func newAccount(
        _ id: AccountID, _ vault: Vault, in tx: Transaction
    ) throws -> PersonalSeal {
        PersonalSeal(
            vault: vault, key: try vault.createKey(id.value, in: tx), table: "people_accounts",
            row: id.value)
    }
}
