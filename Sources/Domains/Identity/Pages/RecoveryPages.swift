import Contracts
import Kernel
import People
import Web

/// Getting into one's account again with a code of a counter: the code, the new password and what
/// goes with it, and the code that was sent to a new contact. The way is kept in a cookie.
struct RecoveryPages: Sendable {
    let tools: IdentityTools

    struct WishInput: RouteInput {
        static let fields: [InputField] = [
            .form("sandi", max: 1_000), .form("kontak", max: 254), .form("hapus", .flag),
            .form("hapus_kedua", .flag),
        ]
        let wish: RecoveryWish
        init(_ fields: inout FieldReader) {
            let typed = fields.optionalText("kontak") ?? ""
            let contact =
                typed.isEmpty ? nil : fields.parsed("kontak") { try Contact(typed: $0) }
            wish = RecoveryWish(
                password: fields.secret("sandi"), contact: contact,
                removesFactors: fields.flag("hapus"),
                removesSecond: fields.flag("hapus_kedua"))
        }
    }

    private static let seconds = Int(RecoveryCode.minutes) * 60

    var routes: [Route] { codeRoutes + finishRoutes + contactRoutes }

    private var codeRoutes: [Route] {
        [
            Route.get(IdentityURL.recovery) { (visit: VisitorContext) in
                .page(codePage(visit, FormState()))
            },
            Route.post(IdentityURL.recovery, TypedCodeInput.self) {
                (visit: VisitorContext, input) in
                let token = try await tools.accounts.startRecovery(
                    input.code, from: visit.request.visitor)
                return Reply.redirect(IdentityURL.recoveryFinish.filled())
                    .startingFlow(token.text, seconds: Self.seconds)
            } refused: { visit, form, _ in
                .page(codePage(visit, form.named))
            }.limited { $0.rate = .sensitive },
        ]
    }

    private var finishRoutes: [Route] {
        [
            Route.get(IdentityURL.recoveryFinish) { (visit: VisitorContext) in
                try await finish(visit, FormState())
            },
            Route.post(IdentityURL.recoveryFinish, WishInput.self) {
                (visit: VisitorContext, input) in
                guard let token = visit.request.stepToken else { return expired }
                let signedIn = try await tools.accounts.finishRecovery(
                    token, input.wish, language: visit.language, from: visit.request.visitor)
                guard let signedIn else {
                    return .redirect(IdentityURL.recoveryContact.filled())
                }
                return done(signedIn, visit)
            } refused: { visit, form, _ in
                try await finish(visit, form.named)
            }.limited { $0.rate = .sensitive },
        ]
    }

    private var contactRoutes: [Route] {
        [
            Route.get(IdentityURL.recoveryContact) { (visit: VisitorContext) in
                try await contact(visit, FormState())
            },
            Route.post(IdentityURL.recoveryContact, TypedCodeInput.self) {
                (visit: VisitorContext, input) in
                guard let token = visit.request.stepToken else { return expired }
                return done(
                    try await tools.accounts.finishRecovery(
                        token, code: input.code, from: visit.request.visitor), visit)
            } refused: { visit, form, _ in
                try await contact(visit, form.named)
            }.limited { $0.rate = .sensitive },
        ]
    }

    private func done(_ signedIn: SignedIn, _ visit: VisitorContext) -> Reply {
        Reply.signedIn(signedIn, to: IdentityURL.safety.filled(), at: visit.now).endingFlow()
            .flash(.success, "identity.recovery.done")
    }

    /// The time is over: only another visit at a counter helps.
    private var expired: Reply {
        Reply.redirect(IdentityURL.recovery.filled()).endingFlow()
            .flash(.warning, "people.recover.expired")
    }

    private func standing(_ visit: VisitorContext) async throws -> RecoveryStanding? {
        guard let token = visit.request.stepToken else { return nil }
        return try await tools.accounts.recovery(token)
    }

    private func codePage(_ visit: VisitorContext, _ form: FormState) -> Page {
        Page(
            visit.words("identity.recovery"), lead: visit.words("identity.recovery.lead"),
            body: recoveryCodeView(form, visit.ui))
    }

    private func finish(_ visit: VisitorContext, _ form: FormState) async throws -> Reply {
        guard let standing = try await standing(visit) else { return expired }
        let names = Dictionary(
            tools.providers.map { ($0.code, visit.words($0.name)) }
        ) { first, _ in first }
        return .page(
            Page(
                visit.words("identity.recovery.finish"),
                lead: visit.words("identity.recovery.finish.lead"),
                body: recoveryFinishView(standing, names, form, visit.ui)))
    }

    private func contact(_ visit: VisitorContext, _ form: FormState) async throws -> Reply {
        guard let standing = try await standing(visit) else { return expired }
        guard let contact = standing.waitsFor else {
            return .redirect(IdentityURL.recoveryFinish.filled())
        }
        return .page(
            Page(
                visit.words("identity.contact.code"),
                body: contactCodeView(
                    contact, IdentityURL.recoveryContact.filled(),
                    back: IdentityURL.recoveryFinish.filled(), form, visit.ui)))
    }
}
