import Contracts
import Kernel
import People
import Web

/// An officer at a counter gives a code to somebody who lost the way into a proven account.
struct CounterRecoveryPages: Sendable {
    let tools: IdentityTools

    struct FindInput: RouteInput {
        static let fields: [InputField] = [.form("nik", max: 60)]
        let nik: NIK?
        init(_ fields: inout FieldReader) { nik = fields.parsed("nik") { try NIK($0) } }
    }

    struct VisitInput: RouteInput {
        static let fields: [InputField] = [
            .path("id", max: 40), .form("kartu", .flag), .form("wajah", .flag),
        ]
        let id: RecoveryVisitID
        let isCardShown: Bool
        let isFaceCompared: Bool
        init(_ fields: inout FieldReader) throws(Refusal) {
            id = try fields.id("id", else: "people.recover.gone")
            isCardShown = fields.flag("kartu")
            isFaceCompared = fields.flag("wajah")
        }
    }

    var routes: [Route] {
        [
            Route.get(IdentityURL.counterRecovery) { (officer: OfficerContext) in
                .page(findPage(FormState(), officer.ui))
            }.needing(.prove),
            Route.post(IdentityURL.counterRecovery, FindInput.self) {
                (officer: OfficerContext, input) in
                guard let nik = input.nik else {
                    throw Refusal(.invalid, "web.problem.required", field: "nik")
                }
                let id = try await tools.counter.findProven(nik, by: officer.officer)
                return .redirect(IdentityURL.counterRecoveryVisit.filled(id.text))
            } refused: { officer, form, _ in
                .page(findPage(form, officer.ui))
            }.needing(.prove).limited { $0.rate = .sensitive }.proving(),
            Route.get(IdentityURL.counterRecoveryVisit, VisitInput.self) {
                (officer: OfficerContext, input) in
                .page(try await visitPage(input.id, FormState(), officer))
            }.needing(.prove),
            Route.post(IdentityURL.counterRecoveryVisit, VisitInput.self) {
                (officer: OfficerContext, input) in
                let code = try await tools.counter.giveCode(
                    input.id, isCardShown: input.isCardShown,
                    isFaceCompared: input.isFaceCompared, by: officer.officer)
                return .page(codePage(code, officer.ui))
            } refused: { officer, form, _ in
                guard let id = RecoveryVisitID(text: form.value("id")) else {
                    return try .notFound()
                }
                return .page(try await visitPage(id, form.named, officer))
            }.needing(.prove).proving(),
        ]
    }

    private func findPage(_ form: FormState, _ ui: UI) -> Page {
        Page(
            ui.words("identity.recover"), lead: ui.words("identity.recover.lead"),
            crumbs: [proveCrumb(ui)], section: IdentityURL.counter.filled(),
            body: findView(form, ui))
    }

    /// Each showing is a look at the person's data: it is noted before the page is made.
    private func visitPage(
        _ id: RecoveryVisitID, _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let visit = try await tools.counter.recovery(id, by: officer.officer)
        return Page(
            officer.words("identity.recover.person"), crumbs: crumbs(officer.ui),
            section: IdentityURL.counter.filled(),
            body: recoveryVisitView(visit, form, tools.zone, officer.ui))
    }

    /// Shown once: a visit gives one code.
    private func codePage(_ code: RecoveryCode, _ ui: UI) -> Page {
        Page(
            ui.words("identity.recover.given"), crumbs: crumbs(ui),
            section: IdentityURL.counter.filled(),
            body: givenCodeView(code, address: tools.address, ui))
    }

    private func crumbs(_ ui: UI) -> [Crumb] {
        let find = Crumb(
            ui.words("identity.recover"), IdentityURL.counterRecovery.filled())
        return [proveCrumb(ui), find]
    }

    private func proveCrumb(_ ui: UI) -> Crumb {
        Crumb(ui.words("identity.prove"), IdentityURL.counter.filled())
    }
}
