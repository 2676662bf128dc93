import Kernel
import People
import Web

/// The owner of an account stops a new password that somebody asked for, by the link in the letter.
struct StopResetPages: Sendable {
    let tools: PortalTools

    struct LinkInput: RouteInput {
        static let fields: [InputField] = [.query("kode", max: 80)]
        let token: String
        init(_ fields: inout FieldReader) { token = fields.optionalText("kode") ?? "" }
    }

    struct StopInput: RouteInput {
        static let fields: [InputField] = [.form("kode", max: 80)]
        let token: SecretToken?
        init(_ fields: inout FieldReader) { token = SecretToken(text: fields.text("kode")) }
    }

    var routes: [Route] {
        [
            // Looking stops nothing: programs that check mails follow links too.
            Route.get(PortalURL.passwordStop, LinkInput.self) { (visit: VisitorContext, input) in
                let body = visit.ui.action(
                    visit.words("account.reset.stop"), PortalURL.passwordStop.filled(), .danger,
                    values: ["kode": input.token])
                return .page(
                    Page(
                        visit.words("account.reset.stop.title"),
                        lead: visit.words("account.reset.stop.lead"), body: body))
            },
            Route.post(PortalURL.passwordStop, StopInput.self) { (visit: VisitorContext, input) in
                guard let token = input.token, try await tools.accounts.stopReset(token) else {
                    return Reply.redirect(PortalURL.signIn.filled())
                        .flash(.warning, "account.reset.stop.none")
                }
                return Reply.redirect(PortalURL.signIn.filled())
                    .flash(.success, "web.reset.stopped")
            }.limited { $0.rate = .sensitive },
        ]
    }
}
