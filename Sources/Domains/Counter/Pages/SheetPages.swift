import Cases
import Contracts
import Documents
import Kernel
import People
import Store
import Web

/// Sheets of paper: issued, printed, void, and the register with its gaps.
struct SheetPages: Sendable {
    let desk: ServingDesk
    private var tools: CounterTools { desk.tools }

    struct IssueInput: RouteInput {
        static let fields: [InputField] = [.form("layanan", max: 60), .form("jumlah", max: 10)]
        let service: ServiceCode?
        let count: Int64
        init(_ fields: inout FieldReader) {
            service = fields.value("layanan", "counter.service") { ServiceCode($0) }
            count = fields.integer("jumlah", 1...Sheet.most)
        }
    }

    struct SeriesInput: RouteInput {
        static let fields: [InputField] = [.path("seri", max: 40)]
        let series: String
        init(_ fields: inout FieldReader) { series = fields.text("seri") }
    }

    struct VoidInput: RouteInput {
        static let fields: [InputField] = [
            .path("seri", max: 40), .path("nomor", max: 40), .form("alasan", max: 20),
        ]
        let series: String
        let number: TrackingCode
        let reason: Sheet.Reason?
        init(_ fields: inout FieldReader) throws(Refusal) {
            series = fields.text("seri")
            guard let number = try? TrackingCode(fields.text("nomor")) else {
                throw Refusal(.notFound, "counter.sheet.unknown")
            }
            self.number = number
            reason = fields.value("alasan") { Sheet.Reason(rawValue: $0) }
        }
    }

    var routes: [Route] {
        [
            Route.get(CounterURL.sheets) { (officer: OfficerContext) in
                .page(try await register(officer, FormState()))
            }.needing(.serve),
            Route.post(CounterURL.sheets, IssueInput.self) { (officer: OfficerContext, input) in
                guard let service = input.service else {
                    throw Refusal(.invalid, "counter.service", field: "layanan", values: [:])
                }
                let series = try await desk.issue(
                    input.count, of: service, by: officer.officer)
                return Reply.redirect(CounterURL.series.filled(series.text))
                    .flash(.success, "counter.sheets.issued")
            } refused: { officer, form, _ in
                .page(try await register(officer, form))
            }.needing(.serve),
            Route.get(CounterURL.series, SeriesInput.self) { (officer: OfficerContext, input) in
                .page(try await series(input.series, officer, FormState()))
            }.needing(.serve),
            Route.get(CounterURL.seriesPDF, SeriesInput.self, output: .file) {
                (officer: OfficerContext, input) in
                try await press(input.series, officer)
            }.needing(.serve),
            Route.post(CounterURL.voidSheet, VoidInput.self) { (officer: OfficerContext, input) in
                guard let reason = input.reason else {
                    throw Refusal(.invalid, "web.problem.required", field: "alasan", values: [:])
                }
                try await desk.void(input.number, reason, by: officer.officer)
                return Reply.redirect(CounterURL.series.filled(input.series))
                    .flash(.success, "counter.sheet.voided")
            } refused: { officer, form, _ in
                .page(try await series(form.value("seri"), officer, form))
            }.needing(.serve),
        ]
    }

    private func register(_ officer: OfficerContext, _ form: FormState) async throws -> Page {
        let units = Array(Set(officer.officer.authorities.flatMap(\.reach))).sorted()
        let series = try await tools.store.read("counter.register") { reader in
            try SheetRows.series(of: units, in: reader)
        }
        return Page(
            officer.words("counter.sheets"), lead: officer.words("counter.sheets.lead"),
            crumbs: [Crumb(officer.words("counter.title"), CounterURL.desk.filled())],
            section: CounterURL.desk.filled(),
            body: sheetsView(series, form, try await tools.shelf.published(), officer.ui))
    }

    private func series(
        _ id: String, _ officer: OfficerContext, _ form: FormState
    ) async throws -> Page {
        let sheets = try await desk.series(id, for: officer.officer)
        let catalogue = try await tools.shelf.published()
        let title = sheets.first.flatMap { catalogue.services[$0.service] }?.title
        return Page(
            officer.words("counter.series"), caption: title.map { officer.words($0) },
            crumbs: [
                Crumb(officer.words("counter.title"), CounterURL.desk.filled()),
                Crumb(officer.words("counter.sheets"), CounterURL.sheets.filled()),
            ], section: CounterURL.desk.filled(), isWide: true,
            body: seriesView(id, sheets, form, catalogue.profile.zone, officer.ui))
    }

    private func press(_ id: String, _ officer: OfficerContext) async throws -> Reply {
        let sheets = try await desk.series(id, for: officer.officer).filter { $0.state == .open }
        let catalogue = try await tools.shelf.published()
        guard let first = sheets.first, let service = catalogue.services[first.service] else {
            throw Refusal(.notFound, "counter.sheet.unknown")
        }
        let paper = SheetPaper(
            sheets: sheets, service: service, catalogue: catalogue, site: tools.address,
            ui: officer.ui)
        let bytes = try await tools.renderer.render(paper.document(at: first.printedAt))
        return .file(bytes, type: "application/pdf", name: "lembar.pdf", inline: true)
    }
}
