import Cases
import Contracts
import Documents
import Forms
import Kernel
import People
import Store
import Web

/// A citizen takes a case that was sent at a counter into the own account, and brings an own draft
/// to a counter.
struct ClaimPages: Sendable {
    let desk: ServingDesk
    private var tools: CounterTools { desk.tools }

    struct ClaimInput: RouteInput {
        static let fields: [InputField] = [.form("kode", max: 40)]
        let code: String
        init(_ fields: inout FieldReader) { code = fields.text("kode") }
    }

    struct DraftInput: RouteInput {
        static let fields: [InputField] = [.path("id", max: 40)]
        let id: CaseID
        init(_ fields: inout FieldReader) throws(Refusal) {
            id = try fields.id("id", else: "forms.draft.gone")
        }
    }

    var routes: [Route] {
        [
            Route.get(CounterURL.claim) { (citizen: CitizenContext) in
                .page(claimPage(FormState(), citizen.ui))
            },
            Route.post(CounterURL.claim, ClaimInput.self) { (citizen: CitizenContext, input) in
                let count = try await desk.claim(input.code, by: citizen.citizen.account)
                return Reply.redirect(CounterURL.cases.filled())
                    .flash(.success, "counter.claimed", ["count": "\(count)"])
            } refused: { citizen, form, _ in
                .page(claimPage(form, citizen.ui))
            }.limited { $0.rate = .sensitive },
            Route.get(CounterURL.bring, DraftInput.self) { (citizen: CitizenContext, input) in
                .page(try await bringPage(input.id, nil, citizen))
            },
            Route.post(CounterURL.bring, DraftInput.self) { (citizen: CitizenContext, input) in
                let code = try await desk.bringCode(
                    of: input.id, for: citizen.citizen.account)
                return .page(try await bringPage(input.id, code, citizen))
            },
        ]
    }

    private func claimPage(_ form: FormState, _ ui: UI) -> Page {
        Page(
            ui.words("counter.claim"), lead: ui.words("counter.claim.lead"),
            crumbs: [Crumb(ui.words("counter.claim.cases"), CounterURL.cases.filled())],
            section: CounterURL.cases.filled(),
            body: ui.form(CounterURL.claim.filled(), form) { field in
                """
                \(field.text("kode", ui.words("counter.claim.code"),
                    hint: ui.words("counter.claim.hint"), autocomplete: "off", max: 20,
                    width: .medium))\
                \(field.submit(ui.words("counter.claim.go")))
                """
            })
    }

    private func bringPage(
        _ id: CaseID, _ code: (text: String, until: Instant)?, _ citizen: CitizenContext
    ) async throws -> Page {
        let account = citizen.citizen.account
        let found = try await tools.store.read("counter.bring.page") { [drafts = tools.drafts] in
            try drafts.load(id, account: account, in: $0)
        }
        let catalogue = try await tools.shelf.published()
        guard let draft = found, let service = catalogue.services[draft.service] else {
            throw Refusal(.notFound, "forms.draft.gone")
        }
        return Page(
            citizen.words("counter.bring"), lead: citizen.words("counter.bring.lead"),
            caption: citizen.words(service.title),
            crumbs: [
                Crumb(citizen.words("counter.claim.cases"), CounterURL.cases.filled()),
                Crumb(citizen.words(service.title), CounterURL.draft.filled(id.text)),
            ], section: CounterURL.cases.filled(),
            body: bringView(
                draft, service, code, catalogue, Day(citizen.now, in: catalogue.profile.zone),
                citizen.ui))
    }
}
