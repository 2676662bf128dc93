import Contracts
import Kernel
import Store

/// An upload as its row tells it.
struct UploadRow: Sendable {
    let id: UploadID
    let account: AccountID
    let draft: CaseID
    let field: String
    let rule: FileRule
    let name: [UInt8]
    let size: Int64
    let received: Int64
    let parts: Int64
    let file: BlobID?

    var seen: Upload { Upload(id: id, size: size, received: received, isDone: file != nil) }

    static func place(_ id: UploadID) -> SealPlace {
        SealPlace(table: "uploads", row: id, column: "name_sealed")
    }
}

enum UploadRows {
    /// Nothing when there is none, or it is somebody else's.
    static func find(
        _ id: UploadID, _ account: AccountID, lock: SQL = .empty, in reader: Reader
    ) throws -> UploadRow? {
        try reader.row(
            """
            SELECT draft, field, kinds, most_bytes, most_files, name_sealed, size, received, parts,
                file
            FROM uploads WHERE id = \(id) AND account = \(account)\(sql: lock)
            """
        ).map { row in
            let kinds = row.text(2).split(separator: ",").compactMap {
                FileKind(rawValue: String($0))
            }
            return UploadRow(
                id: id, account: account, draft: row.id(0), field: row.text(1),
                rule: FileRule(
                    kinds: kinds, maxBytes: Int(row.int(3)), maxCount: Int(row.int(4))),
                name: row.bytes(5), size: row.int(6), received: row.int(7), parts: row.int(8),
                file: row.optionalUUID(9).map { BlobID($0) })
        }
    }

    static func insert(_ row: UploadRow, at now: Instant, in tx: Transaction) throws {
        let kinds = row.rule.kinds.map(\.rawValue).joined(separator: ",")
        try tx.execute(
            """
            INSERT INTO uploads (id, account, draft, field, kinds, most_bytes, most_files,
                name_sealed, size, received, parts, created_at, updated_at)
            VALUES (\(row.id), \(row.account), \(row.draft), \(row.field), \(kinds),
                \(row.rule.maxBytes), \(row.rule.maxCount), \(row.name), \(row.size), 0, 0,
                \(now), \(now))
            """)
    }

    static func remove(_ id: UploadID, _ blobs: BlobStore, in tx: Transaction) throws {
        try UploadParts.erase(id, blobs, in: tx)
        try tx.execute("DELETE FROM uploads WHERE id = \(id)")
    }
}
