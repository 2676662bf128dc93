import Contracts
import Kernel
import Store

/// One row of `people_accounts`, its sealed columns still closed.
struct AccountRow {
    let id: AccountID
    let kind: AccountKind
    let isActive: Bool
    let level: IdentityLevel
    let language: Language
    let name: [UInt8]
    let contact: [UInt8]?
    /// The second contact.
    let second: [UInt8]?
    let nip: [UInt8]?
    let rank: [UInt8]?
    let password: String?
    /// The NIK that was matched or proven.
    let resident: [UInt8]?
    /// When sessions were ended last, other than by signing out.
    let endedAt: Instant?
    /// The key of the sealed columns, wrapped.
    private let wrapped: [UInt8]?

    /// Opens the sealed columns.
    func seal(_ vault: Vault) throws -> PersonalSeal {
        PersonalSeal(
            vault: vault, key: try vault.key(id.value, wrapped: wrapped),
            table: "people_accounts", row: id.value)
    }

    func nik(_ vault: Vault) throws -> NIK? {
        try resident.map { try NIK(try seal(vault).open($0, "nik")) }
    }

    static func find(_ id: AccountID, in reader: Reader) throws -> AccountRow? {
        try find(where: "a.id = \(id)", in: reader)
    }

    /// The account of a contact, the first or the second.
    static func find(contact index: [UInt8], in reader: Reader) throws -> AccountRow? {
        try find(where: "(a.contact_index = \(index) OR a.second_index = \(index))", in: reader)
    }

    static func find(nip index: [UInt8], in reader: Reader) throws -> AccountRow? {
        try find(where: "a.nip_index = \(index)", in: reader)
    }

    private static func find(where condition: SQL, in reader: Reader) throws -> AccountRow? {
        try reader.row(
            """
            SELECT a.id, a.kind, a.state, a.level, a.language, a.name, a.contact, a.nip, a.rank, \
            a.password, a.nik, k.wrapped, a.second, a.ended_at FROM people_accounts a \
            JOIN data_keys k ON k.id = a.id WHERE \(sql: condition)
            """
        ).map { row in
            AccountRow(
                id: row.id(0), kind: AccountKind(rawValue: row.text(1)) ?? .citizen,
                isActive: row.text(2) == "active",
                level: IdentityLevel(rawValue: Int(row.int(3))) ?? .contact,
                language: Language(rawValue: row.text(4)) ?? .id, name: row.bytes(5),
                contact: row.optionalBytes(6), second: row.optionalBytes(12),
                nip: row.optionalBytes(7),
                rank: row.optionalBytes(8), password: row.optionalText(9),
                resident: row.optionalBytes(10), endedAt: row.optionalInstant(13),
                wrapped: row.optionalBytes(11))
        }
    }
}
