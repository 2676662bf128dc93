import Cases
import Contracts
import Kernel
import People
import Store

/// How many instructions stand in each list.
struct InstructionCounts: Sendable {
    var mine = 0
    var given = 0
    var late = 0
    var letters = 0

    subscript(_ tab: InstructionTab) -> Int? {
        switch tab {
        case .mine: mine
        case .given: given
        case .late: late
        case .over: nil
        case .letters: letters
        }
    }
}

/// What one position has open.
struct PositionFigure: Sendable {
    let position: PositionID
    let unit: UnitCode
    let open: Int
    let late: Int
    /// Working days of the oldest, from its giving.
    let oldest: Instant
}

extension InstructionTab {
    /// Of tables `correspondence_instructions i`.
    func condition(_ officer: Officer, at now: Instant) -> SQL {
        let seats = officer.seats
        let told: SQL = """
            EXISTS (SELECT 1 FROM correspondence_recipients r WHERE r.instruction = i.id \
            AND r.position IN \(list: seats) AND r.state IN ('sent', 'seen'))
            """
        let mine: SQL = """
            i.id IN (SELECT r.instruction FROM correspondence_recipients r \
            WHERE r.position IN \(list: seats)
            """
        switch self {
        case .mine:
            return """
                i.state = 'open' AND \(sql: mine) AND r.state IN ('sent', 'seen'))
                """
        case .given: return "i.state = 'open' AND i.position IN \(list: seats)"
        case .late:
            return """
                i.state = 'open' AND i.due_at < \(now) AND (\(sql: told) \
                OR (i.position IN \(list: seats) AND EXISTS (SELECT 1 FROM \
                correspondence_recipients o WHERE o.instruction = i.id \
                AND o.state IN ('sent', 'seen'))))
                """
        case .over, .letters:
            return """
                (\(sql: mine) AND r.state IN ('answered', 'accepted', 'ended')) \
                OR (i.position IN \(list: seats) AND i.state <> 'open'))
                """
        }
    }
}

extension CorrespondenceTools {
    static let instructionsAtOnce = 30

    func instructions(
        _ tab: InstructionTab, before: InstructionID?, for officer: Officer
    ) async throws -> (found: [Instruction], hasMore: Bool) {
        let condition = tab.condition(officer, at: world.now)
        let later: SQL = before.map { " AND i.id < \($0)" } ?? ""
        let limit = Self.instructionsAtOnce
        return try await store.read("instruction.list") { [self] reader in
            let found = try instructions.list(
                where: "(\(sql: condition))\(sql: later)", limit: limit + 1, newestFirst: true,
                in: reader)
            return (Array(found.prefix(limit)), found.count > limit)
        }
    }

    func counts(for officer: Officer) async throws -> InstructionCounts {
        let now = world.now
        let parts = [InstructionTab.mine, .given, .late].map { tab -> SQL in
            """
            (SELECT COUNT(*) FROM correspondence_instructions i \
            WHERE \(sql: tab.condition(officer, at: now)))
            """
        }
        let letters: SQL = """
            (SELECT COUNT(*) FROM correspondence_mail m WHERE \(sql: Self.waiting(officer)))
            """
        return try await store.read("instruction.counts") { reader in
            let row = try reader.row(
                "SELECT \(sql: SQL.joined(parts + [letters], by: ", "))")
            guard let row else { return InstructionCounts() }
            return InstructionCounts(
                mine: Int(row.int(0)), given: Int(row.int(1)), late: Int(row.int(2)),
                letters: Int(row.int(3)))
        }
    }

    /// A whole chain that the officer may read, first to last; nothing when he may not.
    func chain(
        of id: InstructionID, for officer: Officer, in reader: Reader
    ) throws -> [Instruction] {
        let found = try instructions.list(
            where: "i.id = \(id) AND \(sql: officer.instructionScope)", limit: 1, in: reader)
        guard let found = found.first else { return [] }
        return try instructions.list(where: "i.root = \(found.root)", in: reader)
    }

    /// What positions of the units that the officer leads have open.
    func figures(for officer: Officer) async throws -> [PositionFigure] {
        let units = officer.authorities.filter { $0.permissions.contains(.leadCases) }
            .reduce(into: Set<UnitCode>()) { $0.formUnion($1.reach) }
        let now = world.now
        return try await store.read("instruction.figures") { reader in
            try reader.rows(
                """
                SELECT r.position, p.unit, COUNT(*), \
                SUM(CASE WHEN i.due_at < \(now) THEN 1 ELSE 0 END), MIN(i.given_at) \
                FROM correspondence_recipients r \
                JOIN correspondence_instructions i ON i.id = r.instruction \
                JOIN people_positions p ON p.id = r.position \
                WHERE i.state = 'open' AND r.state IN ('sent', 'seen') \
                AND p.unit IN \(list: units.sorted().map(\.text)) \
                GROUP BY r.position, p.unit ORDER BY p.unit, r.position
                """
            ).compactMap { row in
                UnitCode(row.text(1)).map {
                    PositionFigure(
                        position: row.id(0), unit: $0, open: Int(row.int(2)),
                        late: Int(row.int(3)), oldest: row.instant(4))
                }
            }
        }
    }
}

extension CorrespondenceTools {
    /// The addressees of an instruction, in the order in which they were told.
    package func recipients(of id: InstructionID) async throws -> [RecipientID] {
        try await store.read("instruction.recipients") { [self] reader in
            try instructions.find(id, in: reader)?.recipients.map(\.id) ?? []
        }
    }
}
