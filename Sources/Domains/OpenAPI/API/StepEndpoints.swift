import Cases
import Contracts
import Forms
import Kernel
import People
import Web

/// What a step asks of its officer before the act: its questions, what was saved so far, and files
/// that belong to it. The same as on the page, so that a person goes on where a program stopped.
struct StepEndpoints: Sendable {
    let tools: OpenAPITools

    struct StepInput: RouteInput {
        static let fields: [InputField] =
            NumberInput.fields + [.query("task", .id("Which of several tasks side by side."))]
        let number: TrackingCode
        let task: TaskID?
        init(_ fields: inout FieldReader) throws {
            number = try fields.number()
            task = fields.sent("task").flatMap { TaskID(text: $0) }
        }
    }

    struct FileInput: RouteInput {
        static let fields: [InputField] = StepInput.fields + FileDoor.Sent.fields
        let step: StepInput
        let sent: FileDoor.Sent
        init(_ fields: inout FieldReader) throws {
            step = try StepInput(&fields)
            sent = FileDoor.Sent(&fields)
        }
    }

    struct RemoveInput: RouteInput {
        static let fields: [InputField] = StepInput.fields + [.path("file", .id("The file."))]
        let step: StepInput
        let file: BlobID
        init(_ fields: inout FieldReader) throws {
            step = try StepInput(&fields)
            file = try fields.id("file", else: "openapi.file")
        }
    }

    /// A step's form with what is there of it.
    struct View: Sendable {
        let desk: StepDesk
        let work: Work?

        static let shape = Shape<View>.object(
            "Step", "What a step asks of its officer, and what was saved so far.",
            [
                .has("task", .text(.id("The task."))) { $0.desk.place.task.text },
                .has("groups", ServiceShapes.group.list(most: 200)) { $0.desk.form.groups },
                .has("answers", .made(AnswersJSON.schema)) { $0.answers },
                .has("files", AttachedFile.shape.list(most: 1_000)) { $0.files },
            ])

        private var answers: JSONValue {
            AnswersJSON.json(work?.content.typed ?? TypedAnswers())
        }

        private var files: [AttachedFile] {
            (work?.files ?? [:]).sorted { $0.key < $1.key }.flatMap { field, files in
                files.map { AttachedFile($0, of: field) }
            }
        }
    }

    var routes: [Route] {
        [
            .program(
                .get, Paths.step,
                Operation(
                    "getStep", in: Group.cases, "Read what a step asks",
                    "Of the officer who may do its task now. It is answered with the act, such as "
                        + "`complete`. The look is written down.",
                    answers: [.init(200, "The step.", View.shape.schema)], refusals: [404]),
                StepInput.self, scope: .acts
            ) { (context: ProgramContext, input) in
                let officer = try context.program.needOfficer()
                _ = try await CaseDesk(tools: tools).view(input.number, context)
                let desk = try await desk(input, officer)
                let work = try await tools.cases.work(desk.place)
                return .json(View.shape.json(View(desk: desk, work: work)))
            },
            Route.program(
                .post, Paths.stepFiles,
                Operation(
                    "attachStepFile", in: Group.cases, "Attach a file to a step",
                    "It stays with the task until the act, which takes it into the case.",
                    answers: [.init(201, "The file.", AttachedFile.shape.schema)],
                    refusals: [404, 409]),
                FileInput.self, scope: .acts
            ) { (context: ProgramContext, input) in try await attach(input, context) }
            .limited { $0.rate = .uploads },
            .program(
                .delete, Paths.stepFile,
                Operation(
                    "removeStepFile", in: Group.cases, "Take a file of a step away",
                    answers: [.init(204, "It is gone.")], refusals: [404, 409]),
                RemoveInput.self, scope: .acts
            ) { (context: ProgramContext, input) in
                let officer = try context.program.needOfficer()
                let desk = try await desk(input.step, officer)
                guard
                    try await files(desk).values.joined().contains(where: {
                        $0.blob == input.file
                    })
                else { throw Refusal(.notFound, "openapi.file") }
                try await asState {
                    try await tools.cases.saveWork(
                        desk, by: officer, SentWork(removed: input.file))
                }
                return .nothing()
            },
        ]
    }

    private func attach(_ input: FileInput, _ context: ProgramContext) async throws -> Reply {
        let officer = try context.program.needOfficer()
        let desk = try await desk(input.step, officer)
        let sent = input.sent
        return try await FileDoor(tools: tools).take(
            sent, for: desk.form.field(sent.field), context
        ) {
            try await files(desk)[sent.field] ?? []
        } act: { turn, _ in
            let file = SentWork.File(field: sent.field, name: sent.name, bytes: sent.bytes)
            let saved = try await tools.cases.saveWork(
                desk, by: officer, SentWork(files: [file])
            ) { kept, tx in try turn.made(kept.blob.value, in: tx) }
            guard saved.problems.isEmpty, let kept = saved.files.first else {
                throw Refusal(saved.problems)
            }
            return kept
        }
    }

    private func files(_ desk: StepDesk) async throws -> [String: [FileAnswer]] {
        try await tools.cases.work(desk.place)?.files ?? [:]
    }

    /// - Throws: `Refusal(.notFound)`, when the officer may not do such a task now, or it asks for
    ///   nothing.
    private func desk(_ input: StepInput, _ officer: Officer) async throws -> StepDesk {
        let record = try await tools.cases.record(input.number, for: officer)
        let found = try await tools.cases.stepDesk(record.id, input.task, for: officer)
        guard let found else { throw Refusal(.notFound, "openapi.step") }
        return found
    }
}
