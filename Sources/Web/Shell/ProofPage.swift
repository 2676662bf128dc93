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

    /// - Parameter form: what was sent, with what stands in the address.
    func settle(
        _ route: Route, _ form: FormState, _ body: BodyReader
    ) async throws -> Outcome {
        guard route.needsProof, let token = visit.request.sessionToken else {
            return .passed(visit)
        }
        let keeper = exchange.shell.proofs
        guard let request = try await keeper.ask(token, visit.browser) else {
            return .passed(visit)
        }
        var sent = body.form([:])
        // Whoever has shown who he is types these once more.
        for field in route.fields where field.kind == .secret { sent.values[field.name] = nil }
        guard let answer = body.proof else {
            switch try await route.prepare(
                Route.Call(visit: visit, form: form, files: body.uploads))
            {
            case .needed: return .asked(await page(request, sent, nil))
            case .notNeeded: return .passed(visit)
            case .answered(let reply):
                let rendering = Rendering(exchange: exchange, visit: visit, route: route)
                return .asked(try await rendering.response(reply))
            }
        }
        do {
            let fresh = try await keeper.prove(token, visit.browser, answer, visit.request.visitor)
            return .passed(
                exchange.makeVisit(exchange.target, visit.person, route, renewal: fresh))
        } catch let refusal as Refusal {
            guard let again = try await keeper.ask(token, visit.browser) else { throw refusal }
            return .asked(await page(again, sent, refusal))
        }
    }

    private func page(
        _ request: ProofKeeper.Request, _ form: FormState, _ refusal: Refusal?
    ) async -> Response {
        var body = visit.ui.problems(refusal?.problems ?? [])
        if request.takesCode {
            body += typed(form) {
                $0.code(
                    ProofFields.code, words("web.proof.code"), hint: words("web.proof.code.hint"))
            }
        }
        if let options = request.passkey {
            body += visit.ui.passkeyForm(
                visit.request.target, options: options, prefix: ProofFields.passkey,
                button: words("web.proof.passkey")
            ) { kept(form, $0) }
        }
        if request.takesPassword {
            body += typed(form) { $0.password(ProofFields.password, words("web.proof.password")) }
        }
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

    /// What was sent, to be sent again with the answer.
    private func kept(_ form: FormState, _ view: FormView) -> HTML {
        HTML.each(form.pairs) { view.hidden($0.name, $0.value) }
    }

    private func typed(_ form: FormState, _ field: (FormView) -> HTML) -> HTML {
        visit.ui.form(visit.request.target) {
            "\(kept(form, $0))\(field($0))\($0.submit(words("web.proof.submit")))"
        }
    }
}
