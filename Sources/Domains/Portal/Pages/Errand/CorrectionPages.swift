import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Correcting what an officer asked for, and nothing else.
struct CorrectionPages: Sendable {
    let desk: ErrandDesk

    struct Input: RouteInput {
        static let fields: [InputField] = [
            .path("nomor"), .form("revisi", max: 20), .form("tampil", max: 8_000),
            .form("aksi", max: 200), .forms(prefix: GroupInput.prefix),
            .files(prefix: GroupInput.prefix, max: SentFields.maxFile),
        ]
        let number: String
        let sent: SentGroup
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            sent = SentGroup(&fields)
        }
    }

    var routes: [Route] {
        [
            Route.get(PortalURL.caseCorrection, CasePages.Address.self) {
                (citizen: ErrandContext, input) in
                try await with(input.number, citizen) { open in
                    .page(CorrectionView(open: open, ui: citizen.ui).page())
                }
            },
            Route.post(PortalURL.caseCorrection, Input.self) { (citizen: ErrandContext, input) in
                try await with(input.number, citizen) { try await save(input, $0, citizen) }
            } refused: { citizen, form, _ in
                try await with(form.value("nomor"), citizen) { open in
                    .page(CorrectionView(open: open, ui: citizen.ui).page(again: form))
                }
            }
            .limited {
                $0.fileBytes = SentFields.allFiles
                $0.fields = GroupInput.mostFields
            },
            Route.get(PortalURL.correctionFile, CaseDocumentPages.FileInput.self, output: .file) {
                (citizen: ErrandContext, input) in
                try await with(input.number, citizen) { open in
                    let file = try find(input.blob, open)
                    return try await desk.send(
                        file.blob, type: file.kind.mediaType, name: file.name)
                }
            },
            Route.get(PortalURL.correctionThumb, CaseDocumentPages.FileInput.self, output: .file) {
                (citizen: ErrandContext, input) in
                try await with(input.number, citizen) { open in
                    try await desk.sendThumb(
                        try find(input.blob, open).blob, of: open.file.record.id)
                }
            },
            Route.post(PortalURL.correctionUpload, BeginUploadInput.self, output: .data) {
                (citizen: ErrandContext, input) in
                try await beginUpload(input, citizen)
            },
        ]
    }

    /// Runs `body` with the open correction; without one the case page says what happens now.
    private func with(
        _ number: String, _ citizen: ErrandContext,
        _ body: (OpenCorrection) async throws -> Reply
    ) async throws -> Reply {
        guard let open = try await open(number, citizen) else {
            return .redirect(PortalURL.caseFile.filled(number)).flash(.info, "portal.correct.none")
        }
        return try await body(open)
    }

    private func open(
        _ number: String, _ citizen: ErrandContext
    ) async throws -> OpenCorrection? {
        try await desk.cases.openCorrection(of: try await desk.file(number, citizen))
    }

    private func find(_ blob: String, _ open: OpenCorrection) throws -> FileAnswer {
        let files = open.draft?.files.values.flatMap(\.self) ?? []
        guard let file = files.first(where: { $0.blob.text == blob }) else {
            throw Refusal(.notFound, "web.notFound")
        }
        return file
    }

    /// Announces a file for an open field, before anything else was saved.
    private func beginUpload(
        _ input: BeginUploadInput, _ citizen: ErrandContext
    ) async throws -> Reply {
        guard let open = try await open(input.place, citizen) else {
            throw Refusal(.notFound, "forms.upload.gone")
        }
        let record = open.file.record
        let drafts = desk.drafts
        try await desk.store.write("correction.begin") { tx in
            try drafts.beginCorrection(
                of: record.id, account: record.applicant, service: record.service,
                version: record.version, in: tx)
        }
        return try await UploadPages(desk: desk).begin(
            input, draft: record.id, fields: open.fields, citizen)
    }

    private func save(
        _ input: Input, _ open: OpenCorrection, _ citizen: ErrandContext
    ) async throws -> Reply {
        let blobs = desk.tools.blobs
        let uploads = try await SentFiles.receive(
            input.sent.files, fields: open.fields,
            there: open.draft?.files.mapValues(\.count) ?? [:], blobs: blobs)
        do {
            try await store(input.sent, uploads, open)
        } catch {
            await uploads.discard(blobs)
            throw error
        }
        return try await with(input.number, citizen) { fresh in
            try await answer(input, uploads.problems, fresh, citizen)
        }
    }

    private func store(
        _ sent: SentGroup, _ uploads: SentFiles, _ open: OpenCorrection
    ) async throws {
        let record = open.file.record
        let form = open.file.service.form
        let drafts = desk.drafts
        try await desk.store.write("correction.save") { tx in
            try drafts.beginCorrection(
                of: record.id, account: record.applicant, service: record.service,
                version: record.version, in: tx)
            let draft = try drafts.correction(of: record.id, account: record.applicant, in: tx)
            guard let draft else { throw Refusal(.notFound, "forms.draft.gone") }
            let typed = sent.merged(over: draft.typed(OpenCorrection.section))
            let content = SectionContent(
                answers: typed.read(form, group: nil).answers, typed: typed)
            if case .remove(let blob) = sent.press {
                try drafts.detach(blob, draft: record.id, account: record.applicant, in: tx)
            }
            try uploads.attach(to: draft, account: record.applicant, drafts, in: tx)
            let saving = try drafts.save(
                record.id, account: record.applicant, group: OpenCorrection.section,
                content: content, revision: sent.revision, in: tx)
            if case .conflict = saving { throw Refusal(.conflict, "forms.draft.conflict") }
        }
    }

    private func answer(
        _ input: Input, _ refused: [FieldProblem], _ open: OpenCorrection,
        _ citizen: ErrandContext
    ) async throws -> Reply {
        let here = PortalURL.caseCorrection.filled(input.number)
        let view = CorrectionView(open: open, ui: citizen.ui)
        let isSending = input.sent.press == .next
        let wrong = isSending ? open.problems : []
        let named = Set(refused.map(\.field))
        let problems =
            refused
            + wrong.filter { input.sent.shown.contains($0.field) && !named.contains($0.field) }
        if !problems.isEmpty { return .page(view.page(problems: problems), status: 422) }
        switch input.sent.press {
        case .leave:
            return .redirect(PortalURL.caseFile.filled(input.number))
                .flash(.success, "portal.draft.saved")
        case .remove: return .redirect(here).flash(.success, "web.files.removed")
        case .upload:
            return input.sent.files.isEmpty
                ? .redirect(here).flash(.warning, "web.files.none")
                : .redirect(here).flash(.success, "web.files.added")
        case .row(let row):
            return .redirect("\(here)#\(row.anchor(input.sent.typed, open.fields))")
        case .next:
            guard open.fields.allSatisfy({ input.sent.shown.contains($0.id) }) else {
                return .redirect(here).flash(.info, "portal.draft.more")
            }
            try await desk.cases.answerCorrection(
                open.file.record.id, by: citizen.person.account, open.answers)
            return .redirect(PortalURL.caseFile.filled(input.number))
                .flash(.success, "portal.correct.done")
        }
    }
}
