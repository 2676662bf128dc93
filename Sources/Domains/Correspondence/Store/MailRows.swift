import Cases
import Contracts
import Kernel
import People
import Store

/// Rows of `correspondence_mail`; each letter has a key of its own.
struct MailRows: Sendable {
    let vault: Vault

    static let columns: SQL = """
        m.id, m.way, m.unit, m.year, m.serial, m.number, m.state, m.classification, m.urgency, \
        m.security, m.kind, m.is_person, m.letter_day, m.received_day, m.registered_at, m.target, \
        m.case_number, m.answers, m.account, m.position, m.sealed, k.wrapped, \
        (CASE WHEN EXISTS (SELECT 1 FROM correspondence_instructions i WHERE i.mail = m.id \
        AND i.state = 'open') THEN 1 ELSE 0 END)
        """
    static let source: SQL = "correspondence_mail m JOIN data_keys k ON k.id = m.id"

    private static func place(_ id: MailID) -> SealPlace {
        SealPlace(table: "correspondence_mail", row: id, column: "sealed")
    }

    func seal(_ text: MailText, of id: MailID, with key: DataKey) throws -> [UInt8] {
        try vault.seal(text.json.canonical, with: key, at: Self.place(id))
    }

    func mail(_ row: Row) throws -> Mail {
        let id: MailID = row.id(0)
        guard let way = MailWay(rawValue: row.text(1)), let unit = UnitCode(row.text(2)),
            let state = MailState(rawValue: row.text(6))
        else { throw SealingError.unreadable }
        var text: MailText?
        if let wrapped = row.optionalBytes(21) {
            let key = try vault.key(id.value, wrapped: wrapped)
            let plain = try vault.open(row.bytes(20), with: key, at: Self.place(id))
            text = MailText(try JSONValue(parsing: plain))
        }
        return Mail(
            id: id, way: way, unit: unit, year: row.optionalInt(3), serial: row.optionalInt(4),
            number: row.optionalText(5), state: state, classification: row.text(7),
            urgency: Urgency(rawValue: Int(row.int(8))) ?? .usual,
            security: SecurityClass(rawValue: Int(row.int(9))) ?? .topSecret,
            kind: row.text(10), isPerson: row.bool(11), letterDay: row.day(12),
            receivedDay: row.optionalDay(13), registeredAt: row.instant(14),
            target: row.optionalID(15),
            caseNumber: row.optionalText(16).flatMap { try? TrackingCode($0) },
            answers: row.optionalID(17), account: row.id(18), position: row.id(19), text: text,
            isInstructed: row.bool(22))
    }

    /// A letter that the officer may see; for all others it is not there.
    func find(_ id: MailID, for officer: Officer, in reader: Reader) throws -> Mail? {
        try reader.row(
            """
            SELECT \(sql: Self.columns) FROM \(sql: Self.source) \
            WHERE m.id = \(id) AND \(sql: officer.mailScope)
            """
        ).map { try mail($0) }
    }

    /// A letter, whoever asks: to say that its papers are looked at.
    func letter(_ id: MailID, in reader: Reader) throws -> Mail? {
        try reader.row(
            "SELECT \(sql: Self.columns) FROM \(sql: Self.source) WHERE m.id = \(id)"
        ).map { try mail($0) }
    }

    /// Takes the next number of a series. Its row stays locked to the end of the transaction: no
    /// number is given twice and none is lost.
    static func next(
        _ way: MailWay, _ unit: UnitCode, _ year: Int64, in tx: Transaction
    ) throws -> Int64 {
        let row = try tx.row(
            """
            INSERT INTO correspondence_series (way, unit, year, last) \
            VALUES (\(way.rawValue), \(unit.text), \(year), 1) \
            ON CONFLICT (way, unit, year) DO UPDATE SET last = correspondence_series.last + 1 \
            RETURNING last
            """)
        guard let row else { throw Refusal(.unavailable, "web.problem.invalid") }
        return row.int(0)
    }

    func keep(_ text: MailText, of id: MailID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM correspondence_tokens WHERE mail = \(id)")
        let tokens = vault.nameTokens(text.searched).map { SQL.pair($0, id) }
        if let rows = SQL.rows(tokens) {
            try tx.execute(
                """
                INSERT INTO correspondence_tokens (token, mail) VALUES \(sql: rows)\
                \(sql: tx.engine.insertIgnoring)
                """)
        }
    }
}

extension SQL {
    fileprivate static func pair(_ token: [UInt8], _ mail: MailID) -> SQL {
        "(\(token), \(mail))"
    }
}

extension Officer {
    var seats: [PositionID] { authorities.map(\.position) }

    /// Letters that the officer may see, of table `correspondence_mail m`: those of class *biasa*
    /// in the reach of a position that reads cases; of any class those that his unit's register
    /// holds while he keeps it, those of units that he leads with the clearance for closed papers,
    /// and those that were written to him or about which he gave or got an instruction.
    var mailScope: SQL {
        var arms: [SQL] = []
        let open = scope(for: .readCases).predicate(
            ScopeColumns(unit: "m.unit", region: nil, confidentiality: nil))
        arms.append("(m.security = 0 AND \(sql: open))")
        for authority in authorities {
            if authority.permissions.contains(.registerLetters) {
                arms.append("m.unit = \(authority.unit.text)")
            }
            if authority.permissions.contains(.leadCases), authority.region == nil,
                authority.clearanceLevel > 0
            {
                let units = authority.reach.sorted().map(\.text)
                arms.append(
                    """
                    (m.unit IN \(list: units) AND m.security <= \(authority.clearanceLevel))
                    """)
            }
        }
        arms.append("m.target IN \(list: seats)")
        arms.append(
            """
            m.id IN (SELECT i.mail FROM correspondence_instructions i \
            WHERE i.mail IS NOT NULL AND i.position IN \(list: seats))
            """)
        arms.append(
            """
            m.id IN (SELECT i.mail FROM correspondence_recipients r \
            JOIN correspondence_instructions i ON i.id = r.instruction \
            WHERE i.mail IS NOT NULL AND r.position IN \(list: seats))
            """)
        return "(\(sql: SQL.joined(arms, by: " OR ")))"
    }
}
