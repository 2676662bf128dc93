import Kernel
import Store

/// A report of a partner that could not be taken: its number there, and what is wrong, without
/// values.
struct PartnerMisfit: Sendable {
    let partner, number, problems: String
    let at: Instant
}

/// Rows of `report_misfits`.
enum PartnerMisfitRows {
    static func put(_ one: PartnerMisfit, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO report_misfits (partner, number, problems, at) VALUES \
            (\(one.partner), \(one.number), \(one.problems), \(one.at)) \
            ON CONFLICT (partner, number) DO UPDATE SET problems = excluded.problems, \
            at = excluded.at
            """)
    }

    static func remove(_ number: String, of partner: String, in tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM report_misfits WHERE partner = \(partner) AND number = \(number)")
    }

    static func newest(limit: Int, in reader: Reader) throws -> [PartnerMisfit] {
        try reader.rows(
            """
            SELECT partner, number, problems, at FROM report_misfits \
            ORDER BY at DESC, number LIMIT \(limit)
            """
        ).map {
            PartnerMisfit(
                partner: $0.text(0), number: $0.text(1), problems: $0.text(2), at: $0.instant(3))
        }
    }
}
