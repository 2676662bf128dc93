import Contracts
import Kernel
import People
import Store

/// Rows of folders of paper. What is written on a cover is sealed: with the key of the case or the
/// letter, or with a key of its own.
struct PaperRows: Sendable {
    let vault: Vault

    static let columns: SQL = """
        p.id, p.code, p.unit, p.owner, p.case_number, p.mail, p.state, p.position, p.account, \
        p.holder_unit, p.since, p.toward, p.title, p.place, k.wrapped, p.case_id
        """
    static let source: SQL = "correspondence_papers p JOIN data_keys k ON k.id = p.owner"

    func seal(
        _ text: String?, _ column: String, of id: PaperID, with key: DataKey
    ) throws -> [UInt8]? {
        try text.map {
            try vault.seal(
                $0, with: key,
                at: SealPlace(table: "correspondence_papers", row: id, column: column))
        }
    }

    func paper(_ row: Row) throws -> Paper {
        guard let unit = UnitCode(row.text(2)), let state = PaperState(rawValue: row.text(6)),
            let holder = UnitCode(row.text(9))
        else { throw SealingError.unreadable }
        let id: PaperID = row.id(0)
        func open(_ index: Int, _ column: String) throws -> String? {
            guard let sealed = row.optionalBytes(index), let wrapped = row.optionalBytes(14)
            else { return nil }
            let key = try vault.key(row.uuid(3), wrapped: wrapped)
            return try vault.openText(
                sealed, with: key,
                at: SealPlace(table: "correspondence_papers", row: id, column: column))
        }
        return Paper(
            id: id, code: try TrackingCode(row.text(1)), unit: unit,
            caseNumber: row.optionalText(4).flatMap { try? TrackingCode($0) },
            caseID: row.optionalID(15), mail: row.optionalID(5), state: state, position: row.id(7),
            account: row.id(8),
            holderUnit: holder, since: row.instant(10), toward: row.optionalID(11),
            title: try open(12, "title"), place: try open(13, "place"))
    }

    func find(_ code: TrackingCode, in reader: Reader) throws -> Paper? {
        try list(where: "p.code = \(code.symbols)", limit: 1, in: reader).first
    }

    func list(
        where condition: SQL, limit: Int = 200, in reader: Reader
    ) throws -> [Paper] {
        try reader.rows(
            """
            SELECT \(sql: Self.columns) FROM \(sql: Self.source) WHERE \(sql: condition) \
            ORDER BY p.since, p.id LIMIT \(limit)
            """
        ).map { try paper($0) }
    }

    func moves(of paper: Paper, in reader: Reader) throws -> [PaperMove] {
        try reader.rows(
            """
            SELECT m.id, m.kind, m.at, m.account, m.position, m.toward, m.place, k.wrapped, \
            p.owner FROM correspondence_moves m JOIN correspondence_papers p ON p.id = m.paper \
            JOIN data_keys k ON k.id = p.owner WHERE m.paper = \(paper.id) \
            ORDER BY m.id LIMIT 1000
            """
        ).compactMap { row in
            guard let kind = PaperMove.Kind(rawValue: row.text(1)) else { return nil }
            var place: String?
            if let sealed = row.optionalBytes(6), let wrapped = row.optionalBytes(7) {
                let key = try vault.key(row.uuid(8), wrapped: wrapped)
                place = try vault.openText(
                    sealed, with: key,
                    at: SealPlace(
                        table: "correspondence_moves", row: row.uuid(0), column: "place"))
            }
            return PaperMove(
                kind: kind, at: row.instant(2), account: row.id(3), position: row.id(4),
                toward: row.optionalID(5), place: place)
        }
    }

    func note(
        _ kind: PaperMove.Kind, _ paper: PaperID, by account: AccountID, _ position: PositionID,
        toward: PositionID? = nil, place: String? = nil, key: DataKey, id: UUIDv7,
        at now: Instant, in tx: Transaction
    ) throws {
        let sealed = try place.map {
            try vault.seal(
                $0, with: key,
                at: SealPlace(table: "correspondence_moves", row: id, column: "place"))
        }
        try tx.execute(
            """
            INSERT INTO correspondence_moves (id, paper, kind, at, account, position, toward, \
            place) VALUES (\(id), \(paper), \(kind.rawValue), \(now), \(account), \(position), \
            \(toward), \(sealed))
            """)
    }
}
