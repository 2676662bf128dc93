import Contracts
import Kernel
import People
import Web

/// Signing in and out.
struct SignInPages: Sendable {
    let tools: PortalTools

    struct SignInInput: RouteInput {
        static let fields: [InputField] = [
            .form("kontak", max: 254), .form("sandi", max: 1_000), .form("lanjut", max: 2_000),
        ]
        let name: LoginName?
        let password: String
        let next: String?
        init(_ fields: inout FieldReader) {
            name = fields.parsed("kontak") { try LoginName(typed: $0) }
            password = fields.secret("sandi")
            next = fields.optionalText("lanjut")
        }
    }

    var routes: [Route] {
        [
            Route.get(PortalURL.signIn, NextInput.self) { (visit: VisitorContext, input) in
                if let person = visit.person {
                    return .redirect(input.next ?? person.desk)
                }
                return .page(page(visit, FormState(["lanjut": input.next ?? ""])))
            },
            Route.post(PortalURL.signIn, SignInInput.self) { (visit: VisitorContext, input) in
                guard let name = input.name else { throw Refusal(.invalid, "people.sign-in.wrong") }
                let outcome = try await tools.accounts.signIn(
                    name, password: input.password, from: visit.request.visitor,
                    replacing: visit.request.oldToken)
                return .signingIn(outcome, to: input.next, at: visit.now)
            } refused: { visit, form, _ in
                .page(page(visit, form))
            }.limited { $0.rate = .signIn },
            Route.post(PortalURL.signOut) { (visit: VisitorContext) in
                if let token = visit.request.oldToken { try await tools.sessions.end(token) }
                return .redirect(PortalURL.home.filled()).endingSession()
                    .flash(.success, "account.signedOut")
            },
        ]
    }

    private func page(_ visit: VisitorContext, _ form: FormState) -> Page {
        Page(
            visit.words("account.signIn"), lead: visit.words("account.signIn.lead"),
            hasScript: true,
            body: signInView(
                visit.ui, form, tools.accounts.passkeyOptions(for: visit.browser), tools.providers,
                isDemo: tools.isDemo))
    }
}
