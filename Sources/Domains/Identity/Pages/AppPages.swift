import Kernel
import People
import Web

/// An officer who is signed in sets up an authenticator app, the first or a new one.
struct AppPages: Sendable {
    let tools: IdentityTools

    var routes: [Route] {
        [
            Route.post(IdentityURL.startApp) { (officer: OfficerContext) in
                let token = try await tools.accounts.startEnrolment(officer.officer.account)
                return Reply.redirect(IdentityURL.app.filled())
                    .startingStep(token)
            }.proving(),
            Route.get(IdentityURL.app) { (officer: OfficerContext) in
                try await show(officer, FormState())
            },
            Route.post(IdentityURL.app, TypedCodeInput.self) { (officer: OfficerContext, input) in
                guard let token = officer.visit.request.stepToken else { return expired }
                let enrolled = try await tools.accounts.finishEnrolment(
                    token, code: input.code, name: officer.words("identity.app.name"),
                    of: officer.officer.account, from: officer.visit.request.visitor,
                    replacing: nil)
                return Reply.page(spareCodesPage(enrolled.spareCodes, officer.ui)).endingFlow()
            } refused: { officer, form, _ in
                try await show(officer, form.named)
            }.limited { $0.rate = .sensitive },
        ]
    }

    private func show(_ officer: OfficerContext, _ form: FormState) async throws -> Reply {
        guard let token = officer.visit.request.stepToken,
            let offer = try await tools.accounts.enrolment(
                token, of: officer.officer.account, issuer: tools.issuer)
        else { return expired }
        let body = enrolView(offer, nil, form, officer.ui, app: IdentityURL.app.filled())
        return .page(
            Page(
                officer.words("identity.app"), crumbs: [safetyCrumb(officer.ui)], body: body))
    }

    private var expired: Reply {
        Reply.redirect(IdentityURL.safety.filled()).endingFlow()
            .flash(.warning, "people.step.expired")
    }
}
