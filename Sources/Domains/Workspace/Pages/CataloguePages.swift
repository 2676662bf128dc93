import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Editions of the city's files that wait for a second pair of eyes.
struct CataloguePages: Sendable {
    let tools: WorkspaceTools

    struct DecideInput: RouteInput {
        static let fields: [InputField] = [
            .path("usulan", max: 60), .form("putusan", max: 10), .form("alasan", max: 1_000),
        ]
        let id: CatalogueProposalID
        let isPublished: Bool
        let reason: String
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("usulan", else: "web.notFound")
            isPublished = fields.text("putusan") == "setuju"
            reason = fields.optionalText("alasan") ?? ""
        }
    }

    var routes: [Route] {
        [
            Route.get(WorkspaceURL.catalogue) { (context: OfficerContext) in
                .page(try await page(context, FormState()))
            }.needing(.publishCatalogue),
            Route.post(WorkspaceURL.decideCatalogue, DecideInput.self) {
                (context: OfficerContext, input) in
                try await tools.proposals.decide(
                    input.id, publishing: input.isPublished, reason: input.reason,
                    by: context.officer.account)
                return Reply.redirect(WorkspaceURL.catalogue.filled())
                    .flash(
                        .success,
                        input.isPublished
                            ? "workspace.catalogue.done" : "workspace.catalogue.done.refused")
            } refused: { context, form, _ in
                .page(try await page(context, form))
            }.needing(.publishCatalogue).proving(),
        ]
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> Page {
        let proposals = try await tools.proposals.list()
        let accounts = Set(
            proposals.compactMap(\.proposedBy) + proposals.compactMap(\.decidedBy))
        let positions = Set(proposals.compactMap(\.proposedFrom))
        let names = try await tools.store.read("workspace.catalogue") { reader in
            try tools.accounts.names(of: accounts, positions: positions, in: reader)
        }
        let model = CatalogueModel(
            proposals: proposals, current: try await tools.shelf.published().version,
            names: names, officer: context.officer, zone: try await tools.shelf.zone(),
            form: form.naming(["reason": "alasan"]))
        return catalogueView(model, context.ui)
    }
}

/// What the page of editions shows.
struct CatalogueModel: Sendable {
    let proposals: [CatalogueProposal]
    /// The edition in force.
    let current: String
    let names: Nameplates
    let officer: Officer
    let zone: Zone
    let form: FormState
}
