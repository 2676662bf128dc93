import Contracts
import Kernel
import Notices
import People
import Store
import Web

/// One's own tokens and receivers of events: made, seen and ended by whoever they act for.
struct ProgramPages: Sendable {
    let tools: OpenAPITools

    var routes: [Route] { tokenRoutes + hookRoutes + hookActs }

    private var hooks: Hooks { Hooks(tools: tools) }

    private var tokenRoutes: [Route] {
        [
            Route.get(ProgramURL.programs) { (person: PersonContext) in
                .page(try await page(person, FormState()))
            },
            Route.post(ProgramURL.programs, TokenForm.self) { (person: PersonContext, input) in
                let given = try await give(input, person)
                return .page(
                    secretPage(
                        .token(given, until: day(given.expiresAt, person)), tools.address,
                        person.ui))
            } refused: { person, form, _ in
                .page(try await page(person, form.naming(TokenForm.names)))
            }.limited { $0.rate = .sensitive }.proving(),
            Route.post(ProgramURL.endToken, TokenInput.self) { (person: PersonContext, input) in
                try await tools.tokens.end(
                    input.id, of: person.person.account, by: HookOwner(person.person).actor)
                return saved("openapi.program.ended")
            },
        ]
    }

    private var hookRoutes: [Route] {
        [
            // After a proof this address stands in the browser; opening it again leads back.
            Route.get(ProgramURL.hooks) { (_: PersonContext) in
                .redirect(ProgramURL.programs.filled())
            },
            Route.post(ProgramURL.hooks, HookForm.self) { (person: PersonContext, input) in
                let secret = try await make(input, person)
                return .page(secretPage(.hook(secret), tools.address, person.ui))
            } refused: { person, form, _ in
                .page(try await page(person, form.naming(HookForm.names)))
            }.limited { $0.rate = .sensitive }.proving(),
        ]
    }

    private var hookActs: [Route] {
        [
            Route.get(ProgramURL.hookSecret, HookInput.self) { (_: PersonContext, _) in
                .redirect(ProgramURL.programs.filled())
            },
            Route.post(ProgramURL.hookSecret, HookInput.self) { (person: PersonContext, input) in
                let secret = try await change("openapi.hook.rotate", input, person) {
                    try hooks.rotate($0, $1, in: $2)
                }
                return .page(secretPage(.rotated(secret), tools.address, person.ui))
            }.limited { $0.rate = .sensitive }.proving(),
            Route.post(ProgramURL.resumeHook, HookInput.self) { (person: PersonContext, input) in
                _ = try await change("openapi.hook.resume", input, person) {
                    try hooks.resume($0, $1, in: $2)
                }
                return saved("openapi.program.resumed")
            },
            Route.post(ProgramURL.removeHook, HookInput.self) { (person: PersonContext, input) in
                let owner = HookOwner(person.person)
                try await tools.store.write("openapi.hook.remove") { [hooks] tx in
                    try hooks.remove(input.id, owner, in: tx)
                }
                return saved("openapi.program.removed")
            },
        ]
    }

    /// Makes a token; its owner hears of it by the usual ways, in case it was somebody else.
    private func give(_ form: TokenForm, _ person: PersonContext) async throws -> GivenToken {
        let who = person.person
        guard let days = form.days, ProgramModel.days(of: who).contains(days) else {
            throw Refusal(.invalid, "web.problem.required", field: "hari")
        }
        let scopes = form.scopes.map(\.rawValue).sorted().joined(separator: ", ")
        return try await tools.tokens.give(
            who.account, name: form.name, scopes: form.scopes, days: days,
            by: HookOwner(who).actor
        ) { [tools] tx, given in
            let until = Day(given.expiresAt, in: tools.zone)
            try tools.notices.enqueue(
                Notice(
                    to: .account(who.account), template: "token.given",
                    values: [
                        "scopes": scopes, "address": tools.address,
                        "until": HumanText.day(until, person.language),
                    ], key: "token.given \(given.id.text)"), in: tx)
        }
    }

    /// - Returns: the secret by which events are signed.
    private func make(_ form: HookForm, _ person: PersonContext) async throws -> String {
        try hooks.check(form.url)
        let owner = HookOwner(person.person)
        let (id, now) = (tools.world.uuid(), tools.world.now)
        return try await tools.store.write("openapi.hook.make") { [tools, hooks] tx in
            let mine = try tools.tokens.list(owner.account, in: tx)
            guard let token = form.token,
                mine.contains(where: { $0.token.id == token && $0.keepsHooks(at: now) })
            else { throw Refusal(.invalid, "web.problem.required", field: "token") }
            try hooks.make(id, owner, token, url: form.url, types: form.types, in: tx)
            return try secret(id, owner, in: tx)
        }
    }

    private func change(
        _ name: StaticString, _ input: HookInput, _ person: PersonContext,
        _ act: @escaping @Sendable (UUIDv7, HookOwner, Transaction) throws -> Void
    ) async throws -> String {
        let owner = HookOwner(person.person)
        return try await tools.store.write(name) { tx in
            try act(input.id, owner, tx)
            return try secret(input.id, owner, in: tx)
        }
    }

    private func secret(_ id: UUIDv7, _ owner: HookOwner, in reader: Reader) throws -> String {
        try hooks.view(
            try hooks.find(id, owner.account, in: reader), withSecret: true, in: reader
        ).secret ?? ""
    }

    private func saved(_ key: String) -> Reply {
        .redirect(ProgramURL.programs.filled()).flash(.success, key)
    }

    private func day(_ moment: Instant, _ person: PersonContext) -> String {
        HumanText.day(Day(moment, in: tools.zone), person.language)
    }

    private func page(_ person: PersonContext, _ form: FormState) async throws -> Page {
        let account = person.person.account
        let model = try await tools.store.read("openapi.programs") { [tools, hooks] reader in
            ProgramModel(
                person: person.person, tokens: try tools.tokens.list(account, in: reader),
                hooks: try HookRows.all(of: account, in: reader).map {
                    try hooks.view($0, in: reader)
                }, now: tools.world.now, zone: tools.zone)
        }
        let isCitizen = person.person.kind == .citizen
        return Page(
            person.words("openapi.programs"), lead: person.words("openapi.programs.lead"),
            crumbs: [
                isCitizen
                    ? Crumb(person.words("openapi.account"), ProgramURL.account)
                    : Crumb(person.words("openapi.safety"), ProgramURL.safety)
            ],
            section: isCitizen ? ProgramURL.account : ProgramURL.safety,
            body: ProgramsView(model: model, form: form, ui: person.ui).html)
    }
}
