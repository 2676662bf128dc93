import Contracts
import Kernel
import People
import Web

/// Giving somebody a power of attorney, or a place among the people of a business.
struct OfferPages: Sendable {
    let tools: ProxyTools

    var routes: [Route] {
        [
            Route.get(ProxyURL.attorney) { (citizen: CitizenContext) in
                .page(try await attorneyPage(citizen, FormState()))
            },
            Route.post(ProxyURL.attorney, OfferInput.self) { (citizen: CitizenContext, input) in
                let services = try await tools.services().chosen(input.services)
                return .page(
                    try await offer(
                        input, .attorney, services, for: citizen.citizen.account, citizen))
            } refused: { citizen, form, _ in
                .page(try await attorneyPage(citizen, form.named))
            }.proving(),
            Route.get(ProxyURL.people, MandateInput.self) { (citizen: CitizenContext, input) in
                .page(try await peoplePage(input.id, citizen, FormState()))
            },
            Route.post(ProxyURL.people, InviteInput.self) { (citizen: CitizenContext, input) in
                let own = try await owned(input.id, citizen)
                let chosen = try await tools.services().chosen(input.offer.services)
                let isOwner = input.offer.role == .owner
                return .page(
                    try await offer(
                        input.offer, isOwner ? .owner : .member,
                        isOwner || chosen.isEmpty ? nil : chosen, for: own.mandate.party, citizen))
            } refused: { citizen, form, _ in
                guard let id = MandateID(text: form.value("mandat")) else {
                    return try .notFound()
                }
                return .page(try await peoplePage(id, citizen, form.named))
            }.proving(),
        ]
    }

    /// Makes the offer and shows its code, the only time that it can be seen.
    private func offer(
        _ input: OfferInput, _ role: Mandate.Role, _ services: Set<ServiceCode>?,
        for party: AccountID, _ citizen: CitizenContext
    ) async throws -> Page {
        let today = tools.mandates.today
        let (_, code) = try await tools.mandates.offer(
            MandateOffer(
                role: role, services: services,
                from: role == .owner ? today : input.from ?? today,
                until: role == .owner ? nil : input.until),
            for: party, by: citizen.citizen.account)
        return Page(
            citizen.words("proxies.code"), lead: citizen.words("proxies.code.lead"),
            crumbs: [Crumb(citizen.words("proxies.title"), ProxyURL.overview.filled())],
            section: ProxyURL.overview.filled(), body: codeView(code, citizen.ui))
    }

    private func owned(_ id: MandateID, _ citizen: CitizenContext) async throws -> MandateView {
        let view = try await tools.mandates.view(id, for: citizen.citizen.account)
        guard view.mandate.agent == citizen.citizen.account, view.mandate.role == .owner,
            view.mandate.holds(on: tools.mandates.today)
        else { throw Refusal(.notFound, "people.mandate.unknown") }
        return view
    }

    private func attorneyPage(_ citizen: CitizenContext, _ form: FormState) async throws -> Page {
        let services = try await tools.services()
        return Page(
            citizen.words("proxies.attorney"), lead: citizen.words("proxies.attorney.lead"),
            crumbs: [Crumb(citizen.words("proxies.title"), ProxyURL.overview.filled())],
            section: ProxyURL.overview.filled(),
            body: attorneyView(form, services, level: citizen.citizen.level, citizen.ui))
    }

    private func peoplePage(
        _ id: MandateID, _ citizen: CitizenContext, _ form: FormState
    ) async throws -> Page {
        let own = try await owned(id, citizen)
        let services = try await tools.services()
        return Page(
            own.partyName, lead: citizen.words("proxies.people.lead"),
            crumbs: [Crumb(citizen.words("proxies.title"), ProxyURL.overview.filled())],
            section: ProxyURL.overview.filled(),
            body: peopleView(own, form, services, citizen.ui))
    }
}
