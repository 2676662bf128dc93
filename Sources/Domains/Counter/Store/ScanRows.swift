import Contracts
import Kernel
import Store

/// Statements on `counter_batches`, `counter_batch_files` and `counter_pages`.
enum ScanRows {
    /// - Returns: false when the same was sent before.
    static func insert(
        _ id: UUIDv7, digest: [UInt8], by officer: AccountID, from position: PositionID,
        _ unit: UnitCode, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO counter_batches (id, digest, officer, position, unit, state, pages, at) \
            VALUES (\(id), \(digest), \(officer), \(position), \(unit.text), 'waiting', 0, \
            \(now)) ON CONFLICT (digest) DO NOTHING
            """) == 1
    }

    /// A batch of the same bytes that was not read.
    static func unread(
        _ digest: [UInt8], in reader: Reader
    ) throws -> (id: UUIDv7, hasFailed: Bool)? {
        try reader.row(
            "SELECT id, state FROM counter_batches WHERE digest = \(digest) AND state <> 'read'"
        ).map { ($0.uuid(0), $0.text(1) == "failed") }
    }

    static func wait(_ batch: UUIDv7, at now: Instant, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE counter_batches SET state = 'waiting', fault = NULL, at = \(now) \
            WHERE id = \(batch) AND state = 'failed'
            """)
    }

    static func insertFile(
        _ batch: UUIDv7, _ number: Int, _ blob: UUIDv7, kind: String, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO counter_batch_files (batch, number, blob, kind) \
            VALUES (\(batch), \(number), \(blob), \(kind))
            """)
    }

    static func insertPage(
        _ page: TrayPage, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO counter_pages (id, batch, number, width, height, cover, problem) \
            VALUES (\(page.id), \(page.batch), \(page.number), \(page.width), \(page.height), \
            \(page.cover?.code), \(page.problem))
            """)
    }

    static func finish(
        _ batch: UUIDv7, _ state: Batch.State, fault: String?, pages: Int, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE counter_batches SET state = \(state.rawValue), fault = \(fault), \
            pages = \(pages) WHERE id = \(batch) AND state = 'waiting'
            """)
    }

    /// The pages of an officer that are filed nowhere, in the order in which they came.
    static func tray(of officer: AccountID, in reader: Reader) throws -> [TrayPage] {
        try reader.rows(
            """
            SELECT p.id, p.batch, p.number, p.width, p.height, p.cover, p.problem \
            FROM counter_pages p JOIN counter_batches b ON b.id = p.batch \
            WHERE b.officer = \(officer) ORDER BY b.at, p.batch, p.number LIMIT 120
            """
        ).map(page)
    }

    static func page(
        _ id: UUIDv7, of officer: AccountID, in reader: Reader
    ) throws -> TrayPage? {
        try reader.row(
            """
            SELECT p.id, p.batch, p.number, p.width, p.height, p.cover, p.problem \
            FROM counter_pages p JOIN counter_batches b ON b.id = p.batch \
            WHERE p.id = \(id) AND b.officer = \(officer)
            """
        ).map(page)
    }

    private static func page(_ row: Row) -> TrayPage {
        TrayPage(
            id: row.uuid(0), batch: row.uuid(1), number: row.int(2), width: row.int(3),
            height: row.int(4), cover: row.optionalText(5).flatMap { Cover(code: $0) },
            problem: row.optionalText(6))
    }

    /// The pages of all trays that had a cover, newest first.
    static func covered(
        in reader: Reader
    ) throws -> [(id: UUIDv7, cover: Cover, at: Instant)] {
        try reader.rows(
            """
            SELECT p.id, p.cover, b.at FROM counter_pages p JOIN counter_batches b \
            ON b.id = p.batch WHERE p.cover IS NOT NULL ORDER BY b.at DESC, p.id LIMIT 10000
            """
        ).compactMap { row in
            Cover(code: row.text(1)).map { (id: row.uuid(0), cover: $0, at: row.instant(2)) }
        }
    }

    /// - Returns: false when it was gone.
    static func remove(_ page: UUIDv7, in tx: Transaction) throws -> Bool {
        try tx.execute("DELETE FROM counter_pages WHERE id = \(page)") == 1
    }

    static func batches(of officer: AccountID, in reader: Reader) throws -> [Batch] {
        try reader.rows(
            """
            SELECT b.id, b.state, b.fault, b.pages, b.at, \
            (SELECT COUNT(*) FROM counter_pages p WHERE p.batch = b.id) \
            FROM counter_batches b WHERE b.officer = \(officer) ORDER BY b.at DESC LIMIT 10
            """
        ).compactMap { row in
            Batch.State(rawValue: row.text(1)).map {
                Batch(
                    id: row.uuid(0), state: $0, fault: row.optionalText(2), pages: row.int(3),
                    left: row.int(5), at: row.instant(4))
            }
        }
    }

    /// Pages in the trays of units.
    static func trayCount(_ units: [UnitCode], in reader: Reader) throws -> Int64 {
        guard !units.isEmpty else { return 0 }
        return try reader.row(
            """
            SELECT COUNT(*) FROM counter_pages p JOIN counter_batches b ON b.id = p.batch \
            WHERE b.unit IN \(list: units.map(\.text))
            """
        )?.int(0) ?? 0
    }
}
