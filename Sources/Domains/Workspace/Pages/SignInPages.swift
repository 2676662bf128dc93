import Kernel
import People
import Web

/// Officers sign in with NIP and password.
struct SignInPages: Sendable {
    let tools: WorkspaceTools

    struct Query: RouteInput {
        static let fields: [InputField] = [.query("lanjut", max: 500)]
        let next: String?
        init(_ fields: inout FieldReader) { next = fields.optionalText("lanjut") }
    }

    struct Sent: RouteInput {
        static let fields: [InputField] = [
            .form("nip", max: 40), .form("sandi", max: 400), .form("lanjut", max: 500),
        ]
        let nip: String
        let password: String
        let next: String?
        init(_ fields: inout FieldReader) {
            nip = fields.text("nip")
            password = fields.secret("sandi")
            next = fields.optionalText("lanjut")
        }
    }

    var routes: [Route] {
        [
            Route.get(WorkspaceURL.signIn, Query.self) { (visit: VisitorContext, query) in
                if case .officer = visit.person {
                    return .redirect(query.next ?? WorkspaceURL.inbox.filled())
                }
                return .page(page(FormState(["lanjut": query.next ?? ""]), visit))
            },
            Route.post(WorkspaceURL.signIn, Sent.self) { (visit: VisitorContext, sent) in
                try await signIn(sent, visit)
            } refused: { visit, form, _ in
                .page(page(form, visit))
            }.limited { $0.rate = .signIn },
        ]
    }

    private func page(_ form: FormState, _ visit: VisitorContext) -> Page {
        signInView(
            form, tools.accounts.passkeyOptions(for: visit.browser), tools.providers, visit.ui,
            isDemo: tools.isDemo)
    }

    /// An NIP that cannot be one gets the answer of a wrong password: nobody learns which it was.
    private func signIn(_ sent: Sent, _ visit: VisitorContext) async throws -> Reply {
        guard let nip = try? NIP(sent.nip) else {
            throw Refusal(.invalid, "people.sign-in.wrong")
        }
        let request = visit.request
        let outcome = try await tools.accounts.signIn(
            .nip(nip), password: sent.password,
            from: request.visitor,
            replacing: request.oldToken)
        return .signingIn(outcome, to: sent.next, at: visit.now)
    }
}
