import Contracts
import Kernel
import People
import Web

/// Adding a second contact, putting another in the place of the first, and undoing that.
struct ContactPages: Sendable {
    let tools: IdentityTools

    struct FirstInput: RouteInput {
        static let fields: [InputField] = [.form("kontak_utama", max: 254)]
        let contact: Contact?
        init(_ fields: inout FieldReader) {
            contact = fields.parsed("kontak_utama") { try Contact(typed: $0) }
        }
    }

    struct SecondInput: RouteInput {
        static let fields: [InputField] = [.form("kontak_kedua", max: 254)]
        let contact: Contact?
        init(_ fields: inout FieldReader) {
            contact = fields.parsed("kontak_kedua") { try Contact(typed: $0) }
        }
    }

    struct LinkInput: RouteInput {
        static let fields: [InputField] = [.query("kode", max: 80)]
        let token: String
        init(_ fields: inout FieldReader) { token = fields.optionalText("kode") ?? "" }
    }

    struct UndoInput: RouteInput {
        static let fields: [InputField] = [.form("kode", max: 80)]
        let token: SecretToken?
        init(_ fields: inout FieldReader) { token = SecretToken(text: fields.text("kode")) }
    }

    var routes: [Route] { startRoutes + codeRoutes + undoRoutes }

    private var startRoutes: [Route] {
        [
            // The address of a form that was sent leads a reader back to the page it stands on.
            Route.get(IdentityURL.firstContact) { (_: CitizenContext) in backToSafety },
            Route.get(IdentityURL.secondContact) { (_: CitizenContext) in backToSafety },
            Route.post(IdentityURL.firstContact, FirstInput.self) {
                (citizen: CitizenContext, input) in
                try await start(input.contact, as: .first, "kontak_utama", citizen)
            } refused: { citizen, form, _ in
                try await refused(citizen, form.naming(["contact": "kontak_utama"]))
            }.limited { $0.rate = .sensitive }.proving(),
            Route.post(IdentityURL.secondContact, SecondInput.self) {
                (citizen: CitizenContext, input) in
                try await start(input.contact, as: .second, "kontak_kedua", citizen)
            } refused: { citizen, form, _ in
                try await refused(citizen, form.naming(["contact": "kontak_kedua"]))
            }.limited { $0.rate = .sensitive }.proving(),
            Route.post(IdentityURL.removeContact) { (citizen: CitizenContext) in
                try await tools.accounts.removeSecondContact(of: citizen.citizen.account)
                return backToSafety.flash(.success, "identity.contacts.removed")
            }.proving(),
        ]
    }

    private var codeRoutes: [Route] {
        [
            Route.get(IdentityURL.contactCode) { (citizen: CitizenContext) in
                try await code(citizen, FormState())
            },
            Route.post(IdentityURL.contactCode, TypedCodeInput.self) {
                (citizen: CitizenContext, input) in
                guard let token = citizen.visit.request.stepToken else { return expired }
                try await tools.accounts.finishContact(
                    token, code: input.code, of: citizen.citizen.account)
                return backToSafety.endingFlow().flash(.success, "identity.contacts.saved")
            } refused: { citizen, form, _ in
                try await code(citizen, form.named)
            }.limited { $0.rate = .sensitive },
        ]
    }

    private var undoRoutes: [Route] {
        [
            // Looking undoes nothing: programs that check mails follow links too.
            Route.get(IdentityURL.undoContact, LinkInput.self) { (visit: VisitorContext, input) in
                let body = visit.ui.action(
                    visit.words("identity.contacts.undo"), IdentityURL.undoContact.filled(),
                    .danger, values: ["kode": input.token])
                return .page(
                    Page(
                        visit.words("identity.contacts.undo.title"),
                        lead: visit.words("identity.contacts.undo.lead"), body: body))
            },
            Route.post(IdentityURL.undoContact, UndoInput.self) {
                (visit: VisitorContext, input) in
                let signIn = Reply.redirect(IdentityURL.citizenSignIn)
                guard let token = input.token, try await tools.accounts.undoContact(token) else {
                    return signIn.flash(.warning, "identity.contacts.undo.none")
                }
                return signIn.flash(.success, "identity.contacts.undone")
            }.limited { $0.rate = .sensitive },
        ]
    }

    private func start(
        _ contact: Contact?, as place: ContactPlace, _ field: String, _ citizen: CitizenContext
    ) async throws -> Reply {
        guard let contact else {
            throw Refusal(.invalid, "web.problem.required", field: field)
        }
        let token = try await tools.accounts.startContact(
            contact, as: place, of: citizen.citizen.account,
            from: citizen.visit.request.visitor)
        return Reply.redirect(IdentityURL.contactCode.filled()).startingStep(token)
    }

    private func refused(_ citizen: CitizenContext, _ form: FormState) async throws -> Reply {
        .page(
            try await SafetyPages(tools: tools).page(citizen, .citizen(citizen.citizen), form))
    }

    private func code(_ citizen: CitizenContext, _ form: FormState) async throws -> Reply {
        guard let token = citizen.visit.request.stepToken,
            let contact = try await tools.accounts.contactStep(
                token, of: citizen.citizen.account)
        else { return expired }
        return .page(
            Page(
                citizen.words("identity.contact.code"), crumbs: [safetyCrumb(citizen.ui)],
                section: IdentityURL.safety.filled(),
                body: contactCodeView(
                    contact, IdentityURL.contactCode.filled(),
                    back: IdentityURL.safety.filled() + "#kontak", form, citizen.ui)))
    }

    private var backToSafety: Reply { .redirect(IdentityURL.safety.filled()) }

    private var expired: Reply {
        backToSafety.endingFlow().flash(.warning, "people.code.expired")
    }
}
