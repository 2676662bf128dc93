import Kernel
import People
import Web

/// An officer looks at the papers of a business or a child, or takes down a power of attorney.
struct PaperPages: Sendable {
    let tools: ProxyTools

    var routes: [Route] {
        [
            Route.get(ProxyURL.desk) { (officer: OfficerContext) in
                .page(takePage(FormState(), officer.ui))
            }.needing(.prove),
            Route.post(ProxyURL.desk, TakeInput.self) { (officer: OfficerContext, input) in
                let id = try await tools.desk.take(input.code, by: officer.officer)
                return .redirect(ProxyURL.visit.filled(id.text))
            } refused: { officer, form, _ in
                .page(takePage(form.named, officer.ui))
            }.needing(.prove).limited { $0.rate = .sensitive },
            Route.get(ProxyURL.visit, VisitInput.self) { (officer: OfficerContext, input) in
                .page(try await visitPage(input.id, FormState(), officer))
            }.needing(.prove),
            Route.post(ProxyURL.visit, PapersInput.self) { (officer: OfficerContext, input) in
                try await tools.desk.prove(input.id, input.papers, by: officer.officer)
                return Reply.redirect(ProxyURL.desk.filled())
                    .flash(.success, "proxies.desk.proven")
            } refused: { officer, form, _ in
                try await again(form, officer)
            }.needing(.prove).proving(),
            Route.get(ProxyURL.paper, VisitInput.self) { (_: OfficerContext, input) in
                .redirect(ProxyURL.visit.filled(input.id.text))
            }.needing(.prove),
            Route.post(ProxyURL.paper, PaperInput.self) { (officer: OfficerContext, input) in
                guard let nik = input.nik, let until = input.until else {
                    throw Refusal(.invalid, "web.problem.required", field: "nik")
                }
                let services = try await tools.services().chosen(input.services)
                try await tools.desk.enter(
                    input.id,
                    PaperMandate(
                        nik: nik, name: input.name, paper: input.paper, services: services,
                        until: until, arePapersShown: input.arePapersShown),
                    by: officer.officer)
                return Reply.redirect(ProxyURL.desk.filled())
                    .flash(.success, "proxies.desk.entered")
            } refused: { officer, form, _ in
                try await again(form, officer)
            }.needing(.prove).proving(),
        ]
    }

    private func takePage(_ form: FormState, _ ui: UI) -> Page {
        Page(
            ui.words("proxies.desk"), lead: ui.words("proxies.desk.lead"),
            section: ProxyURL.desk.filled(), body: deskView(form, ui))
    }

    private func again(_ form: FormState, _ officer: OfficerContext) async throws -> Reply {
        guard let id = MandateVisitID(text: form.value("id")) else { return try .notFound() }
        return .page(try await visitPage(id, form.named, officer))
    }

    /// Each showing is a look at the person's data: it is noted before the page is made.
    private func visitPage(
        _ id: MandateVisitID, _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let visit = try await tools.desk.visit(id, by: officer.officer)
        let services = try await tools.services()
        return Page(
            officer.words("proxies.desk.person"),
            crumbs: [Crumb(officer.words("proxies.desk"), ProxyURL.desk.filled())],
            section: ProxyURL.desk.filled(),
            body: visitView(visit, form, services, officer.ui))
    }
}
