import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// What is filled in at a step before its act: saved for now, with its files, for the officer and
/// for whoever takes the task over.
struct StepWork: Sendable {
    let tools: WorkspaceTools

    /// The form of any step, however far it is filled in.
    struct Input: StepActInput {
        static let fields = OpinionInput.fields + AnswerInput.own
        let seen: Seen
        let step: StepFields
        let texts: [String: String]
        var problems: [Refusal.Problem] { [] }
        init(_ fields: inout FieldReader) throws {
            seen = try Seen(&fields)
            step = StepFields(&fields)
            texts = [
                "hasil": fields.optionalText("hasil") ?? "",
                "pendapat": fields.optionalText("pendapat") ?? "",
                AnswerInput.name: fields.optionalText(AnswerInput.name) ?? "",
            ]
        }
    }

    /// A task of a case, as it stands in a path.
    struct TaskInput: RouteInput {
        static let fields: [InputField] = [.path("nomor"), .path("tugas")]
        let number: TrackingCode
        let task: TaskID
        init(_ fields: inout FieldReader) throws {
            number = try CaseNumber.read(&fields)
            task = try fields.id("tugas", else: "case.not_found")
        }
    }

    struct FileInput: RouteInput {
        static let fields = TaskInput.fields + [.path("blob")]
        let at: TaskInput
        let blob: BlobID
        init(_ fields: inout FieldReader) throws {
            at = try TaskInput(&fields)
            blob = try fields.id("blob", else: "case.not_found")
        }
    }

    struct AnnounceInput: RouteInput {
        static let fields = TaskInput.fields + AnnouncedFile.inputs
        let at: TaskInput
        let file: AnnouncedFile
        init(_ fields: inout FieldReader) throws {
            at = try TaskInput(&fields)
            file = AnnouncedFile(&fields)
        }
    }

    var routes: [Route] {
        [
            Route.post(WorkspaceURL.work, Input.self) { (context: OfficerContext, input) in
                try await save(input, context)
            } refused: { context, form, refusal in
                try await CaseLoading(tools: tools).refusedWork(context, form, refusal)
            }.limited { $0.fileBytes = SentFields.allFiles },
            Route.get(WorkspaceURL.workFile, FileInput.self, output: .file) {
                (context: OfficerContext, input) in
                let found = try await tools.cases.workFile(
                    input.blob, at: input.at.task, of: input.at.number, for: context.officer)
                return CaseFiles(tools: tools).send(found, inline: false)
            },
            Route.get(WorkspaceURL.workThumb, FileInput.self, output: .file) {
                (context: OfficerContext, input) in
                let picture = try await tools.cases.workThumb(
                    input.blob, at: input.at.task, of: input.at.number, for: context.officer)
                return .picture(try await tools.blobs.read(picture), name: "gambar.jpg")
            },
        ] + uploads
    }

    /// Files that come piece by piece. Each piece asks again whether the task is the officer's.
    private var uploads: [Route] {
        [
            Route.post(WorkspaceURL.workUpload, AnnounceInput.self, output: .data) {
                (context: OfficerContext, input) in
                try await announce(input, context)
            }
        ]
            + UploadRoutes(
                tools.uploads, at: WorkspaceURL.upload, cancel: WorkspaceURL.uploadCancel,
                owner: { (input: TaskInput, context: OfficerContext) in
                    (context.officer.account, try await desk(input, context).place.id)
                }
            ).routes
    }

    /// The step of a task that the officer may do now; all else is as if it were not there.
    private func desk(_ at: TaskInput, _ context: OfficerContext) async throws -> StepDesk {
        let record = try await tools.cases.record(at.number, for: context.officer)
        let desk = try await tools.cases.stepDesk(record.id, at.task, for: context.officer)
        guard let desk else { throw Refusal(.notFound, "forms.upload.gone") }
        return desk
    }

    private func announce(
        _ input: AnnounceInput, _ context: OfficerContext
    ) async throws -> Reply {
        let desk = try await desk(input.at, context)
        guard case .file(let rule)? = desk.form.field(input.file.field)?.kind else {
            throw Refusal(.notFound, "forms.upload.gone")
        }
        try await tools.cases.beginWork(desk, by: context.officer)
        let upload = try await tools.uploads.begin(
            desk.place.id, account: context.officer.account, field: input.file.field, rule: rule,
            name: input.file.name, size: input.file.size)
        return Reply.upload(
            upload,
            at: WorkspaceURL.upload.filled(
                input.at.number.text, input.at.task.text, upload.id.text))
    }

    private func save(_ input: Input, _ context: OfficerContext) async throws -> Reply {
        let record = try await tools.cases.record(input.number, for: context.officer)
        let desk = try await tools.cases.stepDesk(record.id, input.task, for: context.officer)
        guard let desk else { throw Refusal(.conflict, "case.changed_meanwhile") }
        let problems = try await tools.cases.saveWork(
            desk, by: context.officer, input.step.work(input.texts)
        ).problems
        guard problems.isEmpty else { throw Refusal(problems) }
        let back = Reply.redirect(WorkspaceURL.file(input.number) + "#tugas")
        let press = input.step.press
        if press.hasPrefix("hapus:") { return back.flash(.success, "web.files.removed") }
        guard press == "unggah" else { return back.flash(.success, "workspace.work.saved") }
        return input.step.files.isEmpty
            ? back.flash(.warning, "web.files.none") : back.flash(.success, "web.files.added")
    }
}
