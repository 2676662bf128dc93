import Contracts
import Kernel
import Store

/// Which letter ends a case.
public enum LetterKind: String, Sendable {
    case grant, refusal
}

public enum LetterState: String, Sendable {
    case draft, issued, void
}

/// The plain facts of a letter: one row of `letters`.
public struct LetterRecord: Sendable {
    public let id: LetterID
    public let caseID: CaseID
    public let kind: LetterKind
    public let state: LetterState
    public let number: String?
    /// The newest version of its text.
    public let version: Int64
    /// The code that the verification page takes.
    public let code: String?
    public let blob: BlobID?
    public let createdAt: Instant
    public let issuedAt: Instant?
    public let validUntil: Day?
}

/// That an issued letter was taken back.
struct LetterEnding: Sendable {
    let at: Instant
    let ground: RevocationGround?
    /// The number of the letter in its place.
    let successor: String?
}

/// One version of a letter's text, with who wrote it.
public struct LetterVersion: Sendable {
    public let version: Int64
    public let author: AccountID
    public let position: PositionID
    public let at: Instant
    public let text: String
}

/// The initials of one seat under one version.
public struct LetterInitial: Sendable {
    public let seat: Int64
    public let version: Int64
    public let author: AccountID
    public let position: PositionID
    public let at: Instant
}

/// What was written under a letter: its versions and the initials.
struct LetterPapers: Sendable {
    var versions: [LetterVersion] = []
    var initials: [LetterInitial] = []
}

enum LetterRows {
    static let columns: SQL = """
        l.id, l.case_id, l.kind, l.state, l.number, l.version, l.code, l.blob, l.created_at, \
        l.issued_at, l.valid_until
        """

    /// The letter that the case works on or has issued.
    static func current(_ caseID: CaseID, in reader: Reader) throws -> LetterRecord? {
        try reader.row(
            """
            SELECT \(sql: columns) FROM letters l \
            WHERE l.case_id = \(caseID) AND l.state <> 'void' ORDER BY l.created_at DESC LIMIT 1
            """
        ).map(record)
    }

    static func find(code: String, in reader: Reader) throws -> LetterRecord? {
        try reader.row("SELECT \(sql: columns) FROM letters l WHERE l.code = \(code)").map(record)
    }

    /// - Parameter start: the place of the first of `columns` in the row.
    static func record(_ row: Row, from start: Int) throws -> LetterRecord {
        LetterRecord(
            id: row.id(start), caseID: row.id(start + 1),
            kind: try CaseRows.stored(LetterKind(rawValue: row.text(start + 2)), "letters.kind"),
            state: try CaseRows.stored(
                LetterState(rawValue: row.text(start + 3)), "letters.state"),
            number: row.optionalText(start + 4), version: row.int(start + 5),
            code: row.optionalText(start + 6), blob: row.optionalID(start + 7),
            createdAt: row.instant(start + 8), issuedAt: row.optionalInstant(start + 9),
            validUntil: row.optionalDay(start + 10))
    }

    static func record(_ row: Row) throws -> LetterRecord { try record(row, from: 0) }

    /// Versions and initials by one statement.
    static func papers(
        _ id: LetterID, key: DataKey, vault: Vault, in reader: Reader
    ) throws -> LetterPapers {
        let rows = try reader.rows(
            """
            SELECT 0, version, version, author, position, at, sealed FROM letter_versions \
            WHERE letter_id = \(id) UNION ALL SELECT 1, seat, version, author, position, at, NULL \
            FROM letter_initials WHERE letter_id = \(id) ORDER BY 1, 2
            """)
        var papers = LetterPapers()
        for row in rows {
            guard row.int(0) == 0 else {
                papers.initials.append(
                    LetterInitial(
                        seat: row.int(1), version: row.int(2), author: row.id(3),
                        position: row.id(4), at: row.instant(5)))
                continue
            }
            let plain = try vault.open(row.bytes(6), with: key, at: place(id, row.int(1)))
            papers.versions.append(
                LetterVersion(
                    version: row.int(1), author: row.id(3), position: row.id(4),
                    at: row.instant(5), text: String(decoding: plain, as: UTF8.self)))
        }
        return papers
    }

