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
    let nip: [UInt8]?
    let rank: [UInt8]?
    let password: String?

    static func find(_ id: AccountID, in reader: Reader) throws -> AccountRow? {
        try find(where: "id = \(id)", in: reader)
    }

    static func find(contact index: [UInt8], in reader: Reader) throws -> AccountRow? {
        try find(where: "contact_index = \(index)", in: reader)
    }

    static func find(nip index: [UInt8], in reader: Reader) throws -> AccountRow? {
        try find(where: "nip_index = \(index)", in: reader)
    }

    private static func find(where condition: SQL, in reader: Reader) throws -> AccountRow? {
        try reader.row(
            """
            SELECT id, kind, state, level, language, name, contact, nip, rank, password \
            FROM people_accounts WHERE \(sql: condition)
            """
        ).map { row in
            AccountRow(
                id: row.id(0), kind: AccountKind(rawValue: row.text(1)) ?? .citizen,
                isActive: row.text(2) == "active",
                level: IdentityLevel(rawValue: Int(row.int(3))) ?? .contact,
                language: Language(rawValue: row.text(4)) ?? .id, name: row.bytes(5),
                contact: row.optionalBytes(6), nip: row.optionalBytes(7),
                rank: row.optionalBytes(8), password: row.optionalText(9))
        }
    }
}
