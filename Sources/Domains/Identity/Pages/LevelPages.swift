import Contracts
import Kernel
import People
import Web

/// How sure the city is who one is: matching data with the register, and the code for a counter.
struct LevelPages: Sendable {
    let tools: IdentityTools

    var routes: [Route] {
        [
            Route.get(IdentityURL.level, NextInput.self) { (citizen: CitizenContext, input) in
                .page(try await page(citizen, FormState(["lanjut": input.next ?? ""])))
            },
            Route.post(IdentityURL.level, ClaimInput.self) { (citizen: CitizenContext, input) in
                try await match(input, citizen)
            } refused: { citizen, form, _ in
                .page(try await page(citizen, form.named))
            }.limited { $0.rate = .sensitive },
            Route.post(IdentityURL.counterCode, BackInput.self) {
                (citizen: CitizenContext, input) in
                try await tools.counter.makeCode(for: citizen.citizen.account)
                return .redirect(IdentityURL.level(returningTo: input.next) + "#loket")
            } refused: { citizen, form, _ in
                .page(try await page(citizen, form))
            }.limited { $0.rate = .sensitive },
        ]
    }

    private func match(_ input: ClaimInput, _ citizen: CitizenContext) async throws -> Reply {
        guard let lookup = tools.residents, let claim = input.claim else {
            throw Refusal(.unavailable, "people.match.away")
        }
        try await tools.accounts.match(
            citizen.citizen.account, claim, by: lookup, from: citizen.visit.request.visitor)
        return .redirect(input.next ?? IdentityURL.level.filled())
            .flash(.success, "identity.level.matched")
    }

    private func page(_ citizen: CitizenContext, _ form: FormState) async throws -> Page {
        let account = citizen.citizen.account
        guard let standing = try await tools.accounts.levelStanding(of: account) else {
            throw Refusal(.notFound, "people.account.unknown")
        }
        let model = LevelModel(
            standing: standing, code: try await tools.counter.code(of: account),
            canMatch: tools.residents != nil, samples: tools.samples,
            hasProver: tools.providers.contains {
                $0.rules.serves == .citizen && $0.rules.level == .proven
            }, zone: tools.zone)
        return Page(
            citizen.words("identity.level"), lead: citizen.words("identity.level.lead"),
            crumbs: [Crumb(citizen.words("identity.level.account"), IdentityURL.account)],
            section: IdentityURL.account, body: levelView(model, form, citizen.ui))
    }

    /// Where the person wanted to go before.
    struct BackInput: RouteInput {
        static let fields: [InputField] = [.form("lanjut", max: 2_000)]
        let next: String?
        init(_ fields: inout FieldReader) { next = fields.optionalText("lanjut") }
    }

    struct ClaimInput: RouteInput {
        static let fields = ResidentClaim.inputs + [.form("lanjut", max: 2_000)]
        let claim: ResidentClaim?
        let next: String?

        init(_ fields: inout FieldReader) {
            claim = ResidentClaim.read(&fields)
            next = fields.optionalText("lanjut")
        }
    }
}

/// What the page of one's level shows.
struct LevelModel: Sendable {
    let standing: LevelStanding
    let code: ShownCode?
    /// Whether the city has a register to ask.
    let canMatch: Bool
    /// Invented people of a demo's register.
    let samples: [ResidentClaim]
    /// Whether a provider proves who somebody is.
    let hasProver: Bool
    let zone: Zone
}
