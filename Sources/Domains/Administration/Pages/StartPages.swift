import Kernel
import People
import Web

/// Where a new officer chooses the first password, by NIP and the code of the mail.
struct StartPages: Sendable {
    let accounts: AccountStore

    struct StartInput: RouteInput {
        static let fields: [InputField] = [
            .form("nip", max: 30), .form("kode", max: 30), .form("sandi", max: 200),
        ]
        let nip: NIP?
        let code: String
        let password: String
        init(_ fields: inout FieldReader) {
            nip = fields.parsed("nip") { try NIP($0) }
            code = fields.text("kode")
            password = fields.secret("sandi")
        }
    }

    var routes: [Route] {
        [
            Route.get(AdministrationURL.start) { (context: VisitorContext) in
                .page(startView(FormState(), context.ui))
            },
            Route.post(AdministrationURL.start, StartInput.self) {
                (context: VisitorContext, input) in
                guard let nip = input.nip else {
                    throw Refusal(.invalid, "web.problem.required", field: "nip")
                }
                try await accounts.accept(
                    nip: nip, code: input.code, password: input.password,
                    from: context.request.visitor)
                return Reply.redirect(AdministrationURL.signIn)
                    .flash(.success, "administration.started")
            } refused: { context, form, _ in
                .page(startView(form, context.ui))
            }.limited { $0.rate = .signIn },
        ]
    }
}

private func startView(_ form: FormState, _ ui: UI) -> Page {
    let words = ui.words
    let form = form.naming(["code": "kode", "password": "sandi"])
    return Page(
        words("administration.start"), lead: words("administration.start.lead"),
        body: ui.form(AdministrationURL.start.filled(), form) { field in
            """
            \(field.text("nip", words("administration.nip"), autocomplete: "username", max: 30,
                width: .medium))\
            \(field.text("kode", words("administration.start.code"),
                hint: words("administration.start.code.hint"), autocomplete: "one-time-code",
                max: 30, width: .short))\
            \(field.password("sandi", words("administration.start.password"),
                hint: words("administration.start.password.hint"), isNew: true))\
            \(field.submit(words("administration.start.send")))
            """
        })
}
