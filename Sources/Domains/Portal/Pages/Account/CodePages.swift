import Cases
import Contracts
import Kernel
import People
import Web

/// Which of the two ways that go through a code.
enum CodeWay: String, Sendable {
    case registration = "register"
    case reset

    var start: PathTemplate {
        self == .registration ? PortalURL.register : PortalURL.password
    }
    var code: PathTemplate {
        self == .registration ? PortalURL.registerCode : PortalURL.passwordCode
    }
    var finish: PathTemplate {
        self == .registration ? PortalURL.registerFinish : PortalURL.passwordFinish
    }
}

/// From a contact by a code to a new account, or to a new password. The token of the way stays in
/// a cookie; what the pages say is the same for contacts with and without account.
struct CodePages: Sendable {
    let tools: PortalTools
    let way: CodeWay

    struct ContactInput: RouteInput {
        static let fields: [InputField] = [.form("kontak", max: 254), .form("lanjut", max: 2_000)]
        let contact: Contact?
        let next: String?
        init(_ fields: inout FieldReader) {
            contact = fields.parsed("kontak") { try Contact(typed: $0) }
            next = fields.optionalText("lanjut")
        }
    }

    struct FinishInput: RouteInput {
        static let fields: [InputField] = [
            .form("nama", max: 400), .form("sandi", max: 1_000), .form("lanjut", max: 2_000),
        ]
        let name: String
        let password: String
        let next: String?
        init(_ fields: inout FieldReader) {
            name = fields.optionalText("nama") ?? ""
            password = fields.secret("sandi")
            next = fields.optionalText("lanjut")
        }
    }

    private static let cookieSeconds = 3_600

    var routes: [Route] { startRoutes + codeRoutes + finishRoutes }

    private var startRoutes: [Route] {
        [
            Route.get(way.start, NextInput.self) { (visit: VisitorContext, input) in
                if way == .registration, visit.person != nil {
                    return .redirect(input.next ?? PortalURL.cases.filled())
                }
                return .page(start(visit, FormState(["lanjut": input.next ?? ""])))
            },
            Route.post(way.start, ContactInput.self) { (visit: VisitorContext, input) in
                guard let contact = input.contact else {
                    throw Refusal(.invalid, "web.problem.required", field: "contact")
                }
                let token = try await ask(contact, visit)
                return .redirect(PortalURL.going(way.code.filled(), input.next ?? "/"))
                    .startingFlow(token.text, seconds: Self.cookieSeconds)
            } refused: { visit, form, _ in
                .page(start(visit, form.named))
            }.limited { $0.rate = .sensitive },
        ]
    }

    private var codeRoutes: [Route] {
        [
            Route.get(way.code, NextInput.self) { (visit: VisitorContext, input) in
                guard let flow = try await flow(visit) else { return expired(input.next) }
                if flow.isConfirmed { return onward(from: flow, input.next) }
                return .page(code(visit, flow, FormState(["lanjut": input.next ?? ""])))
            },
            Route.post(way.code, TypedCodeInput.self) { (visit: VisitorContext, input) in
                guard let token = visit.request.stepToken else { return expired(input.next) }
                try await tools.accounts.confirm(
                    token, code: input.code, from: visit.request.visitor)
                guard let flow = try await flow(visit) else { return expired(input.next) }
                return onward(from: flow, input.next)
            } refused: { visit, form, _ in
                guard let flow = try await flow(visit) else { return expired(form.value("lanjut")) }
                return .page(code(visit, flow, form.named))
            }.limited { $0.rate = .sensitive },
        ]
    }

    private var finishRoutes: [Route] {
        [
            Route.get(way.finish, NextInput.self) { (visit: VisitorContext, input) in
                guard let flow = try await flow(visit) else { return expired(input.next) }
                guard flow.isConfirmed else {
                    return .redirect(PortalURL.going(way.code.filled(), input.next ?? "/"))
                }
                return .page(finish(visit, flow, FormState(["lanjut": input.next ?? ""])))
            },
            Route.post(way.finish, FinishInput.self) { (visit: VisitorContext, input) in
                guard let token = visit.request.stepToken else { return expired(input.next) }
                return try await complete(token, input, visit).endingFlow()
            } refused: { visit, form, _ in
                guard let flow = try await flow(visit) else { return expired(form.value("lanjut")) }
                return .page(finish(visit, flow, form.named))
            }.limited { $0.rate = .sensitive },
        ]
    }

    private func ask(_ contact: Contact, _ visit: VisitorContext) async throws -> SecretToken {
        let visitor = visit.request.visitor
        return switch way {
        case .registration:
            try await tools.accounts.startRegistration(
                contact, language: visit.language, from: visitor)
        case .reset:
            try await tools.accounts.startReset(contact, language: visit.language, from: visitor)
        }
    }

    private func complete(
        _ token: SecretToken, _ input: FinishInput, _ visit: VisitorContext
    ) async throws -> Reply {
        let signedIn: SignedIn
        switch way {
        case .registration:
            signedIn = try await tools.accounts.finishRegistration(
                token, name: input.name, password: input.password, from: visit.request.visitor,
                replacing: visit.request.oldToken)
        case .reset:
            let outcome = try await tools.accounts.finishReset(
                token, password: input.password, from: visit.request.visitor)
            switch outcome {
            case .signedIn(let found): signedIn = found
            case .later(let moment): return try await later(moment, visit)
            }
        }
        return .signedIn(signedIn, to: input.next, at: visit.now)
            .flash(.success, "account.\(way.rawValue).done")
    }

    /// The new password counts only from a moment on.
    private func later(_ moment: Instant, _ visit: VisitorContext) async throws -> Reply {
        let moments = Moments(zone: try await tools.shelf.zone(), language: visit.language)
        return .redirect(PortalURL.signIn.filled())
            .flash(.info, "account.reset.later", ["when": moments.full(moment)])
    }

    private func flow(_ visit: VisitorContext) async throws -> CodeFlowState? {
        guard let token = visit.request.stepToken, let flow = try await tools.accounts.flow(token),
            flow.isReset == (way == .reset)
        else { return nil }
        return flow
    }

    /// The way has run out: begin again, with a word about it.
    private func expired(_ next: String?) -> Reply {
        .redirect(PortalURL.going(way.start.filled(), next ?? "/")).endingFlow()
            .flash(.warning, "people.code.expired")
    }

    private func start(_ visit: VisitorContext, _ form: FormState) -> Page {
        page(visit, "start", codeStartView(way, visit.ui, form))
    }

    private func code(_ visit: VisitorContext, _ flow: CodeFlowState, _ form: FormState) -> Page {
        page(visit, "code", codeView(way, flow, visit.ui, form, isDemo: tools.isDemo))
    }

    private func finish(
        _ visit: VisitorContext, _ flow: CodeFlowState, _ form: FormState
    ) -> Page {
        page(visit, "finish", codeFinishView(way, flow, visit.ui, form))
    }

    /// Behind the code: the code of the other contact, or the end.
    private func onward(from flow: CodeFlowState, _ next: String?) -> Reply {
        let asksOther = flow.other?.isConfirmed == false
        let path = asksOther ? PortalURL.passwordOther : way.finish
        return .redirect(PortalURL.going(path.filled(), next ?? "/"))
    }

    private func page(_ visit: VisitorContext, _ part: String, _ body: HTML) -> Page {
        let key = "account.\(way.rawValue).\(part)"
        return Page(
            visit.words(key), lead: visit.words(key + ".lead"),
            caption: visit.words("account.\(way.rawValue).\(part).caption"), body: body)
    }
}
