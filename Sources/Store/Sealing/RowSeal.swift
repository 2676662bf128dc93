public import Kernel

/// Seals and opens the texts of a row that has a key of its own, such as that of a person: each is
/// bound to its table, row and column.
public struct RowSeal: Sendable {
    private let vault: Vault
    private let key: DataKey
    private let table: String
    private let row: UUIDv7

    public init(vault: Vault, key: DataKey, table: String, row: UUIDv7) {
        self.vault = vault
        self.key = key
        self.table = table
        self.row = row
    }

    public func close(_ text: String, _ column: String) throws -> [UInt8] {
        try vault.seal(
            Array(text.utf8), with: key, at: SealPlace(table: table, row: row, column: column))
    }

    public func close(_ text: String?, _ column: String) throws -> [UInt8]? {
        try text.map { try close($0, column) }
    }

    public func open(_ sealed: [UInt8], _ column: String) throws -> String {
        let plain = try vault.open(
            sealed, with: key, at: SealPlace(table: table, row: row, column: column))
        return String(decoding: plain, as: UTF8.self)
    }
}
