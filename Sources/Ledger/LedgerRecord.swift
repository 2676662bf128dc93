import Contracts
import Kernel
import Store

/// An entry as it stands in the ledger.
public struct LedgerRecord: Sendable, Hashable {
    public let id: UUIDv7
    /// The city-wide number; nil while PostgreSQL's sequencer has not come by. Shown outside the
    /// city by receipts only, as the place of the leaf.
    public let number: Int64?
    /// The number within the case; 0 for an entry without a case.
    public let act: CaseActNumber
    /// What was written, without the private part: `Ledger.sealed` opens that.
    public let entry: LedgerEntry
    let sealed: [UInt8]?
    let salt: [UInt8]
    let keyID: UUIDv7?
    let commitment: [UInt8]

    public var type: String { entry.type }
    public var caseID: CaseID? { entry.caseID }
    public var actor: Actor { entry.actor }
    public var service: String? { entry.service }
    public var unit: String? { entry.unit }
    public var facts: JSONValue { entry.facts }
    public var at: Instant { entry.at }
    /// Whether there is a private part.
    public var hasSealed: Bool { sealed != nil }

    static let columns: SQL = """
        id, seq, case_id, case_act, type, actor_kind, actor_id, actor_name, position_id, service,
        unit, at, facts, sealed, salt, key_id, commitment
        """

    /// The same of the table `l` of a join.
    static let joined: SQL = """
        l.id, l.seq, l.case_id, l.case_act, l.type, l.actor_kind, l.actor_id, l.actor_name,
        l.position_id, l.service, l.unit, l.at, l.facts, l.sealed, l.salt, l.key_id, l.commitment
        """

    init(_ row: Row) throws {
        id = row.uuid(0)
        guard
            let actor = Actor(
                kind: row.text(5), account: row.optionalID(6),
                position: row.optionalID(8), name: row.optionalText(7)),
            let facts = try? JSONValue(parsing: row.text(12).utf8)
        else { throw LedgerError.malformed(id) }
        number = row.optionalInt(1)
        act = row.optionalInt(3) ?? 0
        entry = LedgerEntry(
            type: row.text(4), caseID: row.optionalID(2), actor: actor,
            service: row.optionalText(9), unit: row.optionalText(10), facts: facts,
            at: row.instant(11))
        sealed = row.optionalBytes(13)
        salt = row.bytes(14)
        keyID = row.optionalBytes(15).flatMap { UUIDv7(bytes: $0) }
        commitment = row.bytes(16)
    }

    static func place(_ id: UUIDv7, _ column: String) -> SealPlace {
        SealPlace(table: "ledger", row: id, column: column)
    }
}

extension Ledger {
    /// The acts of one case in their order, also those that have no city-wide number yet.
    public func acts(
        of caseID: CaseID, after act: CaseActNumber = 0, limit: Int = 100, in reader: Reader
    ) throws -> [LedgerRecord] {
        try reader.rows(
            """
            SELECT \(sql: LedgerRecord.columns) FROM ledger
            WHERE case_id = \(caseID) AND case_act > \(act) ORDER BY case_act LIMIT \(limit)
            """
        ).map { try LedgerRecord($0) }
    }

    /// How many acts a case has.
    public func lastAct(of caseID: CaseID, in reader: Reader) throws -> CaseActNumber {
        try reader.row("SELECT last FROM case_acts WHERE case_id = \(caseID)")?.int(0) ?? 0
    }

    /// Numbered entries after a number, in order, without gaps.
    public func entries(
        after number: Int64, limit: Int = 256, in reader: Reader
    ) throws -> [LedgerRecord] {
        try reader.rows(
            """
            SELECT \(sql: LedgerRecord.columns) FROM ledger WHERE seq > \(number)
            ORDER BY seq LIMIT \(limit)
            """
        ).map { try LedgerRecord($0) }
    }

    /// The same among the entries of some cases.
    /// - Parameter cases: a statement that gives their ids.
    public func entries(
        after number: Int64, ofCases cases: SQL, limit: Int = 256, in reader: Reader
    ) throws -> [LedgerRecord] {
        try reader.rows(
            """
            SELECT \(sql: LedgerRecord.columns) FROM ledger
            WHERE case_id IN (\(sql: cases)) AND seq > \(number) ORDER BY seq LIMIT \(limit)
            """
        ).map { try LedgerRecord($0) }
    }

    /// One entry by its id.
    public func entry(_ id: UUIDv7, in reader: Reader) throws -> LedgerRecord? {
        try reader.row(
            "SELECT \(sql: LedgerRecord.columns) FROM ledger WHERE id = \(id.bytes)"
        ).map { try LedgerRecord($0) }
    }

    /// The city-wide number of the newest entry that has one; 0 before the first.
    public func lastNumber(in reader: Reader) throws -> Int64 {
        try reader.row("SELECT MAX(seq) FROM ledger")?.optionalInt(0) ?? 0
    }

    /// The private part of an entry; nil when it has none.
    /// - Throws: `SealingError.destroyed` after the erasure of its key.
    public func sealed(_ record: LedgerRecord, in reader: Reader) throws -> JSONValue? {
        guard let sealed = record.sealed else { return nil }
        guard let keyID = record.keyID else { throw LedgerError.malformed(record.id) }
        let key = try vault.key(keyID, in: reader)
        let plain = try vault.open(sealed, with: key, at: LedgerRecord.place(record.id, "sealed"))
        return try JSONValue(parsing: plain)
    }
}
