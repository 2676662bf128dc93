import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Lists of cases as files: asked for by one, allowed by another, fetched by the first.
struct ExportPages: Sendable {
    let tools: WorkspaceTools

    struct AskInput: RouteInput {
        static let fields: [InputField] = [
            .form("layanan", .choices, max: 60), .form("mulai", .day), .form("sampai", .day),
            .form("kolom", .choices, max: 20), .form("pribadi", .choices, max: 20),
            .form("alasan", max: 1_000),
        ]
        let order: ExportOrder?
        init(_ fields: inout FieldReader) {
            let columns = fields.choices("kolom") + fields.choices("pribadi")
            let services = fields.choices("layanan").compactMap { ServiceCode($0) }
            let reason = fields.optionalText("alasan") ?? ""
            guard let from = fields.day("mulai"), let until = fields.day("sampai") else {
                order = nil
                return
            }
            order = ExportOrder(
                services: services, from: from, until: until,
                columns: columns.compactMap { CaseExport.Column(rawValue: $0) }, reason: reason)
        }
    }

    struct ExportInput: RouteInput {
        static let fields: [InputField] = [.path("ekspor", max: 60)]
        let id: CaseExportID
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("ekspor", else: "export.none")
        }
    }

    struct DecideInput: RouteInput {
        static let fields =
            ExportInput.fields + [.form("putusan", max: 10), .form("alasan", max: 1_000)]
        let id: CaseExportID
        let isApproved: Bool
        let reason: String
        init(_ fields: inout FieldReader) throws {
            id = try ExportInput(&fields).id
            isApproved = fields.text("putusan") == "setuju"
            reason = fields.optionalText("alasan") ?? ""
        }
    }

    var routes: [Route] { askRoutes + decideRoutes }

    private var askRoutes: [Route] {
        [
            Route.get(WorkspaceURL.exports) { (context: OfficerContext) in
                .page(try await askPage(context, Self.usual))
            }.needing(.exportCases),
            Route.post(WorkspaceURL.exports, AskInput.self) { (context: OfficerContext, input) in
                guard let order = input.order else {
                    throw Refusal(.invalid, "web.problem.required", field: "mulai")
                }
                try await tools.exports.ask(order, by: context.officer.account)
                return Reply.redirect(WorkspaceURL.exports.filled())
                    .flash(.success, "workspace.export.asked")
            } refused: { context, form, _ in
                .page(try await askPage(context, form))
            }.needing(.exportCases),
            Route.post(WorkspaceURL.fetchExport, ExportInput.self, output: .file) {
                (context: OfficerContext, input) in
                let (export, cases) = try await tools.exports.fetch(
                    input.id, by: context.officer.account)
                let table = ExportTable(
                    export: export, catalogue: try await tools.shelf.published(),
                    words: context.words)
                return .file(
                    CommaSeparated.text(table.rows(cases)), type: "text/csv; charset=utf-8",
                    name: "berkas-\(export.from.iso)-\(export.until.iso).csv")
            } refused: { context, form, _ in
                var shown = Self.usual
                shown.problems = form.problems
                return .page(try await askPage(context, shown))
            }.needing(.exportCases).limited { $0.rate = .sensitive }.proving(),
        ]
    }

    private var decideRoutes: [Route] {
        [
            Route.get(WorkspaceURL.exportRequests) { (context: OfficerContext) in
                .page(try await decidePage(context, FormState()))
            }.needing(.approveExports),
            Route.post(WorkspaceURL.decideExport, DecideInput.self) {
                (context: OfficerContext, input) in
                try await tools.exports.decide(
                    input.id, approving: input.isApproved, reason: input.reason,
                    by: context.officer.account)
                return Reply.redirect(WorkspaceURL.exportRequests.filled())
                    .flash(
                        .success,
                        input.isApproved
                            ? "workspace.export.done.approved" : "workspace.export.done.refused")
            } refused: { context, form, _ in
                .page(try await decidePage(context, form))
            }.needing(.approveExports).proving(),
        ]
    }

    /// What is ticked at first: nothing that says who somebody is.
    private static var usual: FormState {
        var form = FormState()
        form.values["kolom"] = CaseExport.Column.allCases.filter { !$0.isPersonal }
            .map(\.rawValue)
        return form
    }

    private func askPage(_ context: OfficerContext, _ form: FormState) async throws -> Page {
        let form = form.naming([
            "services": "layanan", "columns": "kolom", "until": "sampai", "reason": "alasan",
        ])
        let list = try await tools.exports.list(of: context.officer.account)
        let model = try await model(list, context, form)
        return exportView(model, context.ui)
    }

    private func decidePage(_ context: OfficerContext, _ form: FormState) async throws -> Page {
        let model = try await model(
            try await tools.exports.list(), context, form.naming(["reason": "alasan"]))
        return exportRequestsView(model, context.ui)
    }

    private func model(
        _ list: [CaseExport], _ context: OfficerContext, _ form: FormState
    ) async throws -> ExportModel {
        let accounts = Set(list.map(\.askedBy) + list.compactMap(\.decidedBy))
        let positions = Set(list.map(\.askedFrom))
        let names = try await tools.store.read("workspace.exports") { reader in
            try tools.accounts.names(of: accounts, positions: positions, in: reader)
        }
        return ExportModel(
            list: list, catalogue: try await tools.shelf.published(), names: names,
            officer: context.officer, now: context.now, form: form)
    }
}

/// What the pages of exports show.
struct ExportModel: Sendable {
    let list: [CaseExport]
    let catalogue: Catalogue
    let names: Nameplates
    let officer: Officer
    let now: Instant
    let form: FormState

    var zone: Zone { catalogue.profile.zone }

    /// Services of which the officer may have cases: a unit in his reach answers for one, or works
    /// on it.
    func services(_ language: Language) -> [Service] {
        let reach = officer.scope(for: .readCases).units
        return catalogue.services(language).filter { service in
            reach.contains(service.owner)
                || service.flow.all.contains { step in
                    reach.contains(step.unit) || step.line.contains { reach.contains($0.unit) }
                }
        }
    }
}
