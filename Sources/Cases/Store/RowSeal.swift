import Kernel
import Store

/// Seals and opens the texts of a row that has a key of its own.
struct RowSeal {
    let vault: Vault
    let key: DataKey
    let table: String
    let row: UUIDv7

    func close(_ text: String, _ column: String) throws -> [UInt8] {
        try vault.seal(
            Array(text.utf8), with: key, at: SealPlace(table: table, row: row, column: column))
    }

    func open(_ sealed: [UInt8], _ column: String) throws -> String {
        let plain = try vault.open(
            sealed, with: key, at: SealPlace(table: table, row: row, column: column))
        return String(decoding: plain, as: UTF8.self)
    }
}
