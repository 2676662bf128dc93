import Contracts
import Kernel
import Store

/// A file that belongs to a case.
public struct CaseFileRecord: Sendable {
    public let blob: BlobID
    /// The round it came with.
    public let round: Int64
    public let field: String
    /// The media type found from its content.
    public let kind: String
    public let bytes: Int64
    public let name: String
    public let at: Instant
}

enum FileRows {
    private static func place(_ blob: BlobID) -> SealPlace {
        SealPlace(table: "case_files", row: blob.bytes, column: "name_sealed")
    }

    /// One statement, whatever the number of files.
    static func insert(
        _ files: [CaseFileRecord], of caseID: CaseID, key: DataKey, vault: Vault,
        in tx: Transaction
    ) throws {
        let rows: [SQL] = try files.map { file in
            let name = try vault.seal(Array(file.name.utf8), with: key, at: place(file.blob))
            return """
                (\(file.blob), \(caseID), \(file.round), \(file.field), \(file.kind), \
                \(file.bytes), \(name), \(file.at))
                """
        }
        guard let values = SQL.rows(rows) else { return }
        try tx.execute(
            """
            INSERT INTO case_files (blob, case_id, round, field, kind, bytes, name_sealed, at) \
            VALUES \(sql: values)
            """)
    }

    static func all(
        of caseID: CaseID, key: DataKey, vault: Vault, in reader: Reader
    ) throws
        -> [CaseFileRecord]
    {
        try reader.rows(
            """
            SELECT blob, round, field, kind, bytes, name_sealed, at FROM case_files \
            WHERE case_id = \(caseID) ORDER BY round, at
            """
        ).map { row in
            let blob: BlobID = row.id(0)
            let name = try vault.open(row.bytes(5), with: key, at: place(blob))
            return CaseFileRecord(
                blob: blob, round: row.int(1), field: row.text(2), kind: row.text(3),
                bytes: row.int(4), name: String(decoding: name, as: UTF8.self),
                at: row.instant(6))
        }
    }
}

/// Keyed hashes by which a case is found without plain text.
enum TokenRows {
    /// One statement, whatever the number of tokens.
    static func insert(_ tokens: Set<[UInt8]>, of caseID: CaseID, in tx: Transaction) throws {
        let sorted = tokens.sorted { $0.lexicographicallyPrecedes($1) }
        guard let rows = SQL.rows(sorted.map { "(\($0), \(caseID))" }) else { return }
        try tx.put(
            """
            INSERT INTO case_tokens (token, case_id) VALUES \(sql: rows) \
            ON CONFLICT (token, case_id) DO NOTHING
            """)
    }
}
