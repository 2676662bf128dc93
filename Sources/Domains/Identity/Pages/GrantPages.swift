import Contracts
import Kernel
import People
import Store
import Web

/// Permissions of single positions: asked for by one, decided by another.
struct GrantPages: Sendable {
    let tools: IdentityTools

    struct AskInput: RouteInput {
        static let fields: [InputField] = [
            .form("jabatan", max: 60), .form("wewenang", max: 60), .form("perubahan", max: 10),
            .form("alasan", max: 1_000),
        ]
        let position: PositionID?
        let permission: String
        let change: GrantRequest.Change?
        let reason: String
        init(_ fields: inout FieldReader) {
            position = fields.value("jabatan") { PositionID(text: $0) }
            permission = fields.text("wewenang")
            change = fields.value("perubahan") { GrantRequest.Change(rawValue: $0) }
            reason = fields.text("alasan")
        }
    }

    struct DecideInput: RouteInput {
        static let fields: [InputField] = [
            .path("permintaan", max: 60), .form("putusan", max: 10),
        ]
        let id: GrantRequestID
        let isApproved: Bool
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("permintaan", else: "web.notFound")
            isApproved = fields.text("putusan") == "setuju"
        }
    }

    var routes: [Route] {
        [
            Route.get(IdentityURL.grants) { (context: OfficerContext) in
                .page(try await page(context, FormState()))
            }.needing(.grant),
            Route.post(IdentityURL.grants, AskInput.self) { (context: OfficerContext, input) in
                guard let position = input.position, let change = input.change,
                    let permission = tools.grantable.first(where: {
                        $0.rawValue == input.permission
                    })
                else { throw Refusal(.invalid, "web.problem.required", field: "jabatan") }
                try await tools.grants.ask(
                    change, permission, for: position, reason: input.reason,
                    by: context.officer.account)
                return saved("identity.grant.asked")
            } refused: { context, form, _ in
                .page(try await page(context, form))
            }.needing(.grant).proving(),
            Route.post(IdentityURL.grant, DecideInput.self) { (context: OfficerContext, input) in
                try await tools.grants.decide(
                    input.id, approving: input.isApproved, by: context.officer.account)
                return saved("identity.grant.decided")
            } refused: { context, form, _ in
                .page(try await page(context, form))
            }.needing(.grant).proving(),
        ]
    }

    private func saved(_ key: String) -> Reply {
        .redirect(IdentityURL.grants.filled()).flash(.success, key)
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> Page {
        let form = form.naming(["reason": "alasan"])
        let requests = try await tools.grants.requests()
        let given = try await tools.grants.given()
        let accounts = Set(requests.map(\.askedBy) + requests.compactMap(\.decidedBy))
        let known = Set(requests.map(\.position)).union(given.keys)
        let (positions, names) = try await tools.positions(accounts, known)
        let model = GrantModel(
            positions: positions, grantable: tools.grantable, given: given, requests: requests,
            names: names, reader: context.officer.account, zone: tools.zone)
        return Page(
            context.words("identity.grants"), lead: context.words("identity.grants.lead"),
            section: IdentityURL.grants.filled(), body: grantsView(model, form, context.ui))
    }
}

/// What the page of grants shows.
struct GrantModel: Sendable {
    let positions: [Position]
    let grantable: [Permission]
    let given: [PositionID: Set<Permission>]
    let requests: [GrantRequest]
    let names: Nameplates
    /// Who looks: nobody decides what he asked for.
    let reader: AccountID
    let zone: Zone
}
