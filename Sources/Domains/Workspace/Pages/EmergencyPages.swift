import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Opening a case in an emergency, and the inspectorate's look at what was opened so.
struct EmergencyPages: Sendable {
    let tools: WorkspaceTools

    struct PageInput: RouteInput {
        static let fields: [InputField] = [.query("hal")]
        let page: Int
        init(_ fields: inout FieldReader) { page = fields.page() }
    }

    struct OpenInput: RouteInput {
        static let fields: [InputField] = [
            .form("nomor_berkas", max: 40), .form("alasan", max: 1_000),
        ]
        let number: TrackingCode?
        let reason: String
        init(_ fields: inout FieldReader) {
            number = fields.parsed("nomor_berkas") { try TrackingCode($0) }
            reason = fields.text("alasan")
        }
    }

    struct ReviewInput: RouteInput {
        static let fields: [InputField] = [
            .path("akses", max: 40), .form("penilaian", max: 20), .form("catatan", max: 1_000),
        ]
        let id: EmergencyID
        let verdict: Emergency.Verdict?
        let remark: String
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("akses", else: "web.notFound")
            verdict = fields.value("penilaian") { Emergency.Verdict(rawValue: $0) }
            remark = fields.optionalText("catatan") ?? ""
        }
    }

    var routes: [Route] { openRoutes + reviewRoutes }

    private var openRoutes: [Route] {
        [
            Route.get(WorkspaceURL.emergency, PageInput.self) {
                (context: OfficerContext, input) in
                .page(try await openPage(context, input.page, FormState()))
            }.needing(.breakGlass),
            Route.post(WorkspaceURL.emergency, OpenInput.self) {
                (context: OfficerContext, input) in
                guard let number = input.number else {
                    throw Refusal(.invalid, "web.problem.required", field: "nomor_berkas")
                }
                try await tools.cases.breakGlass(
                    number, by: context.officer, reason: input.reason)
                tools.directory.forget()
                return Reply.redirect(WorkspaceURL.file(number))
                    .flash(.warning, "workspace.emergency.opened")
            } refused: { context, form, _ in
                .page(try await openPage(context, 1, form))
            }.needing(.breakGlass).limited { $0.rate = .sensitive }.proving(),
        ]
    }

    private var reviewRoutes: [Route] {
        [
            Route.get(WorkspaceURL.inspection, PageInput.self) {
                (context: OfficerContext, input) in
                .page(try await reviewPage(context, input.page, FormState()))
            }.needing(.inspect),
            Route.post(WorkspaceURL.inspected, ReviewInput.self) {
                (context: OfficerContext, input) in
                guard let verdict = input.verdict,
                    let position = context.officer.authorities.first(where: {
                        $0.permissions.contains(.inspect)
                    })?.position
                else { throw Refusal(.invalid, "web.problem.required", field: "penilaian") }
                try await tools.cases.emergencies.review(
                    input.id, verdict, remark: input.remark, by: context.officer, from: position)
                return Reply.redirect(WorkspaceURL.inspection.filled())
                    .flash(.success, "workspace.inspection.done")
            } refused: { context, form, _ in
                .page(try await reviewPage(context, 1, form))
            }.needing(.inspect).proving(),
        ]
    }

    private func openPage(
        _ context: OfficerContext, _ number: Int, _ form: FormState
    ) async throws -> Page {
        let form = form.naming(["reason": "alasan", "number": "nomor_berkas"])
        let model = EmergencyModel(
            page: try await tools.cases.emergencies.page(number, of: context.officer.account),
            names: Nameplates(), now: context.now, zone: try await tools.shelf.zone())
        return emergencyView(model, form, context.ui)
    }

    private func reviewPage(
        _ context: OfficerContext, _ number: Int, _ form: FormState
    ) async throws -> Page {
        let page = try await tools.cases.emergencies.page(number)
        let list = page.list
        let accounts = Set(list.map(\.account) + list.compactMap(\.reviewedBy))
        let positions = Set(list.map(\.position))
        let names = try await tools.store.read("workspace.emergencies") { reader in
            try tools.accounts.names(of: accounts, positions: positions, in: reader)
        }
        let model = EmergencyModel(
            page: page, names: names, now: context.now, zone: try await tools.shelf.zone())
        return inspectionView(model, form, context.officer, context.ui)
    }
}

/// What the pages of emergencies show.
struct EmergencyModel: Sendable {
    let page: EmergencyPage
    let names: Nameplates
    let now: Instant
    let zone: Zone

    var list: [Emergency] { page.list }
}
