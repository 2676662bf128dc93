import Contracts
import Kernel
import Store

/// To whom outside the city a report was forwarded, when and how: everybody reads it.
struct ReportForward: Sendable {
    /// How it went there.
    enum Way: String, Sendable, CaseIterable {
        case letter = "surat"
        case phone = "telepon"
        case application = "aplikasi"
        case meeting = "langsung"
    }

    /// As `topics.yaml` calls them.
    let owner: String
    let name: LocalizedText
    /// How one reaches them, in words.
    let contact: String
    let way: Way
    let day: Day
}

/// Rows of `report_forwards`, one a report: the last counts.
enum ForwardRows {
    static func insert(
        _ one: ReportForward, of id: CaseID, at now: Instant, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO report_forwards (case_id, owner, name_id, name_en, contact, way, day, at) \
            VALUES (\(id), \(one.owner), \(one.name.text(.id)), \(one.name.text(.en)), \
            \(one.contact), \(one.way.rawValue), \(one.day), \(now)) \
            ON CONFLICT (case_id) DO UPDATE SET owner = excluded.owner, \
            name_id = excluded.name_id, name_en = excluded.name_en, contact = excluded.contact, \
            way = excluded.way, day = excluded.day, at = excluded.at
            """)
    }

    static func of(_ id: CaseID, in reader: Reader) throws -> ReportForward? {
        try reader.row(
            """
            SELECT owner, name_id, name_en, contact, way, day FROM report_forwards \
            WHERE case_id = \(id)
            """
        ).flatMap { row in
            ReportForward.Way(rawValue: row.text(4)).map { way in
                ReportForward(
                    owner: row.text(0), name: LocalizedText(id: row.text(1), en: row.text(2)),
                    contact: row.text(3), way: way, day: row.day(5))
            }
        }
    }
}
