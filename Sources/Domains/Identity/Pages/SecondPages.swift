import Kernel
import People
import Web

/// The second form of an officer's sign-in: a code of the app, a spare code, or a passkey.
struct SecondPages: Sendable {
    let tools: IdentityTools

    var routes: [Route] {
        [
            Route.get(IdentityURL.second, NextInput.self) { (visit: VisitorContext, input) in
                try await show(visit, FormState(["lanjut": input.next ?? ""]))
            },
            Route.post(IdentityURL.second, TypedCodeInput.self) { (visit: VisitorContext, input) in
                guard let token = visit.request.stepToken else { return .stepExpired }
                let signedIn = try await tools.accounts.finishSecond(
                    token, code: input.code, from: visit.request.visitor,
                    replacing: visit.request.oldToken)
                return Reply.signedIn(signedIn, to: input.next, at: visit.now).endingFlow()
            } refused: { visit, form, _ in
                try await show(visit, form.named)
            }.limited { $0.rate = .signIn },
            Route.post(IdentityURL.secondPasskey, PasskeyInput.self) {
                (visit: VisitorContext, input) in
                guard let token = visit.request.stepToken else { return .stepExpired }
                let signedIn = try await tools.accounts.finishSecond(
                    token, passkey: input.answer, browser: visit.browser,
                    from: visit.request.visitor,
                    replacing: visit.request.oldToken)
                return Reply.signedIn(signedIn, to: input.next, at: visit.now).endingFlow()
            } refused: { visit, form, _ in
                try await show(visit, form.named)
            }.limited { $0.rate = .signIn },
        ]
    }

    private func show(_ visit: VisitorContext, _ form: FormState) async throws -> Reply {
        guard let token = visit.request.stepToken,
            let step = try await tools.accounts.secondStep(token)
        else { return .stepExpired }
        guard !step.mustEnrol else { return .redirect(IdentityURL.enrol.filled()) }
        let options =
            step.hasPasskey
            ? try await tools.accounts.passkeyOptions(for: visit.browser, of: step.account) : nil
        return .page(
            Page(
                visit.words("identity.second"), lead: visit.words("identity.second.lead"),
                hasScript: options != nil,
                body: secondView(step, options, form, visit.ui)))
    }
}

extension Reply {
    /// The step has run out: begin again, with a word about it.
    static var stepExpired: Reply {
        redirect(IdentityURL.officerSignIn).endingFlow().flash(.warning, "people.step.expired")
    }
}
