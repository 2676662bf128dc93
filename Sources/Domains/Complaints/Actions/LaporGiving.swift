import Cases
import Contracts
import Geo
import Kernel
import Open311
import Store

/// What SP4N-LAPOR! is told of reports, by file or over HTTP: what everybody may read, and of
/// what came from there its state in any case. Nothing of it ever says who reported.
public struct LaporGiving: Sendable {
    private let tools: ComplaintTools
    private let catalogue: Catalogue
    private let rules: LaporRules

    /// Reports of one reading.
    private static let page = 500

    /// Nil in a city whose files have no block `lapor`.
    public init?(tools: ComplaintTools, catalogue: Catalogue) {
        guard let rules = catalogue.partners.lapor else { return nil }
        self.tools = tools
        self.catalogue = catalogue
        self.rules = rules
    }

    /// The names of the columns of a table.
    public var columns: [String] { rules.report.body.keys.sorted() }

    /// Reports whose public side has changed since a moment, oldest change first, by pages.
    /// - Parameter give: is given the objects and, in the order of `columns`, the cells of each.
    /// - Returns: how many there were, and how many of them are not told.
    public func each(
        since: Instant, _ give: ([(object: JSONValue, cells: [String])]) async throws -> Void
    ) async throws -> (given: Int, kept: Int) {
        var (given, kept) = (0, 0)
        var last = (at: since.adding(milliseconds: -1), id: [UInt8](repeating: 255, count: 16))
        while true {
            let from = last
            let rows = try await tools.store.read("lapor.page") { reader in
                try page(after: from.at, from.id, in: reader)
            }
            guard let end = rows.last else { break }
            last = (end.report.updatedAt, end.report.caseID.bytes)
            let values = rows.compactMap { self.values($0.report, lapor: $0.lapor) }
            given += values.count
            kept += rows.count - values.count
            try await give(
                values.map { value in
                    (
                        rules.report.body(value),
                        columns.map {
                            NationalSystem.Report.fill(rules.report.body[$0] ?? "", value)
                        }
                    )
                })
        }
        return (given, kept)
    }

    private func page(
        after at: Instant, _ id: [UInt8], in reader: Reader
    ) throws -> [(report: Report, lapor: String?)] {
        let services = Set(rules.classes.values.map(\.text)).sorted()
        guard !services.isEmpty else { return [] }
        let reports = try ReportRows.list(
            """
            WHERE (r.updated_at, r.case_id) > (\(at), \(id)) AND r.service IN \(list: services) \
            ORDER BY r.updated_at, r.case_id LIMIT \(Self.page)
            """, in: reader)
        guard !reports.isEmpty else { return [] }
        let links = try PartnerLinkRows.list(
            """
            WHERE l.partner = \(LaporRules.code) \
            AND l.case_id IN \(list: reports.map(\.caseID.value))
            """, in: reader)
        let numbers = Dictionary(links.map { ($0.caseID, $0.remote) }) { first, _ in first }
        return reports.map { ($0, numbers[$0.caseID] ?? nil) }
    }

    /// What is told of a report; nil where that is nothing: it has no class or no state there, or
    /// it is not public and did not come from there.
    func values(_ report: Report, lapor: String?) -> [String: String]? {
        guard report.isPublic || lapor != nil,
            let state = rules.report.states[report.state.rawValue],
            let kind = rules.classes.filter({ $0.value == report.service }).keys.min(),
            report.kind != .misconduct
        else { return nil }
        var values: [String: String] = [
            "nomor": report.number.text, "nomor_lapor": lapor ?? "", "klasifikasi": kind,
            "status": state, "kategori": topic(report.topic),
            "unit": catalogue.unitName(report.unit, .id),
            "tanggal": GeoClock(catalogue.profile.zone).text(report.at),
            "diperbarui": GeoClock(catalogue.profile.zone).text(report.updatedAt),
            "rahasia": report.isPublic ? "tidak" : "ya",
        ]
        // What is not public has none of these in its row.
        values["isi"] = report.text ?? ""
        values["jawaban"] = report.reply ?? ""
        values["lokasi"] = report.place ?? ""
        values["kelurahan"] = report.isPublic ? report.region.map(catalogue.placeName) ?? "" : ""
        values["lat"] = report.point.map { ReportTable.degrees($0.latitude) } ?? ""
        values["lon"] = report.point.map { ReportTable.degrees($0.longitude) } ?? ""
        return values
    }

    /// What they call a topic of ours; its title where the file has no word for it.
    private func topic(_ code: String) -> String {
        let names = rules.pull.fields["kategori"]?.values ?? [:]
        return names.filter { $0.value == code }.keys.min()
            ?? catalogue.topicTitle(code).text(.id)
    }

    func body(_ values: [String: String]) -> [UInt8] { rules.report.body(values).canonical }
}