    static func insert(_ letter: LetterRecord, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO letters (id, case_id, kind, state, number, version, created_at) VALUES \
            (\(letter.id), \(letter.caseID), \(letter.kind.rawValue), \(letter.state.rawValue), \
            \(letter.number), \(letter.version), \(letter.createdAt))
            """)
    }

    static func place(_ id: LetterID, _ version: Int64) -> SealPlace {
        SealPlace(
            table: "letter_versions", row: id.bytes + version.bigEndianBytes, column: "sealed")
    }

    /// Adds a version and makes it the newest; initials under older versions keep their version.
    static func addVersion(
        _ id: LetterID, _ version: LetterVersion, key: DataKey, vault: Vault, in tx: Transaction
    ) throws {
        let sealed = try vault.seal(
            Array(version.text.utf8), with: key, at: place(id, version.version))
        try tx.execute(
            """
            INSERT INTO letter_versions (letter_id, version, author, position, at, sealed) VALUES \
            (\(id), \(version.version), \(version.author), \(version.position), \(version.at), \
            \(sealed))
            """)
        try tx.execute("UPDATE letters SET version = \(version.version) WHERE id = \(id)")
    }

    static func versions(
        _ id: LetterID, key: DataKey, vault: Vault, in reader: Reader
    ) throws
        -> [LetterVersion]
    {
        try reader.rows(
            """
            SELECT version, author, position, at, sealed FROM letter_versions \
            WHERE letter_id = \(id) ORDER BY version
            """
        ).map { row in
            let plain = try vault.open(row.bytes(4), with: key, at: place(id, row.int(0)))
            return LetterVersion(
                version: row.int(0), author: row.id(1), position: row.id(2), at: row.instant(3),
                text: String(decoding: plain, as: UTF8.self))
        }
    }

    static func initial(_ id: LetterID, _ initial: LetterInitial, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO letter_initials (letter_id, seat, version, author, position, at) VALUES \
            (\(id), \(initial.seat), \(initial.version), \(initial.author), \
            \(initial.position), \(initial.at))
            """)
    }

    /// A letter that goes back to its drafter loses its initials.
    static func clearInitials(_ id: LetterID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM letter_initials WHERE letter_id = \(id)")
    }

    static func void(_ id: LetterID, in tx: Transaction) throws {
        try tx.execute("UPDATE letters SET state = 'void' WHERE id = \(id) AND state = 'draft'")
    }

    /// An issued letter that does not hold any more; its code says so to whoever looks it up.
    static func revoke(
        _ id: LetterID, _ ground: RevocationGround, successor: String? = nil, at now: Instant,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE letters SET state = 'void', void_at = \(now), \
            void_ground = \(ground.rawValue), successor = \(successor) WHERE id = \(id)
            """)
    }

    /// Names a new letter in the place of those of its case that were taken back before.
    static func succeed(_ caseID: CaseID, by number: String, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE letters SET successor = \(number) WHERE case_id = \(caseID) \
            AND state = 'void' AND issued_at IS NOT NULL AND successor IS NULL
            """)
    }

    static func isIssued(number: String, in reader: Reader) throws -> Bool {
        try reader.row(
            "SELECT 1 FROM letters WHERE number = \(number) AND state = 'issued' LIMIT 1") != nil
    }

    /// Why and since when a letter does not hold, and what stands in its place.
    static func ending(_ id: LetterID, in reader: Reader) throws -> LetterEnding? {
        try reader.row(
            "SELECT void_at, void_ground, successor FROM letters WHERE id = \(id)"
        ).flatMap { row in
            row.optionalInstant(0).map { at in
                LetterEnding(
                    at: at, ground: row.optionalText(1).flatMap(RevocationGround.init(rawValue:)),
                    successor: row.optionalText(2))
            }
        }
    }

    static func issue(
        _ id: LetterID, number: String, code: String, blob: BlobID, digest: String,
        validUntil: Day?, at now: Instant, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE letters SET state = 'issued', number = \(number), code = \(code), \
            blob = \(blob), digest = \(digest), valid_until = \(validUntil?.iso), \
            issued_at = \(now) WHERE id = \(id) AND state = 'draft'
            """)
    }
}
