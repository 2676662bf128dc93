import Cases
import Contracts
import Kernel
import People
import Store

/// Rows of `permits`.
struct PermitRows: Sendable {
    let vault: Vault

    private static let columns: SQL = """
        p.id, p.number, p.kind, p.business, p.place, p.region, p.object, p.issued, p.until_day, \
        p.superseded_on, p.successor, p.predecessor, p.suspended_from, p.suspended_until, \
        p.revoked_on, p.visited_on, p.key_id, p.holder, p.account, p.case_id, p.code, p.source, \
        k.wrapped, p.risk
        """
    private static let tables: SQL = "permits p LEFT JOIN data_keys k ON k.id = p.key_id"

    /// What is written of a new permit besides the record.
    struct Sealed: Sendable {
        /// Whose key seals it: the case's, or that of the row.
        let key: DataKey
        let holder: PermitHolder
    }

    func find(key number: [UInt8], in reader: Reader) throws -> Permit? {
        try list("WHERE p.number_key = \(number)", in: reader).first
    }

    func find(_ id: PermitID, in reader: Reader) throws -> Permit? {
        try list("WHERE p.id = \(id)", in: reader).first
    }

    func find(case id: CaseID, in reader: Reader) throws -> Permit? {
        try list("WHERE p.case_id = \(id)", in: reader).first
    }

    /// - Parameter rest: of the statement, over the alias `p`.
    func list(_ rest: SQL, in reader: Reader) throws -> [Permit] {
        try reader.rows(
            "SELECT \(sql: Self.columns) FROM \(sql: Self.tables) \(sql: rest)"
        ).map(record)
    }

    private func record(_ row: Row) throws -> Permit {
        let id: PermitID = row.id(0)
        guard let kind = ServiceCode(row.text(2)),
            let source = Permit.Source(rawValue: row.text(21))
        else { throw PermitFault.unreadable }
        let business = row.optionalText(3)
        var permit = Permit(
            id: id, number: row.text(1), kind: kind, business: business,
            initials: business == nil ? try holder(row)?.name.map(Cases.initials) : nil,
            place: row.optionalText(4), region: row.optionalText(5).flatMap { RegionCode($0) },
            object: row.optionalText(6), issued: row.day(7), until: row.optionalDay(8),
            successor: row.optionalText(10), predecessor: row.optionalText(11),
            visited: row.optionalDay(15), risk: row.text(23), account: row.optionalID(18),
            caseID: row.optionalID(19), code: row.optionalText(20), source: source)
        permit.term = PermitTerm(
            superseded: row.optionalDay(9), suspendedFrom: row.optionalDay(12),
            suspendedUntil: row.optionalDay(13), revoked: row.optionalDay(14))
        return permit
    }

    /// Opens what is sealed; nothing once the key is destroyed.
    private func holder(_ row: Row) throws -> PermitHolder? {
        guard let sealed = row.optionalBytes(17), row.optionalBytes(22) != nil else { return nil }
        let key = try vault.key(row.uuid(16), wrapped: row.optionalBytes(22))
        let id: PermitID = row.id(0)
        return try Self.open(sealed, id, key, vault)
    }

    private static func open(
        _ sealed: [UInt8], _ id: PermitID, _ key: DataKey, _ vault: Vault
    ) throws -> PermitHolder {
        PermitHolder(try JSONValue(parsing: vault.open(sealed, with: key, at: place(id))))
    }

    static func place(_ id: PermitID) -> SealPlace {
        SealPlace(table: "permits", row: id, column: "holder")
    }

    func holder(of id: PermitID, in reader: Reader) throws -> PermitHolder? {
        try reader.row(
            """
            SELECT \(sql: Self.columns) FROM \(sql: Self.tables) WHERE p.id = \(id)
            """
        ).flatMap(holder)
    }

    /// The key that seals what belongs to a permit; nothing once it is destroyed.
    func key(of id: PermitID, in reader: Reader) throws -> DataKey? {
        let row = try reader.row(
            """
            SELECT p.key_id, k.wrapped FROM \(sql: Self.tables) WHERE p.id = \(id)
            """)
        guard let row, row.optionalBytes(1) != nil else { return nil }
        return try vault.key(row.uuid(0), wrapped: row.optionalBytes(1))
    }

    // MARK: Finding by what is sealed

    func nikKey(_ nik: NIK) -> [UInt8] { vault.index(nik.text, "people.nik") }
    func nibKey(_ nib: String) -> [UInt8] { vault.index(nib, "permits.nib") }
    func nameKey(_ name: String) -> [UInt8] {
        vault.index(NameSearch.words(name).joined(separator: " "), "permits.name")
    }

    func insert(
        _ permit: Permit, _ sealed: Sealed, at now: Instant, in tx: Transaction
    ) throws {
        let holder = sealed.holder
        let closed = try vault.seal(
            holder.json.canonical, with: sealed.key, at: Self.place(permit.id))
        let nik = holder.nik.flatMap { try? NIK($0) }.map(nikKey)
        try tx.execute(
            """
            INSERT INTO permits (id, number, number_key, kind, business, business_key, place, \
            place_key, region, object, issued, until_day, key_id, holder, has_contact, name_key, \
            nik_key, nib_key, account, case_id, code, predecessor, source, at, risk) VALUES \
            (\(permit.id), \(permit.number), \(PermitNumber.key(permit.number)), \
            \(permit.kind.text), \(permit.business), \(permit.business.map(PublicName.key)), \
            \(permit.place), \(permit.place.map(PublicName.key)), \(permit.region?.text), \
            \(permit.object), \(permit.issued), \(permit.until), \(sealed.key.id), \(closed), \
            \(holder.contact == nil ? 0 : 1), \(holder.name.map(nameKey)), \(nik), \
            \(holder.nib.map(nibKey)), \(permit.account), \(permit.caseID), \(permit.code), \
            \(permit.predecessor), \(permit.source.rawValue), \(now), \(permit.risk))
            """)
        try PermitWords.write(permit.id, in: tx)
    }

    static func supersede(
        _ id: PermitID, by number: String, on day: Day, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE permits SET superseded_on = \(day), successor = \(number) \
            WHERE id = \(id) AND superseded_on IS NULL
            """) == 1
    }

    static func write(_ term: PermitTerm, of id: PermitID, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE permits SET suspended_from = \(term.suspendedFrom), \
            suspended_until = \(term.suspendedUntil), revoked_on = \(term.revoked) \
            WHERE id = \(id)
            """)
    }
}

/// The database holds what no program of ours writes.
enum PermitFault: Error { case unreadable }
