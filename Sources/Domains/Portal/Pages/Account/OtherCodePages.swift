import Kernel
import People
import Web

/// On the way to a new password: the code that went to the other contact of the account. Whoever
/// cannot open that contact goes on without it, and waits longer.
struct OtherCodePages: Sendable {
    let tools: PortalTools

    var routes: [Route] {
        [
            Route.get(PortalURL.passwordOther, NextInput.self) { (visit: VisitorContext, input) in
                try await show(visit, FormState(["lanjut": input.next ?? ""]))
            },
            Route.post(PortalURL.passwordOther, TypedCodeInput.self) {
                (visit: VisitorContext, input) in
                guard let token = visit.request.stepToken else { return start(input.next) }
                try await tools.accounts.confirmOther(
                    token, code: input.code, from: visit.request.visitor)
                return finish(input.next)
            } refused: { visit, form, _ in
                try await show(visit, form.named)
            }.limited { $0.rate = .sensitive },
        ]
    }

    private func show(_ visit: VisitorContext, _ form: FormState) async throws -> Reply {
        let next = form.value("lanjut")
        guard let token = visit.request.stepToken,
            let flow = try await tools.accounts.flow(token), flow.isReset, flow.isConfirmed
        else { return start(next) }
        guard let other = flow.other, !other.isConfirmed else { return finish(next) }
        return .page(
            Page(
                visit.words("account.reset.other"), lead: visit.words("account.reset.other.lead"),
                body: otherCodeView(other, visit.ui, form, isDemo: tools.isDemo)))
    }

    private func start(_ next: String?) -> Reply {
        .redirect(PortalURL.going(PortalURL.password.filled(), next ?? "/"))
    }

    private func finish(_ next: String?) -> Reply {
        .redirect(PortalURL.going(PortalURL.passwordFinish.filled(), next ?? "/"))
    }
}
