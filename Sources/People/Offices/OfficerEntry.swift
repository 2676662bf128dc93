import Contracts
import Kernel
import Store

/// An officer's account as whoever runs the city hall sees it.
public struct OfficerEntry: Sendable, Hashable {
    public let account: AccountID
    public let name: String
    public let nip: NIP
    public let rank: String?
    public let contact: Contact?
    public let isActive: Bool
    /// Whether a password was ever chosen.
    public let hasPassword: Bool
    /// Whether a second factor is set up.
    public let hasFactor: Bool
}

extension AccountStore {
    /// Every officer of the house, by name: a city has some thousands.
    public func officers(in reader: Reader) throws -> [OfficerEntry] {
        try officers("1 = 1", in: reader).sorted { ($0.name, $0.nip.text) < ($1.name, $1.nip.text) }
    }

    public func officer(_ id: AccountID, in reader: Reader) throws -> OfficerEntry? {
        try officers("a.id = \(id)", in: reader).first
    }

    private func officers(_ condition: SQL, in reader: Reader) throws -> [OfficerEntry] {
        try reader.rows(
            """
            SELECT a.id, a.state, a.name, a.nip, a.rank, a.contact, \
            CASE WHEN a.password IS NULL THEN 0 ELSE 1 END, k.wrapped, \
            (SELECT COUNT(*) FROM people_factors f WHERE f.account = a.id) \
            FROM people_accounts a JOIN data_keys k ON k.id = a.id \
            WHERE a.kind = 'officer' AND a.nip IS NOT NULL AND \(sql: condition)
            """
        ).map { row in
            let id: AccountID = row.id(0)
            let seal = PersonalSeal(
                vault: vault, key: try vault.key(id.value, wrapped: row.optionalBytes(7)),
                table: "people_accounts", row: id.value)
            return OfficerEntry(
                account: id, name: try seal.open(row.bytes(2), "name"),
                nip: try NIP(try seal.open(row.bytes(3), "nip")),
                rank: try row.optionalBytes(4).map { try seal.open($0, "rank") },
                contact: try row.optionalBytes(5).flatMap {
                    try? Contact(typed: try seal.open($0, "contact"))
                },
                isActive: row.text(1) == "active", hasPassword: row.bool(6),
                hasFactor: row.bool(8))
        }
    }
}
