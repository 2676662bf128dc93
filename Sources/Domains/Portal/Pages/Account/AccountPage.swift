import Cases
import Contracts
import Kernel
import People
import Web

/// What a citizen sees and changes of the own account.
struct AccountPage: Sendable {
    let tools: PortalTools

    struct NameInput: RouteInput {
        static let fields: [InputField] = [.form("nama", max: 400)]
        let name: String
        init(_ fields: inout FieldReader) { name = fields.text("nama") }
    }

    struct LanguageInput: RouteInput {
        static let fields: [InputField] = [.form("bahasa_surat", max: 10)]
        let language: Language?
        init(_ fields: inout FieldReader) {
            language = fields.value("bahasa_surat") { Language(rawValue: $0) }
        }
    }

    var routes: [Route] {
        [
            Route.get(PortalURL.account) { (citizen: CitizenContext) in
                .page(try await page(citizen, FormState()))
            },
            Route.post(PortalURL.accountName, NameInput.self) { (citizen: CitizenContext, input) in
                try await tools.accounts.rename(citizen.citizen.account, to: input.name)
                return saved("account.name.saved")
            } refused: { citizen, form, _ in
                .page(try await page(citizen, form.named))
            },
            Route.post(PortalURL.accountLanguage, LanguageInput.self) {
                (citizen: CitizenContext, input) in
                if let language = input.language {
                    try await tools.accounts.setLanguage(
                        citizen.citizen.account, to: language)
                }
                return saved("account.language.saved")
            } refused: { citizen, form, _ in
                .page(try await page(citizen, form))
            },
            Route.post(PortalURL.accountPassword, NewPasswordInput.self) {
                (citizen: CitizenContext, input) in
                guard let here = try await tools.sessions.here(citizen.request) else {
                    throw Refusal(.forbidden, "web.forbidden")
                }
                try await tools.accounts.changePassword(
                    citizen.citizen.account, current: input.current, new: input.password,
                    keeping: here, from: citizen.request.visitor)
                return saved("account.password.saved")
            } refused: { citizen, form, _ in
                .page(try await page(citizen, form.named))
            }.limited { $0.rate = .sensitive },
        ] + sessionRoutes
    }

    private var sessionRoutes: [Route] {
        [
            Route.post(PortalURL.accountSessionsEnd) { (citizen: CitizenContext) in
                let here = try await tools.sessions.here(citizen.request)
                try await tools.sessions.endAll(of: citizen.citizen.account, except: here)
                return saved("web.devices.ended")
            },
            Route.post(PortalURL.accountSessionEnd, SessionInput.self) {
                (citizen: CitizenContext, input) in
                try await tools.sessions.end(input.session, of: citizen.citizen.account)
                return saved("web.device.ended")
            },
        ]
    }

    private func saved(_ key: String) -> Reply {
        .redirect(PortalURL.account.filled()).flash(.success, key)
    }

    private func page(_ citizen: CitizenContext, _ form: FormState) async throws -> Page {
        let sessions = try await tools.sessions.list(citizen.citizen.account)
        let model = AccountModel(
            citizen: citizen.citizen, sessions: sessions,
            here: try await tools.sessions.here(citizen.request),
            zone: try await tools.shelf.zone())
        return Page(
            citizen.words("account.title"), section: PortalURL.account.filled(),
            body: accountView(model, form, citizen.ui))
    }
}

/// What the page of an account shows.
struct AccountModel: Sendable {
    let citizen: CitizenIdentity
    let sessions: [Session]
    /// The session of the browser that looks.
    let here: SessionID?
    let zone: Zone
}
