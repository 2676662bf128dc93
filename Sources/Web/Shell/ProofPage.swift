import HTTPTypes
import Hummingbird
import Kernel
import People

/// Asks somebody who decides to show again who is there. The form that was sent is kept in the
/// page, so that nothing is typed twice; answering sends it again.
struct ProofPage: Sendable {
    let exchange: Exchange
    let visit: VisitorContext

    private var words: Wording { visit.ui.words }

    /// The visit goes on (with the session's new token, when one was given), or the browser is
    /// asked.
    enum Outcome {
        case passed(VisitorContext)
        case asked(Response)
    }

    func settle(_ route: Route, _ body: BodyReader, _ form: FormState) async throws -> Outcome {
        guard route.needsProof, let token = visit.request.sessionToken else {
            return .passed(visit)
        }
        let keeper = exchange.shell.proofs
        let browser = visit.ui.tokens.visitor
        guard let request = try await keeper.ask(token, browser) else {
            return .passed(visit)
        }
        guard let answer = body.proof else { return .asked(await page(request, form, nil)) }
        do {
            let visitor = Visitor(address: visit.request.address, agent: visit.request.agent)
            let fresh = try await keeper.prove(token, browser, answer, visitor)
            return .passed(
                exchange.makeVisit(exchange.target, visit.person, route, renewal: fresh))
        } catch let refusal as Refusal {
            guard let again = try await keeper.ask(token, browser) else { throw refusal }
            return .asked(await page(again, form, refusal))
        }
    }

    private func page(
        _ request: ProofKeeper.Request, _ form: FormState, _ refusal: Refusal?
    ) async -> Response {
        let fields = form.values.flatMap { entry in
            entry.value.map { (name: entry.key, value: $0) }
        }.sorted { $0.name < $1.name }
        var body = HTML.each(refusal?.problems ?? []) {
            visit.ui.notice(.danger, text: words($0))
        }
        if request.takesCode { body += typed(request, fields) }
        if let options = request.passkey { body += passkey(options, fields) }
        if request.takesPassword { body += password(fields) }
        if !request.takesCode, !request.takesPassword, request.passkey == nil {
            body += visit.ui.notice(.warning, text: words("web.proof.none"))
        }
        let page = Page(
            words("web.proof"), lead: words("web.proof.lead"), hasScript: request.passkey != nil,
            body: body)
        let status = refusal.map { Refusals.status($0.kind) } ?? 403
        let rendering = Rendering(exchange: exchange, visit: visit, route: nil)
        return (try? await rendering.response(.page(page, status: status)))
            ?? Rendering.bare(.forbidden, [:])
    }

    private func kept(_ fields: [(name: String, value: String)]) -> HTML {
        HTML.each(fields) {
            "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">"
        }
    }

    private func typed(
        _ request: ProofKeeper.Request, _ fields: [(name: String, value: String)]
    ) -> HTML {
        visit.ui.form(visit.request.target) { field in
            """
            \(kept(fields))\(field.code(ProofFields.code, words("web.proof.code"),
                hint: words("web.proof.code.hint")))\(field.submit(words("web.proof.submit")))
            """
        }
    }

    private func password(_ fields: [(name: String, value: String)]) -> HTML {
        visit.ui.form(visit.request.target) { field in
            """
            \(kept(fields))\(field.password(ProofFields.password, words("web.proof.password")))\
            \(field.submit(words("web.proof.submit")))
            """
        }
    }

    private func passkey(_ options: JSONValue, _ fields: [(name: String, value: String)]) -> HTML {
        visit.ui.passkeyForm(
            visit.request.target, options: options, prefix: ProofFields.passkey,
            button: words("web.proof.passkey")
        ) { _ in kept(fields) }
    }
}
