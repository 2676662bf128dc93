import Contracts
import Kernel
import Store

/// The seal of what belongs to one person.
typealias PersonalSeal = RowSeal

extension RowSeal {
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
