import Contracts
import Kernel
import People
import Store
import Web

/// Officers: search, one of them, appoint, move, end, a new account.
struct PeoplePages: Sendable {
    let desk: OfficeDesk

    var routes: [Route] { reading + writing + keeping }

    private var reading: [Route] {
        [
            Route.get(AdministrationURL.people, PeopleInput.self) {
                (context: OfficerContext, input) in
                .page(try await list(input.text, input.page, FormState(), context.ui))
            }.needing(.manageCity),
            Route.get(AdministrationURL.person, AccountInput.self) {
                (context: OfficerContext, input) in
                .page(try await page(input.account, FormState(), context))
            }.needing(.manageCity),
        ]
    }

    private var writing: [Route] {
        [
            Route.post(AdministrationURL.people, NewcomerInput.self) {
                (context: OfficerContext, input) in
                try await ask(input.wish, context)
            } refused: { context, form, _ in
                .page(try await list("", 1, form, context.ui))
            }.needing(.manageCity).proving(),
            Route.post(AdministrationURL.appoint, AppointInput.self) {
                (context: OfficerContext, input) in
                try await ask(input.wish, context)
            } refused: { context, form, _ in
                .page(try await page(form, context))
            }.needing(.manageCity).proving(),
            Route.post(AdministrationURL.endHolding, EndInput.self) {
                (context: OfficerContext, input) in
                guard let holding = input.holding, let day = input.day, let decree = input.decree
                else { throw Refusal(.invalid, "web.problem.required") }
                try await desk.end(
                    holding, from: day, decree: decree, by: context.officer.account)
                return Reply.redirect(AdministrationURL.person.filled(input.account.text))
                    .flash(.success, "administration.holding.ended")
            } refused: { context, form, _ in
                .page(try await page(form, context))
            }.needing(.manageCity).proving(),
            Route.post(AdministrationURL.invite, AccountInput.self) {
                (context: OfficerContext, input) in
                try await desk.inviteAgain(input.account, by: context.officer.account)
                return Reply.redirect(AdministrationURL.person.filled(input.account.text))
                    .flash(.success, "administration.invited")
            } refused: { context, form, _ in
                .page(try await page(form, context))
            }.needing(.manageCity).proving(),
        ]
    }

    private var keeping: [Route] {
        [
            Route.post(AdministrationURL.email, EmailInput.self) {
                (context: OfficerContext, input) in
                guard let email = input.email else {
                    throw Refusal(.invalid, "web.problem.required", field: "surel")
                }
                try await desk.changeEmail(
                    input.account, to: email, by: context.officer.account)
                return done(input.account, "administration.email.changed")
            } refused: { context, form, _ in
                .page(try await page(form, context))
            },
            Route.post(AdministrationURL.closeAccount, CloseInput.self) {
                (context: OfficerContext, input) in
                guard let decree = input.decree else {
                    throw Refusal(.invalid, "web.problem.required", field: "nomor_tutup")
                }
                try await desk.close(
                    input.account, decree: decree, by: context.officer.account)
                return done(input.account, "administration.account.closed.done")
            } refused: { context, form, _ in
                .page(try await page(form, context))
            },
            Route.post(AdministrationURL.reopenAccount, AccountInput.self) {
                (context: OfficerContext, input) in
                try await desk.reopen(input.account, by: context.officer.account)
                return done(input.account, "administration.account.opened.done")
            } refused: { context, form, _ in
                .page(try await page(form, context))
            },
        ].map { $0.needing(.manageCity).proving() }
    }

    private func done(_ account: AccountID, _ key: String) -> Reply {
        Reply.redirect(AdministrationURL.person.filled(account.text)).flash(.success, key)
    }

    private func ask(_ wish: Appointment?, _ context: OfficerContext) async throws -> Reply {
        guard let wish else { throw Refusal(.invalid, "web.problem.required") }
        let deciders = try await desk.ask(wish, by: context.officer.account)
        return Reply.redirect(AdministrationURL.requests.filled())
            .flash(
                deciders == 0 ? .warning : .success,
                deciders == 0 ? "administration.asked.nobody" : "administration.asked.done")
    }

    private func list(
        _ text: String, _ page: Int, _ form: FormState, _ ui: UI
    ) async throws -> Page {
        let today = desk.today
        let (staff, people) = try await desk.store.read("administration.people") {
            [desk] reader in
            (
                try desk.staff(on: today, in: reader), try desk.accounts.officers(in: reader)
            )
        }
        return peopleView(
            PeopleModel(staff: staff, people: people, text: text, page: page), form, ui)
    }

    private func page(_ form: FormState, _ context: OfficerContext) async throws -> Page {
        guard let account = AccountID(text: form.value("id")) else {
            throw Refusal(.notFound, "web.notFound")
        }
        return try await page(account, form, context)
    }

    private func page(
        _ account: AccountID, _ form: FormState, _ context: OfficerContext
    ) async throws -> Page {
        let today = desk.today
        let model = try await desk.store.read("administration.person") { [desk] reader in
            guard let person = try desk.accounts.officer(account, in: reader) else {
                throw Refusal(.notFound, "web.notFound")
            }
            let history = try desk.directory.holdings(of: account, in: reader)
            let lent = try Delegations(
                ledger: desk.ledger, world: desk.world, zone: desk.zone
            ).list(for: account, on: today, in: reader)
            let known = Set(history.map(\.position) + lent.map(\.position))
            let positions = try desk.directory.positions(known, in: reader)
            return PersonModel(
                person: person, history: history, lent: lent,
                titles: Dictionary(positions.map { ($0.id, $0.title) }) { first, _ in first },
                staff: try desk.staff(on: today, in: reader),
                isOwn: account == context.officer.account)
        }
        return personView(model, form, context.ui)
    }
}

/// Officers of a search.
struct PeopleModel: Sendable {
    static let perPage = 50
    let staff: Staff
    let people: [OfficerEntry]
    let text: String
    let page: Int

    /// Names fit by their words, a NIP as a whole.
    var found: [OfficerEntry] {
        guard !text.isEmpty else { return people }
        if let nip = try? NIP(text) { return people.filter { $0.nip == nip } }
        let parts = text.lowercased().split(separator: " ")
        return people.filter { person in
            let name = person.name.lowercased()
            return parts.allSatisfy { name.contains($0) }
        }
    }
}

/// One officer as the page shows him.
struct PersonModel: Sendable {
    let person: OfficerEntry
    let history: [Holding]
    let lent: [Delegation]
    let titles: [PositionID: LocalizedText]
    let staff: Staff
    /// Nobody asks for a post of his own.
    let isOwn: Bool
}
