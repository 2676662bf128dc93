import Contracts
import Kernel
import People
import Web

/// For whom one acts, and who acts for oneself.
struct OverviewPages: Sendable {
    let tools: ProxyTools

    var routes: [Route] {
        [
            Route.get(ProxyURL.overview) { (citizen: CitizenContext) in
                .page(try await page(citizen, FormState()))
            },
            Route.post(ProxyURL.act, ActInput.self) { (citizen: CitizenContext, input) in
                guard let token = citizen.request.oldToken else {
                    throw Refusal(.forbidden, "web.forbidden")
                }
                let (fresh, expiry) = try await tools.mandates.act(input.id, in: token)
                return Reply.redirect(input.next ?? citizen.visit.person?.desk ?? "/")
                    .startingSession(fresh.text, seconds: expiry.seconds(after: citizen.now))
            } refused: { citizen, form, _ in
                .page(try await page(citizen, form))
            },
            Route.post(ProxyURL.take, TakeInput.self) { (citizen: CitizenContext, input) in
                _ = try await tools.mandates.take(input.code, by: citizen.citizen.account)
                return Reply.redirect(ProxyURL.overview.filled())
                    .flash(.success, "proxies.taken")
            } refused: { citizen, form, _ in
                .page(try await page(citizen, form.named))
            }.limited { $0.rate = .sensitive },
            Route.post(ProxyURL.confirm, MandateInput.self) {
                (citizen: CitizenContext, input) in
                try await tools.mandates.confirm(input.id, by: citizen.citizen.account)
                return Reply.redirect(ProxyURL.overview.filled())
                    .flash(.success, "proxies.confirmed")
            } refused: { citizen, form, _ in
                .page(try await page(citizen, form))
            }.proving(),
            Route.post(ProxyURL.end, MandateInput.self) { (citizen: CitizenContext, input) in
                try await tools.mandates.end(input.id, by: citizen.citizen.account)
                return Reply.redirect(ProxyURL.overview.filled())
                    .flash(.success, "proxies.ended")
            } refused: { citizen, form, _ in
                .page(try await page(citizen, form))
            }.proving(),
            Route.post(ProxyURL.code, CodeForInput.self) { (citizen: CitizenContext, input) in
                let account = citizen.citizen.account
                let party = try await party(input.id, of: account)
                try await tools.desk.makeCode(for: account, party)
                return .redirect(ProxyURL.overview.filled() + "#loket")
            } refused: { citizen, form, _ in
                .page(try await page(citizen, form))
            }.limited { $0.rate = .sensitive },
        ]
    }

    private func party(_ id: MandateID?, of account: AccountID) async throws -> AccountID? {
        guard let id else { return nil }
        return try await tools.mandates.view(id, for: account).mandate.party
    }

    private func page(_ citizen: CitizenContext, _ form: FormState) async throws -> Page {
        let account = citizen.citizen.account
        let held = try await tools.mandates.held(by: account)
        var given = try await tools.mandates.given(by: account)
        let services = try await tools.services()
        let today = tools.mandates.today
        // Whoever answers for a business sees and confirms its other people here too.
        for view in held where view.mandate.role == .owner && view.mandate.holds(on: today) {
            given += try await tools.mandates.given(by: view.mandate.party)
                .filter { $0.mandate.agent != account }
        }
        let model = OverviewModel(
            citizen: citizen.citizen, held: held, given: given, services: services,
            shown: try await tools.desk.code(of: account), hasRegister: tools.residents != nil,
            today: today)
        return Page(
            citizen.words("proxies.title"), lead: citizen.words("proxies.lead"),
            section: ProxyURL.overview.filled(), body: overviewView(model, form, citizen.ui))
    }
}

/// What the page of one's mandates shows.
struct OverviewModel: Sendable {
    let citizen: CitizenIdentity
    let held: [MandateView]
    let given: [MandateView]
    let services: ServiceChoice
    /// The code for a counter, and for which party.
    let shown: (ShownCode, AccountID?)?
    let hasRegister: Bool
    let today: Day
}
