import Kernel
import People
import Web

/// What protects one's own account: passkeys, the app, devices that are signed in, the password.
struct SafetyPages: Sendable {
    let tools: IdentityTools

    var routes: [Route] { factorRoutes + sessionRoutes }

    private var factorRoutes: [Route] {
        [
            Route.get(IdentityURL.safety) { (person: PersonContext) in
                .page(try await page(person, person.person, FormState()))
            },
            Route.post(IdentityURL.newPasskey, NewPasskeyInput.self) {
                (person: PersonContext, input) in
                try await tools.accounts.addPasskey(
                    input.passkey, to: person.person.account, browser: person.visit.browser)
                return saved("identity.passkey.added")
            } refused: { person, form, _ in
                .page(try await page(person, person.person, form.named))
            }.proving(),
            Route.post(IdentityURL.removeFactor, FactorInput.self) {
                (person: PersonContext, input) in
                try await tools.accounts.removeFactor(
                    input.factor, of: person.person.account,
                    keeping: try await tools.sessions.here(person.request))
                return saved("identity.factor.removed")
            } refused: { person, form, _ in
                .page(try await page(person, person.person, form.named))
            }.proving(),
            Route.post(IdentityURL.password, NewPasswordInput.self) {
                (officer: OfficerContext, input) in
                guard let here = try await tools.sessions.here(officer.request) else {
                    throw Refusal(.forbidden, "web.forbidden")
                }
                try await tools.accounts.changePassword(
                    officer.officer.account, current: input.current, new: input.password,
                    keeping: here, from: officer.visit.request.visitor)
                return saved("identity.password.saved")
            } refused: { officer, form, _ in
                .page(try await page(officer, .officer(officer.officer), form.named))
            }.limited { $0.rate = .sensitive }.proving(),
        ]
    }

    private var sessionRoutes: [Route] {
        [
            Route.post(IdentityURL.stopReset) { (person: PersonContext) in
                try await tools.accounts.stopReset(of: person.person.account)
                return saved("web.reset.stopped")
            },
            Route.post(IdentityURL.endSessions) { (person: PersonContext) in
                try await tools.sessions.endAll(
                    of: person.person.account,
                    except: try await tools.sessions.here(person.request))
                return saved("web.devices.ended")
            },
            Route.post(IdentityURL.endSession, SessionInput.self) {
                (person: PersonContext, input) in
                try await tools.sessions.end(input.session, of: person.person.account)
                return saved("web.device.ended")
            },
        ]
    }

    private func saved(_ key: String) -> Reply {
        .redirect(IdentityURL.safety.filled()).flash(.success, key)
    }

    func page(
        _ context: some RouteContext, _ person: Person, _ form: FormState
    ) async throws -> Page {
        let account = person.account
        let model = SafetyModel(
            isOfficer: person.kind == .officer,
            factors: try await tools.accounts.factors(of: account),
            options: try await tools.accounts.newPasskeyOptions(
                for: context.visit.browser, of: account),
            connections: try await tools.accounts.connections(of: account),
            providers: tools.providers.filter { $0.rules.serves == person.kind },
            contacts: try await tools.accounts.contactStanding(of: account),
            pendingReset: try await tools.accounts.pendingReset(of: account),
            sessions: try await tools.sessions.list(account),
            here: try await tools.sessions.here(context.request), zone: tools.zone)
        return Page(
            context.words("identity.safety"), lead: context.words("identity.safety.lead"),
            section: IdentityURL.safety.filled(), hasScript: model.options != nil,
            body: safetyView(model, form, context.ui))
    }
}

/// What the page of one's safety shows.
struct SafetyModel: Sendable {
    let isOfficer: Bool
    let factors: [Factor]
    /// Nil when the site's address cannot have passkeys.
    let options: JSONValue?
    /// Codes of providers that know the account.
    let connections: Set<String>
    let providers: [Provider]
    /// Nil for officers.
    let contacts: ContactStanding?
    /// When a new password is to count that somebody asked for.
    let pendingReset: Instant?
    let sessions: [Session]
    let here: SessionID?
    let zone: Zone
}
