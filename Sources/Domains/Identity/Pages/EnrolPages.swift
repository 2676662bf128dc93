import Kernel
import People
import Web

/// An officer signs in for the first time: something besides the password is set up first.
struct EnrolPages: Sendable {
    let tools: IdentityTools

    var routes: [Route] {
        [
            Route.get(IdentityURL.enrol) { (visit: VisitorContext) in
                try await show(visit, FormState())
            },
            Route.post(IdentityURL.enrol, TypedCodeInput.self) { (visit: VisitorContext, input) in
                guard let token = visit.request.stepToken else { return .stepExpired }
                let enrolled = try await tools.accounts.finishEnrolment(
                    token, code: input.code, name: visit.words("identity.app.name"),
                    from: visit.request.visitor, replacing: visit.request.oldToken)
                guard let signedIn = enrolled.signedIn else { return .stepExpired }
                return Reply.page(spareCodesPage(enrolled.spareCodes, visit.ui))
                    .starting(signedIn, at: visit.now).endingFlow()
            } refused: { visit, form, _ in
                try await show(visit, form.named)
            }.limited { $0.rate = .signIn },
            Route.post(IdentityURL.enrolPasskey, NewPasskeyInput.self) {
                (visit: VisitorContext, input) in
                guard let token = visit.request.stepToken else { return .stepExpired }
                let signedIn = try await tools.accounts.enrolPasskey(
                    token, input.passkey, browser: visit.browser, from: visit.request.visitor,
                    replacing: visit.request.oldToken)
                return Reply.signedIn(signedIn, to: input.next, at: visit.now).endingFlow()
            } refused: { visit, form, _ in
                try await show(visit, form.named)
            }.limited { $0.rate = .signIn },
        ]
    }

    private func show(_ visit: VisitorContext, _ form: FormState) async throws -> Reply {
        guard let token = visit.request.stepToken,
            let step = try await tools.accounts.secondStep(token), step.mustEnrol,
            let offer = try await tools.accounts.offerTOTP(token, issuer: tools.issuer)
        else { return .stepExpired }
        let options = try await tools.accounts.newPasskeyOptions(
            for: visit.browser, of: step.account)
        let body = enrolView(
            offer, options, form, visit.ui, app: IdentityURL.enrol.filled())
        return .page(
            Page(
                visit.words("identity.enrol"), lead: visit.words("identity.enrol.lead"),
                hasScript: options != nil, body: body))
    }
}
