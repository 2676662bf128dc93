import Kernel
import People
import Web

/// Entering a business or a child.
struct PartyPages: Sendable {
    let tools: ProxyTools

    var routes: [Route] {
        [
            Route.get(ProxyURL.business) { (citizen: CitizenContext) in
                .page(businessPage(citizen, FormState()))
            },
            Route.post(ProxyURL.business, BusinessInput.self) {
                (citizen: CitizenContext, input) in
                guard let claim = input.claim else {
                    throw Refusal(.invalid, "web.problem.required", field: "nib")
                }
                _ = try await tools.mandates.addBusiness(claim, by: citizen.citizen.account)
                return Reply.redirect(ProxyURL.overview.filled())
                    .flash(.success, "proxies.business.added")
            } refused: { citizen, form, _ in
                .page(businessPage(citizen, form.named))
            }.limited { $0.rate = .sensitive },
            Route.get(ProxyURL.child) { (citizen: CitizenContext) in
                .page(childPage(citizen, FormState()))
            },
            Route.post(ProxyURL.child, ChildInput.self) { (citizen: CitizenContext, input) in
                guard let lookup = tools.residents, let claim = input.claim else {
                    throw Refusal(.unavailable, "people.match.away")
                }
                _ = try await tools.mandates.addChild(
                    claim, by: citizen.citizen.account, by: lookup,
                    from: citizen.request.visitor)
                return Reply.redirect(ProxyURL.overview.filled())
                    .flash(.success, "proxies.child.added")
            } refused: { citizen, form, _ in
                .page(childPage(citizen, form.named))
            }.limited { $0.rate = .sensitive }.waitingForOthers(),
        ]
    }

    private func businessPage(_ citizen: CitizenContext, _ form: FormState) -> Page {
        page(citizen, "proxies.business", businessView(form, citizen.ui))
    }

    private func childPage(_ citizen: CitizenContext, _ form: FormState) -> Page {
        page(
            citizen, "proxies.child",
            childView(
                form, level: citizen.citizen.level, hasRegister: tools.residents != nil,
                sample: tools.samples[citizen.citizen.name], citizen.ui))
    }

    private func page(_ citizen: CitizenContext, _ key: String, _ body: HTML) -> Page {
        Page(
            citizen.words(key), lead: citizen.words("\(key).lead"),
            crumbs: [Crumb(citizen.words("proxies.title"), ProxyURL.overview.filled())],
            section: ProxyURL.overview.filled(), body: body)
    }
}
