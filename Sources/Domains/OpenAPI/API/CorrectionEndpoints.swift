import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Answering a correction: files for the fields that are open again, and the new answers. What a
/// person began on the page goes on here, and the other way round.
struct CorrectionEndpoints: Sendable {
    let tools: OpenAPITools

    struct FileInput: RouteInput {
        static let fields: [InputField] = NumberInput.fields + FileDoor.Sent.fields
        let number: TrackingCode
        let sent: FileDoor.Sent
        init(_ fields: inout FieldReader) throws {
            number = try fields.number()
            sent = FileDoor.Sent(&fields)
        }
    }

    struct AnswerInput: RouteInput {
        static let fields: [InputField] =
            NumberInput.fields + [
                Once.header,
                .json(
                    .object(
                        "NewCorrection", "New answers to the fields that are open again.",
                        [.init("answers", AnswersJSON.schema)])),
            ]
        let number: TrackingCode
        let key: String?
        let body: JSONValue
        init(_ fields: inout FieldReader) throws {
            number = try fields.number()
            key = fields.sent(Once.header.name)
            body = fields.body
        }
    }

    var routes: [Route] {
        [
            Route.program(
                .post, Paths.files,
                Operation(
                    "attachCorrectionFile", in: Group.cases, "Attach a file to a correction",
                    "For a field that is open again. It belongs to the case once the correction is "
                        + "sent.",
                    answers: [.init(201, "The file.", AttachedFile.shape.schema)],
                    refusals: [404, 409]),
                FileInput.self, scope: .drafts
            ) { (context: ProgramContext, input) in try await attach(input, context) }
            .limited { $0.rate = .uploads },
            .program(
                .post, Paths.correction,
                Operation(
                    "sendCorrection", in: Group.cases, "Answer a correction",
                    "Only fields that are open again are taken; the case goes on where it was.",
                    answers: [.init(201, "The case as it is now.", CaseShapes.full.schema)],
                    refusals: [404, 409]),
                AnswerInput.self, scope: .drafts
            ) { (context: ProgramContext, input) in try await send(input, context) },
        ]
    }

    /// The own case; refuses when nothing is to be corrected.
    private func file(
        _ number: TrackingCode, _ citizen: CitizenIdentity
    ) async throws -> (file: CaseFile, asked: AskedCorrection) {
        let file = try await tools.cases.file(number, for: citizen.account)
        guard let asked = file.openCorrection else {
            throw Refusal(.conflict, "case.return.not_waiting")
        }
        return (file, asked)
    }

    private func attach(_ input: FileInput, _ context: ProgramContext) async throws -> Reply {
        let citizen = try context.program.needCitizen()
        let (file, asked) = try await file(input.number, citizen)
        let record = file.record
        let name = input.sent.field
        let isAsked = asked.correction.items.contains { $0.field == name }
        let door = FileDoor(tools: tools)
        let question = isAsked ? file.service.form.field(name) : nil
        return try await door.take(input.sent, for: question, context) {
            try await draft(of: record)?.files[name] ?? []
        } act: { turn, rule in
            try await door.store(input.sent, rule) { stored, kind in
                try await tools.store.write("correction.attach") { [drafts = tools.drafts] tx in
                    try drafts.beginCorrection(
                        of: record.id, account: record.applicant, service: record.service,
                        version: record.version, in: tx)
                    let file = try drafts.attach(
                        stored, named: input.sent.name, kind: kind, to: name, rule: rule,
                        draft: record.id, account: record.applicant, in: tx)
                    try turn.made(file.blob.value, in: tx)
                    return file
                }
            }
        }
    }

    private func draft(of record: CaseRecord) async throws -> Draft? {
        try await tools.store.read("correction.load") { [drafts = tools.drafts] reader in
            try drafts.correction(of: record.id, account: record.applicant, in: reader)
        }
    }

    private func send(_ input: AnswerInput, _ context: ProgramContext) async throws -> Reply {
        let citizen = try context.program.needCitizen()
        let record = try await tools.cases.record(input.number, of: citizen.account)
        let request = Request(context.request, input.body)
        let once = Once(tools: tools)
        return try await once.run(context.program, key: input.key, request: request) { turn in
            if !turn.isDone {
                let answers = try await answers(input, citizen)
                try await turn.act {
                    try await tools.cases.answerCorrection(
                        record.id, by: citizen.account, answers)
                }
            }
            let view = try await CaseDesk(tools: tools).view(input.number, context)
            return Made(
                place: Paths.caseFile.filled(input.number.text), json: CaseShapes.full.json(view))
        }
    }

    /// All answers with the new ones laid over the fields that are open again.
    private func answers(
        _ input: AnswerInput, _ citizen: CitizenIdentity
    ) async throws -> Answers {
        let (file, _) = try await file(input.number, citizen)
        let form = file.service.form
        let sent = AnswersJSON.typed(input.body["answers"] ?? .object([:]))
        let typed = TypedAnswers(showing: file.answers, form.places).merging(sent)
        let (read, problems) = typed.read(form, group: nil)
        let named = Set(sent.texts.keys.map(TypedAnswers.field(of:)))
        let unclear = problems.filter { named.contains($0.field) }
        guard unclear.isEmpty else {
            throw Refusal(
                .conflict,
                problems: unclear.map {
                    Refusal.Problem($0.key, field: $0.input, values: $0.values)
                })
        }
        var all = file.answers
        for field in form.fields where field.kind.isTyped { all[field.id] = read[field.id] }
        for (field, files) in try await draft(of: file.record)?.files ?? [:] where !files.isEmpty {
            all[field] = .files(files)
        }
        return all
    }
}
