import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// The desk of whoever looks after reports, and of whoever works on them: what is open, the most
/// urgent first. Each officer sees the reports whose cases he may open.
struct DeskPages: Sendable {
    let tools: ComplaintTools

    struct ListInput: RouteInput {
        static let fields: [InputField] = [
            .query("kategori", max: 40), .query("keadaan", max: 20), .query("wilayah", max: 20),
            .query("unit", max: 40), .query("lewat", max: 5), .query("setelah", max: 80),
        ]
        let filter: TriageFilter
        let place: TriagePlace?

        init(_ fields: inout FieldReader) {
            // What nobody could have chosen narrows nothing.
            var filter = TriageFilter()
            filter.topic = fields.optionalText("kategori")
            filter.state = fields.optionalText("keadaan").flatMap { ReportState(rawValue: $0) }
            filter.region = fields.optionalText("wilayah").flatMap { RegionCode($0) }
            filter.unit = fields.optionalText("unit").flatMap { UnitCode($0) }
            filter.isOverdue = fields.flag("lewat")
            self.filter = filter
            place = fields.optionalText("setelah").flatMap { TriagePlace($0) }
        }
    }

    static let size = 40

    var routes: [Route] {
        [
            Route.get(DeskURL.list, ListInput.self) { (officer: OfficerContext, input) in
                .page(try await list(input, officer))
            }
        ]
    }

    private func list(_ input: ListInput, _ officer: OfficerContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let rows = try await tools.store.read("report.desk") { reader in
            try TriageRows.page(
                input.filter, of: officer.officer, behind: input.place, limit: Self.size + 1,
                topics: catalogue.topics, now: officer.now, in: reader)
        }
        return TriageView(
            filter: input.filter, isFirst: input.place == nil,
            rows: Array(rows.prefix(Self.size)), hasMore: rows.count > Self.size,
            officer: officer.officer, catalogue: catalogue, now: officer.now, ui: officer.ui
        ).page
    }
}

extension ComplaintTools {
    /// The case of a report that an officer may open, and its public side. Nothing is noted: for
    /// acts, and for what everybody may read anyway.
    func deskReport(
        _ number: String, _ officer: Officer
    ) async throws -> (record: CaseRecord, report: Report) {
        let gone = Refusal(.notFound, "complaints.none")
        guard let code = try? TrackingCode(number) else { throw gone }
        let record = try await cases.record(code, for: officer)
        let found = try await store.read("report.of-case", short: true) {
            try ReportRows.find(record.id, in: $0)
        }
        guard let found else { throw gone }
        return (record, found)
    }
}
