import Forms
import Kernel
import Store
import Web

/// Two devices wrote different things: the person sees both and chooses.
struct DraftChoicePages: Sendable {
    let desk: ErrandDesk

    struct Input: RouteInput {
        static let fields: [InputField] = [
            .path("id"), .path("group"), .form("pilih", max: 20), .form("revisi", max: 20),
        ]
        let id, group: String
        let keepsVariant: Bool
        let revision: Int64
        init(_ fields: inout FieldReader) {
            id = fields.text("id")
            group = fields.text("group")
            keepsVariant = fields.text("pilih") == "baru"
            revision = Int64(fields.text("revisi")) ?? 0
        }
    }

    var routes: [Route] {
        [
            Route.get(PortalURL.draftChoice, GroupAddress.self) {
                (citizen: ErrandContext, input) in
                try await show(input.id, input.group, citizen)
            },
            Route.post(PortalURL.draftChoice, Input.self) { (citizen: ErrandContext, input) in
                try await desk.withDraft(input.id, citizen) { open in
                    let drafts = desk.drafts
                    try await desk.store.write("draft.choose") { tx in
                        try drafts.resolve(
                            open.draft.id, account: open.draft.account, group: input.group,
                            keepVariant: input.keepsVariant, revision: input.revision, in: tx)
                    }
                    return .redirect(PortalURL.draftGroup.filled(open.id, input.group))
                        .flash(.success, "portal.choice.done")
                }
            } refused: { citizen, form, _ in
                try await show(form.value("id"), form.value("group"), citizen, form)
            },
        ]
    }

    private func show(
        _ id: String, _ group: String, _ citizen: ErrandContext, _ form: FormState = FormState()
    ) async throws -> Reply {
        try await desk.withDraft(id, citizen) { open in
            guard let part = open.form.group(group), let section = open.draft.sections[group],
                let variant = section.variant
            else { return .redirect(PortalURL.draftGroup.filled(open.id, group)) }
            return .page(
                ChoiceView(
                    open: open, group: part, section: section, variant: variant, ui: citizen.ui
                ).page(form))
        }
    }
}
