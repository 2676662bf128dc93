import Kernel
import People
import Web

/// Signing in by a passkey alone. The form stands on the pages of both doors.
struct PasskeyPages: Sendable {
    let tools: IdentityTools

    var routes: [Route] {
        [
            Route.post(IdentityURL.passkey, PasskeyInput.self) { (visit: VisitorContext, input) in
                let signedIn = try await tools.accounts.signIn(
                    passkey: input.answer, browser: visit.browser, from: visit.request.visitor,
                    replacing: visit.request.oldToken)
                return Reply.signedIn(signedIn, to: input.next, at: visit.now).endingFlow()
            } refused: { visit, form, refusal in
                .page(page(visit, form, refusal))
            }.limited { $0.rate = .signIn }
        ]
    }

    private func page(_ visit: VisitorContext, _ form: FormState, _ refusal: Refusal) -> Page {
        Page(
            visit.words("identity.passkey"), hasScript: true,
            body: passkeyRefusedView(
                refusal, tools.accounts.passkeyOptions(for: visit.browser), form, visit.ui))
    }
}
