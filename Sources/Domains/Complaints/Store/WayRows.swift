import Contracts
import Geo
import Kernel
import Store

/// Rows of `report_ways`: where somebody travels, and wants to hear of new reports. Such a way
/// tells where a person lives and works, so its stops are sealed, and its squares stand as keyed
/// hashes: the place of a report finds them, and nobody reads a way out of them.
struct WayRows: Sendable {
    let tools: ComplaintTools

    static let migration = Migration(
        id: "complaints-ways-0001",
        statements: [
            """
            CREATE TABLE report_ways (
                id BYTEA NOT NULL PRIMARY KEY,
                account BYTEA NOT NULL,
                topic TEXT NOT NULL,
                at BIGINT NOT NULL,
                sealed BYTEA NOT NULL
            )
            """,
            """
            CREATE TABLE report_way_squares (
                square BYTEA NOT NULL,
                way BYTEA NOT NULL,
                PRIMARY KEY (square, way)
            )
            """,
            "CREATE INDEX report_ways_account ON report_ways (account, at)",
            "CREATE INDEX report_way_squares_way ON report_way_squares (way)",
        ])

    struct Way: Sendable {
        let id: UUIDv7
        /// Empty: all.
        let topic: String
        let stops: [GeoPoint]
    }

    func add(
        _ way: DescribedWay, topic: String, of account: AccountID, in tx: Transaction
    ) throws {
        let id = tools.world.uuid()
        let text = way.stops.map(\.typed).joined(separator: "\n")
        try tx.execute(
            """
            INSERT INTO report_ways (id, account, topic, at, sealed) VALUES (\(id.bytes), \
            \(account), \(topic), \(tools.world.now), \
            \(try seal(id, account, in: tx).close(text, "stops")))
            """)
        // A way of 40 kilometres has some 1,300 squares.
        let rows = way.corridor.squares.map { square -> SQL in "(\(token(square)), \(id.bytes))" }
        for start in stride(from: 0, to: rows.count, by: 400) {
            guard let part = SQL.rows(Array(rows[start...].prefix(400))) else { continue }
            try tx.execute("INSERT INTO report_way_squares (square, way) VALUES \(sql: part)")
        }
    }

    func list(of account: AccountID, in reader: Reader) throws -> [Way] {
        let rows = try reader.rows(
            """
            SELECT id, topic, sealed FROM report_ways WHERE account = \(account) ORDER BY at, id
            """)
        return try rows.map { row in
            let text = try seal(row.uuid(0), account, in: reader).open(row.bytes(2), "stops")
            return Way(
                id: row.uuid(0), topic: row.text(1),
                stops: text.split(separator: "\n").compactMap { TypedPair(String($0))?.point })
        }
    }

    func end(_ id: UUIDv7, of account: AccountID, in tx: Transaction) throws {
        let ended = try tx.execute(
            "DELETE FROM report_ways WHERE id = \(id.bytes) AND account = \(account)")
        guard ended == 1 else { return }
        try tx.execute("DELETE FROM report_way_squares WHERE way = \(id.bytes)")
    }

    /// Who comes past some places and wants to hear of some topics: beside what is asked of alerts.
    /// - Parameter squares: of the places, as `token` gives them.
    func passing(_ squares: [[UInt8]], topics: [String]) -> SQL {
        """
        SELECT 1, NULL, s.square, w.topic, w.account FROM report_way_squares s \
        JOIN report_ways w ON w.id = s.way \
        WHERE s.square IN \(list: squares) AND w.topic IN \(list: topics)
        """
    }

    /// As the square of a place stands in the table.
    func token(_ point: GeoPoint) -> [UInt8] { token(GridSquare(of: point)) }

    private func token(_ square: GridSquare) -> [UInt8] {
        tools.vault.index("\(square.row),\(square.column)", "report.way")
    }

    private func seal(_ id: UUIDv7, _ account: AccountID, in reader: Reader) throws -> RowSeal {
        RowSeal(
            vault: tools.vault, key: try tools.vault.key(account.value, in: reader),
            table: "report_ways", row: id)
    }
}

extension TypedPair {
    fileprivate var point: GeoPoint? { GeoPoint(latitude: latitude, longitude: longitude) }
}
