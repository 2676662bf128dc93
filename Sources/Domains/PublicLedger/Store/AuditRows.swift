import Kernel
import Ledger
import Store

/// What a nightly audit found, as it is told to everybody: no case, no person.
struct AuditResult: Sendable, Hashable {
    /// When it ended.
    let at: Instant
    let milliseconds: Int64
    let entries: Int64
    let cases: Int64
    /// The kind of the first difference (`LogDifference.kind`); nil when everything fits.
    let difference: String?
    /// The entry at which it was seen.
    let place: Int64?

    var isSound: Bool { difference == nil }
}

/// The results of nightly audits as rows.
enum AuditRows {
    /// How many are kept.
    private static let kept = 400

    static func add(_ result: AuditResult, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO public_ledger_audits (at, milliseconds, entries, cases, difference, place)
            VALUES (\(result.at), \(result.milliseconds), \(result.entries), \(result.cases),
                \(result.difference), \(result.place))
            ON CONFLICT (at) DO NOTHING
            """)
        try tx.execute(
            """
            DELETE FROM public_ledger_audits WHERE at NOT IN
                (SELECT at FROM public_ledger_audits ORDER BY at DESC LIMIT \(kept))
            """)
    }

    static func newest(in reader: Reader) throws -> AuditResult? {
        try reader.row(
            """
            SELECT at, milliseconds, entries, cases, difference, place
            FROM public_ledger_audits ORDER BY at DESC LIMIT 1
            """
        ).map { row in
            AuditResult(
                at: row.instant(0), milliseconds: row.int(1), entries: row.int(2),
                cases: row.int(3), difference: row.optionalText(4), place: row.optionalInt(5))
        }
    }
}
