import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Filling in a form, group by group. Each press saves everything that stands on the page.
struct DraftPages: Sendable {
    let desk: ErrandDesk

    var routes: [Route] {
        [
            Route.get(PortalURL.draft, DraftInput.self) { (citizen: ErrandContext, input) in
                try await desk.withDraft(input.id, citizen) { .redirect($0.nextAddress) }
            },
            Route.get(PortalURL.draftGroup, GroupAddress.self) { (citizen: ErrandContext, input) in
                try await desk.withDraft(input.id, citizen) { open in
                    guard let group = open.group(input.group) else {
                        return .redirect(open.nextAddress)
                    }
                    return .page(GroupView(open: open, group: group, ui: citizen.ui).page(citizen))
                }
            },
            Route.post(PortalURL.draftGroup, GroupInput.self) { (citizen: ErrandContext, input) in
                try await desk.withDraft(input.id, citizen) { try await save(input, $0, citizen) }
            } refused: { citizen, form, _ in
                try await showAgain(form, citizen)
            }
            .limited {
                $0.fileBytes = SentFields.allFiles
                $0.fields = GroupInput.mostFields
            },
            Route.get(PortalURL.draftFile, DraftFileInput.self) {
                (citizen: ErrandContext, input) in
                try await desk.withDraft(input.id, citizen) { open in
                    let file = try find(input, open)
                    return try await desk.send(
                        file.blob, type: file.kind.mediaType, name: file.name)
                }
            },
            Route.get(PortalURL.draftThumb, DraftFileInput.self, output: .file) {
                (citizen: ErrandContext, input) in
                try await desk.withDraft(input.id, citizen) { open in
                    try await desk.sendThumb(try find(input, open).blob, of: open.draft.id)
                }
            },
        ]
    }

    private func save(
        _ input: GroupInput, _ open: OpenDraft, _ citizen: ErrandContext
    ) async throws -> Reply {
        guard let group = open.group(input.group) else { return .redirect(open.nextAddress) }
        let sent = input.sent
        let blobs = desk.tools.blobs
        let uploads = try await SentFiles.receive(
            sent.files, fields: group.fields, there: open.draft.files.mapValues(\.count),
            blobs: blobs)
        let saving: DraftSaving
        do {
            saving = try await store(sent, uploads, group.id, open, citizen.citizen.account)
        } catch {
            await uploads.discard(blobs)
            throw error
        }
        if case .conflict = saving {
            return .redirect(PortalURL.draftChoice.filled(open.id, group.id))
        }
        guard let fresh = try await desk.draft(open.draft.id, for: citizen) else {
            throw Refusal(.notFound, "forms.draft.gone")
        }
        return answer(sent, uploads.problems, group.id, fresh, citizen)
    }

    /// Saves text, attaches and removes files in one transaction.
    private func store(
        _ sent: SentGroup, _ uploads: SentFiles, _ group: String, _ open: OpenDraft,
        _ account: AccountID
    ) async throws -> DraftSaving {
        let id = open.draft.id
        let form = open.form
        let version = open.catalogue.version
        let drafts = desk.drafts
        return try await desk.store.write("draft.save") { tx in
            guard let draft = try drafts.load(id, account: account, in: tx) else {
                throw Refusal(.notFound, "forms.draft.gone")
            }
            let typed = sent.merged(over: draft.typed(group))
            let content = SectionContent(
                answers: typed.read(form, group: group).answers, typed: typed)
            if draft.version != version {
                try drafts.carry(id, account: account, to: version, in: tx)
            }
            if case .remove(let blob) = sent.press {
                try drafts.detach(blob, draft: id, account: account, in: tx)
            }
            try uploads.attach(to: draft, account: account, drafts, in: tx)
            return try drafts.save(
                id, account: account, group: group, content: content, revision: sent.revision,
                in: tx)
        }
    }

    /// Where the person goes after saving.
    private func answer(
        _ sent: SentGroup, _ refused: [FieldProblem], _ id: String, _ open: OpenDraft,
        _ citizen: ErrandContext
    ) -> Reply {
        let here = PortalURL.draftGroup.filled(open.id, id)
        guard let group = open.group(id) else { return .redirect(open.nextAddress) }
        let view = GroupView(open: open, group: group, ui: citizen.ui)
        if sent.press == .next {
            // A question that has only just appeared is asked before it is called missing.
            let wrong = open.problems(id).filter { sent.shown.contains($0.field) }
            let named = Set(refused.map(\.field))
            let problems = refused + wrong.filter { !named.contains($0.field) }
            if !problems.isEmpty {
                return .page(view.page(citizen, problems: problems), status: 422)
            }
            if !group.fields.allSatisfy({ sent.shown.contains($0.id) }) {
                return .redirect(here).flash(.info, "portal.draft.more")
            }
            let next = open.group(after: id).map { PortalURL.draftGroup.filled(open.id, $0.id) }
            return .redirect(next ?? PortalURL.draftReview.filled(open.id))
        }
        if !refused.isEmpty { return .page(view.page(citizen, problems: refused), status: 422) }
        switch sent.press {
        case .leave:
            return .redirect(PortalURL.cases.filled()).flash(.success, "portal.draft.saved")
        case .remove: return .redirect(here).flash(.success, "web.files.removed")
        case .upload:
            return sent.files.isEmpty
                ? .redirect(here).flash(.warning, "web.files.none")
                : .redirect(here).flash(.success, "web.files.added")
        case .row(let row):
            return .redirect("\(here)#\(row.anchor(sent.typed, group.fields))")
        case .next: return .redirect(here)
        }
    }

    /// The page as it was sent, after a refusal by the shell (a file too large) or the store.
    private func showAgain(_ form: FormState, _ citizen: ErrandContext) async throws -> Reply {
        try await desk.withDraft(form.value("id"), citizen) { open in
            guard let group = open.group(form.value("group")) else {
                return .redirect(open.nextAddress)
            }
            return .page(
                GroupView(open: open, group: group, ui: citizen.ui).page(citizen, again: form))
        }
    }

    private func find(_ input: DraftFileInput, _ open: OpenDraft) throws -> FileAnswer {
        let files = open.draft.files[input.field] ?? []
        guard let file = files.first(where: { $0.blob.text == input.blob }) else {
            throw Refusal(.notFound, "web.notFound")
        }
        return file
    }
}

struct DraftFileInput: RouteInput {
    static let fields: [InputField] = [.path("id"), .path("field"), .path("blob")]
    let id, field, blob: String
    init(_ fields: inout FieldReader) {
        id = fields.text("id")
        field = fields.text("field")
        blob = fields.text("blob")
    }
}
