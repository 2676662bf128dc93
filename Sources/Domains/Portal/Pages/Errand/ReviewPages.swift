import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// The last look before sending, sending, and throwing away.
struct ReviewPages: Sendable {
    let desk: ErrandDesk

    struct SendInput: RouteInput {
        static let fields: [InputField] = [.path("id"), .form("pernyataan", .flag)]
        let id: String
        let isDeclared: Bool
        init(_ fields: inout FieldReader) {
            id = fields.text("id")
            isDeclared = fields.flag("pernyataan")
        }
    }

    var routes: [Route] {
        [
            Route.get(PortalURL.draftReview, DraftInput.self) { (citizen: ErrandContext, input) in
                try await desk.withDraft(input.id, citizen) { open in
                    .page(review(open, citizen).page(FormState()))
                }
            },
            // The address stands in the browser after a refusal; opening it again leads back.
            Route.get(PortalURL.draftSend, DraftInput.self) { (_: ErrandContext, input) in
                .redirect(PortalURL.draftReview.filled(input.id))
            },
            Route.post(PortalURL.draftSend, SendInput.self) { (citizen: ErrandContext, input) in
                try await send(input, citizen)
            } refused: { citizen, form, _ in
                try await desk.withDraft(form.value("id"), citizen) { open in
                    .page(review(open, citizen).page(form))
                }
            },
            Route.get(PortalURL.draftDelete, DraftInput.self) { (citizen: ErrandContext, input) in
                try await desk.withDraft(input.id, citizen) { open in
                    .page(DeleteView.page(open, citizen.ui))
                }
            },
            Route.post(PortalURL.draftDelete, DraftInput.self) { (citizen: ErrandContext, input) in
                try await delete(input, citizen)
            },
        ]
    }

    private func review(_ open: OpenDraft, _ citizen: ErrandContext) -> ReviewView {
        ReviewView(open: open, citizen: citizen)
    }

    /// Sends once; a second press leads to the same receipt.
    private func send(_ input: SendInput, _ citizen: ErrandContext) async throws -> Reply {
        guard let id = CaseID(text: input.id) else {
            throw Refusal(.notFound, "forms.draft.gone")
        }
        guard input.isDeclared else {
            throw Refusal(.invalid, "case.declaration", field: "pernyataan")
        }
        let number = try await desk.cases.submit(
            id, by: citizen.citizen.account, agent: citizen.agent, language: citizen.language,
            declared: input.isDeclared,
            agreed: Declaration(citizen.words("portal.review.declare"), citizen.language))
        return .redirect(PortalURL.caseReceipt.filled(number.text))
            .flash(.success, "portal.sent", ["number": number.text])
    }

    /// Deleting what is gone already is no mistake of the person who pressed.
    private func delete(_ input: DraftInput, _ citizen: ErrandContext) async throws -> Reply {
        let done = Reply.redirect(PortalURL.cases.filled()).flash(.success, "portal.delete.done")
        guard let id = CaseID(text: input.id) else {
            throw Refusal(.notFound, "forms.draft.gone")
        }
        let account = citizen.citizen.account
        guard try await desk.draft(id, for: citizen) != nil else { return done }
        try await desk.store.write("draft.delete") { [drafts = desk.drafts] tx in
            try drafts.delete(id, account: account, in: tx)
        }
        return done
    }
}
