import Cases
import Contracts
import Geo
import Kernel
import Store
import Web

/// All public reports: the list with its filters and its map, and the same as a file.
struct ListPages: Sendable {
    let tools: ComplaintTools

    struct ListInput: RouteInput {
        static let fields: [InputField] = [
            .query("kategori", max: 40), .query("keadaan", max: 20), .query("wilayah", max: 20),
            .query("setelah", max: 80),
        ]
        let filter: ReportFilter
        let after: (at: Instant, id: CaseID)?

        init(_ fields: inout FieldReader) {
            // What nobody could have chosen narrows nothing.
            filter = ReportFilter(
                topic: fields.optionalText("kategori"),
                region: fields.optionalText("wilayah").flatMap { RegionCode($0) },
                state: fields.optionalText("keadaan").flatMap { ReportState(rawValue: $0) })
            let parts = (fields.optionalText("setelah") ?? "").split(separator: ".")
            if parts.count == 2, let at = Int64(parts[0]), let id = CaseID(text: String(parts[1])) {
                after = (Instant(milliseconds: at), id)
            } else {
                after = nil
            }
        }
    }

    static let size = 20
    private static let rowsAtOnce = 500

    var routes: [Web.Route] {
        [
            Web.Route.get(ComplaintURL.list, ListInput.self) { (visit: VisitorContext, input) in
                .page(try await list(input, visit))
            },
            Web.Route.get(ComplaintURL.table, ListInput.self, output: .file) {
                (visit: VisitorContext, input) in
                try await table(input.filter, visit)
            }.limited { $0.rate = .sensitive },
        ]
    }

    private func list(_ input: ListInput, _ visit: VisitorContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let (found, cells) = try await tools.store.read("report.list") { reader in
            (
                try ReportRows.newest(
                    input.filter, after: input.after, limit: Self.size + 1, in: reader),
                try MapRows.clusters(input.filter, of: catalogue.places, in: reader)
            )
        }
        return ListView(
            filter: input.filter, isFirst: input.after == nil,
            reports: Array(found.prefix(Self.size)),
            next: found.count > Self.size ? found[Self.size - 1] : nil, clusters: cells,
            catalogue: catalogue, ui: visit.ui
        ).page
    }

    private func table(_ filter: ReportFilter, _ visit: VisitorContext) async throws -> Reply {
        let catalogue = try await tools.shelf.published()
        let today = Day(visit.now, in: catalogue.profile.zone)
        let words = visit.words
        let heads = ReportTable.columns.map { words("complaints.column.\($0)") }
        return .file(type: "text/csv; charset=utf-8", name: "laporan-\(today.iso).csv") { writer in
            try await writer.write(CommaSeparated.text([heads]))
            var after: (at: Instant, id: CaseID)?
            while true {
                let from = after
                let found = try await tools.store.read("report.table") { reader in
                    try ReportRows.newest(
                        filter, after: from, limit: Self.rowsAtOnce, in: reader)
                }
                let rows = found.map { ReportTable.row($0, catalogue, visit.ui) }
                try await writer.write(CommaSeparated.text(rows))
                guard found.count == Self.rowsAtOnce, let last = found.last else { return }
                after = (last.at, last.caseID)
            }
        }
    }
}

/// The public columns of a report in a file.
enum ReportTable {
    static let columns = [
        "number", "topic", "state", "text", "place", "region", "latitude", "longitude", "unit",
        "at", "due", "answered", "closed", "supports",
    ]

    static func row(_ report: Report, _ catalogue: Catalogue, _ ui: UI) -> [String] {
        let zone = catalogue.profile.zone
        func day(_ moment: Instant?) -> String { moment.map { Day($0, in: zone).iso } ?? "" }
        return [
            report.number.text, catalogue.topicTitle(report.topic).text(ui.language),
            stateWord(report.state, ui), report.text ?? "", report.place ?? "",
            report.region.map(catalogue.placeName) ?? "",
            report.point.map { degrees($0.latitude) } ?? "",
            report.point.map { degrees($0.longitude) } ?? "",
            catalogue.unitName(report.unit, ui.language), day(report.at), day(report.dueAt),
            day(report.answeredAt), day(report.closedAt), "\(report.supports)",
        ]
    }

    /// Micro-degrees as a decimal number.
    static func degrees(_ value: Int64) -> String {
        let digits = String(value.magnitude % 1_000_000)
        let padded = String(repeating: "0", count: 6 - digits.utf8.count) + digits
        return "\(value < 0 ? "-" : "")\(value.magnitude / 1_000_000).\(padded)"
    }
}
