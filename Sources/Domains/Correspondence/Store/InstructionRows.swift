import Cases
import Contracts
import Kernel
import People
import Store

/// Rows of instructions, sealed with the key of their letter or case.
struct InstructionRows: Sendable {
    let vault: Vault

    static let columns: SQL = """
        i.id, i.root, i.parent, i.mail, i.case_id, i.what, i.owner, i.security, i.position, \
        i.account, i.unit, i.urgency, i.due, i.due_at, i.standard, i.given_at, i.state, i.sealed, \
        k.wrapped
        """
    static let source: SQL = """
        correspondence_instructions i JOIN data_keys k ON k.id = i.owner
        """

    static func place(_ id: InstructionID) -> SealPlace {
        SealPlace(table: "correspondence_instructions", row: id, column: "sealed")
    }

    private static func place(act id: UUIDv7) -> SealPlace {
        SealPlace(table: "correspondence_acts", row: id, column: "sealed")
    }

    func instruction(_ row: Row) throws -> Instruction {
        guard let unit = UnitCode(row.text(10)),
            let state = InstructionState(rawValue: row.text(16))
        else { throw SealingError.unreadable }
        let id: InstructionID = row.id(0)
        var text: String?
        if let wrapped = row.optionalBytes(18) {
            let key = try vault.key(row.uuid(6), wrapped: wrapped)
            text = try vault.openText(row.bytes(17), with: key, at: Self.place(id))
        }
        return Instruction(
            id: id, root: row.id(1), parent: row.optionalID(2), mail: row.optionalID(3),
            caseID: row.optionalID(4), what: row.text(5), owner: row.uuid(6),
            security: Int(row.int(7)), position: row.id(8), account: row.id(9), unit: unit,
            urgency: Urgency(rawValue: Int(row.int(11))) ?? .usual, due: row.day(12),
            dueAt: row.instant(13),
            standard: row.text(14).split(separator: ",").map(String.init),
            givenAt: row.instant(15), state: state, text: text)
    }

    /// Instructions with their addressees.
    func list(
        where condition: SQL, limit: Int = 500, newestFirst: Bool = false, in reader: Reader
    ) throws -> [Instruction] {
        let order: SQL = newestFirst ? "DESC" : "ASC"
        var found = try reader.rows(
            """
            SELECT \(sql: Self.columns) FROM \(sql: Self.source) WHERE \(sql: condition) \
            ORDER BY i.id \(sql: order) LIMIT \(limit)
            """
        ).map { try instruction($0) }
        let recipients = try recipients(of: found.map(\.id), in: reader)
        for index in found.indices { found[index].recipients = recipients[found[index].id] ?? [] }
        return found
    }

    func find(_ id: InstructionID, in reader: Reader) throws -> Instruction? {
        try list(where: "i.id = \(id)", limit: 1, in: reader).first
    }

    private func recipients(
        of ids: [InstructionID], in reader: Reader
    ) throws -> [InstructionID: [Recipient]] {
        guard !ids.isEmpty else { return [:] }
        let rows = try reader.rows(
            """
            SELECT id, instruction, position, state, seen_at, answered_at, accepted_at \
            FROM correspondence_recipients WHERE instruction IN \(list: ids) ORDER BY id
            """)
        return Dictionary(grouping: rows.compactMap(Self.recipient), by: \.instruction)
    }

    static func recipient(_ row: Row) -> Recipient? {
        guard let state = RecipientState(rawValue: row.text(3)) else { return nil }
        return Recipient(
            id: row.id(0), instruction: row.id(1), position: row.id(2), state: state,
            seenAt: row.optionalInstant(4), answeredAt: row.optionalInstant(5),
            acceptedAt: row.optionalInstant(6))
    }

    func recipient(_ id: RecipientID, in reader: Reader) throws -> Recipient? {
        try reader.row(
            """
            SELECT id, instruction, position, state, seen_at, answered_at, accepted_at \
            FROM correspondence_recipients WHERE id = \(id)
            """
        ).flatMap(Self.recipient)
    }

    func acts(of ids: [InstructionID], in reader: Reader) throws -> [InstructionAct] {
        try reader.rows(
            """
            SELECT a.id, a.instruction, a.recipient, a.kind, a.at, a.account, a.position, \
            a.sealed, k.wrapped, i.owner, a.due FROM correspondence_acts a \
            JOIN correspondence_instructions i ON i.id = a.instruction \
            JOIN data_keys k ON k.id = i.owner \
            WHERE a.instruction IN \(list: ids) ORDER BY a.id LIMIT 2000
            """
        ).compactMap { row in
            guard let kind = InstructionAct.Kind(rawValue: row.text(3)) else { return nil }
            let id = row.uuid(0)
            var text: String?
            if let sealed = row.optionalBytes(7), let wrapped = row.optionalBytes(8) {
                let key = try vault.key(row.uuid(9), wrapped: wrapped)
                text = try vault.openText(sealed, with: key, at: Self.place(act: id))
            }
            return InstructionAct(
                id: id, instruction: row.id(1), recipient: row.optionalID(2), kind: kind,
                at: row.instant(4), account: row.optionalID(5), position: row.optionalID(6),
                text: text, due: row.optionalText(10).flatMap(Day.init(iso:)))
        }
    }

    /// Writes down what happened; `text` is sealed.
    /// - Parameter due: until when more time was given.
    func note(
        _ kind: InstructionAct.Kind, _ instruction: Instruction, _ recipient: RecipientID?,
        by actor: (account: AccountID, position: PositionID)?, _ text: String? = nil,
        until due: Day? = nil, id: UUIDv7, at now: Instant, in tx: Transaction
    ) throws {
        let sealed = try text.map {
            try vault.seal(
                $0, with: try vault.key(instruction.owner, in: tx), at: Self.place(act: id))
        }
        try tx.execute(
            """
            INSERT INTO correspondence_acts (id, instruction, recipient, kind, at, account, \
            position, sealed, due) VALUES (\(id), \(instruction.id), \(recipient), \
            \(kind.rawValue), \(now), \(actor?.account), \(actor?.position), \(sealed), \
            \(due?.iso))
            """)
    }
}

extension Officer {
    /// Instructions that the officer may read, of table `correspondence_instructions i`: those of
    /// a chain in which one of his positions stands, and those given in units that he leads as a
    /// whole, as far as his clearance opens what they are about.
    var instructionScope: SQL {
        var arms: [SQL] = [
            """
            i.root IN (SELECT x.root FROM correspondence_instructions x \
            WHERE x.position IN \(list: seats))
            """,
            """
            i.root IN (SELECT x.root FROM correspondence_recipients r \
            JOIN correspondence_instructions x ON x.id = r.instruction \
            WHERE r.position IN \(list: seats))
            """,
        ]
        for authority in authorities
        where authority.permissions.contains(.leadCases) && authority.region == nil {
            let units = authority.reach.sorted().map(\.text)
            arms.append(
                """
                (i.unit IN \(list: units) AND i.security <= \(authority.clearanceLevel))
                """)
        }
        return "(\(sql: SQL.joined(arms, by: " OR ")))"
    }
}

extension Authority {
    /// The highest security of an instruction that the position reads without standing in it.
    var clearanceLevel: Int {
        if permissions.contains(.readSecret) { return SecurityClass.topSecret.rawValue }
        return permissions.contains(.readRestricted) ? SecurityClass.limited.rawValue : 0
    }
}
