import Kernel
import OpenID
import People
import Web

/// Signing in through a provider (OpenID Connect): away to it, and back with an answer.
struct ProviderPages: Sendable {
    let tools: IdentityTools

    struct LeaveInput: RouteInput {
        static let fields: [InputField] = [
            .path("penyedia", max: 40), .query("lanjut", max: 2_000),
        ]
        let provider: String
        let next: String?
        init(_ fields: inout FieldReader) {
            provider = fields.text("penyedia")
            next = fields.optionalText("lanjut")
        }
    }

    /// What a provider sends along; each value of each name, for a name that comes twice is a lie.
    struct BackInput: RouteInput {
        static let names = ["code", "state", "iss", "error", "error_description"]
        static let fields: [InputField] =
            [.path("penyedia", max: 40)] + names.map { .query($0, max: 4_096) }
        let provider: String
        let callback: [String: [String]]
        init(_ fields: inout FieldReader) {
            provider = fields.text("penyedia")
            let form = fields.form
            callback = Dictionary(
                uniqueKeysWithValues: Self.names.compactMap { name in
                    form.values[name].map { (name, $0) }
                })
        }
    }

    struct ConnectInput: RouteInput {
        static let fields: [InputField] = [.path("penyedia", max: 40)]
        let provider: String
        init(_ fields: inout FieldReader) { provider = fields.text("penyedia") }
    }

    var routes: [Route] {
        [
            Route.get(IdentityURL.provider, LeaveInput.self) { (visit: VisitorContext, input) in
                try await explaining(input.provider, visit) {
                    try await leave(input.provider, visit, next: input.next, connecting: nil)
                }
            }.waitingForOthers().limited { $0.rate = .forms },
            Route.get(IdentityURL.providerBack, BackInput.self) { (visit: VisitorContext, input) in
                try await explaining(input.provider, visit) { try await comeBack(input, visit) }
            }.waitingForOthers().limited { $0.rate = .forms },
            Route.post(IdentityURL.disconnect, ConnectInput.self) {
                (person: PersonContext, input) in
                try await tools.accounts.disconnect(
                    input.provider, from: person.person.account,
                    keeping: try await tools.sessions.here(person.request))
                return Reply.redirect(IdentityURL.safety.filled())
                    .flash(.success, "identity.provider.disconnected")
            }.proving(),
            Route.post(IdentityURL.connect, ConnectInput.self) { (person: PersonContext, input) in
                try await leave(
                    input.provider, person.visit, next: IdentityURL.safety.filled(),
                    connecting: person.person)
            }.proving(),
        ]
    }

    /// Shows why it did not come to signing in, with the ways that remain.
    private func explaining(
        _ code: String, _ visit: VisitorContext, _ body: () async throws -> Reply
    ) async throws -> Reply {
        do {
            return try await body()
        } catch let refusal as Refusal where refusal.kind != .notFound {
            let provider = try tools.provider(code)
            let page = Page(
                visit.words("identity.provider", ["name": visit.words(provider.name)]),
                body: providerRefusedView(refusal, provider, visit.ui))
            return Reply.page(page, status: Refusals.status(refusal.kind)).endingFlow()
        }
    }

    private func leave(
        _ code: String, _ visit: VisitorContext, next: String?, connecting person: Person?
    ) async throws -> Reply {
        let provider = try tools.provider(code)
        if let person, person.kind != provider.rules.serves { return try .notFound() }
        let back = tools.address + IdentityURL.providerBack.filled(code)
        do {
            let started = try await provider.party.begin(
                redirectURI: back, wish: SignInWish(language: visit.language))
            let kept = try tools.accounts.leave(
                started.pending.json, next: next, connecting: person?.account)
            return Reply.leaving(to: started.authorizationURL)
                .startingFlow(kept, seconds: Int(PendingSignIn.minutes) * 60)
        } catch let error as OpenIDError {
            throw error.refusal
        }
    }

    private func comeBack(_ input: BackInput, _ visit: VisitorContext) async throws -> Reply {
        let provider = try tools.provider(input.provider)
        guard let kept = visit.request.flowToken,
            let trip = try await tools.accounts.comeBack(kept, from: visit.request.visitor),
            let pending = PendingSignIn(trip.pending), pending.provider == provider.code
        else { throw Refusal(.conflict, "people.provider.expired") }
        do {
            let person = VouchedPerson(
                try await provider.party.finish(pending, callback: input.callback))
            return try await arrive(person, provider, trip, visit)
        } catch let error as OpenIDError {
            tools.note(provider.code, error.word)
            throw error.refusal
        }
    }

    private func arrive(
        _ person: VouchedPerson, _ provider: Provider, _ trip: ProviderTrip,
        _ visit: VisitorContext
    ) async throws -> Reply {
        if let account = trip.account {
            // Whoever left must be who comes back.
            guard visit.person?.account == account else {
                throw Refusal(.forbidden, "people.provider.expired")
            }
            try await tools.accounts.connect(person, by: provider.rules, to: account)
            return Reply.redirect(IdentityURL.safety.filled()).endingFlow()
                .flash(.success, "identity.provider.connected")
        }
        let outcome = try await tools.accounts.signIn(
            person, by: provider.rules, language: visit.language, from: visit.request.visitor,
            replacing: visit.request.oldToken)
        let reply = Reply.signingIn(outcome, to: trip.next, at: visit.now)
        return outcome.signedIn == nil ? reply : reply.endingFlow()
    }
}
