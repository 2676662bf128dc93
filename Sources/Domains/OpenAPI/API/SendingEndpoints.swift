import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Files of a draft, and sending it.
struct SendingEndpoints: Sendable {
    let tools: OpenAPITools

    struct FileInput: RouteInput {
        static let fields: [InputField] =
            [.path("id", .id("The draft.")), DraftTag.header] + FileDoor.Sent.fields
        let id: CaseID
        let match: DraftMatch
        let sent: FileDoor.Sent
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("id", else: DraftEndpoints.DraftInput.gone)
            match = DraftMatch(&fields)
            sent = FileDoor.Sent(&fields)
        }
    }

    struct RemoveInput: RouteInput {
        static let fields: [InputField] = [
            .path("id", .id("The draft.")), .path("file", .id("The file.")), DraftTag.header,
        ]
        let id: CaseID
        let file: BlobID
        let match: DraftMatch
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("id", else: DraftEndpoints.DraftInput.gone)
            file = try fields.id("file", else: "openapi.file")
            match = DraftMatch(&fields)
        }
    }

    struct SendInput: RouteInput {
        static let fields: [InputField] = [
            .path("id", .id("The draft.")), Once.header, DraftTag.header,
            .json(
                .object(
                    "Submission", "Sending an application.",
                    [
                        .init(
                            "declared",
                            .flag(
                                "The applicant declares that all answers are true. Sent as false "
                                    + "nothing is taken."))
                    ])),
        ]
        let id: CaseID
        let key: String?
        let match: DraftMatch
        let body: JSONValue
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("id", else: DraftEndpoints.DraftInput.gone)
            match = DraftMatch(&fields)
            key = fields.sent(Once.header.name)
            body = fields.body
        }
    }

    var routes: [Route] {
        [
            Route.program(
                .post, Paths.draftFiles,
                Operation(
                    "attachFile", in: Group.drafts, "Attach a file",
                    "The body is the file. Its kind is told by its first bytes, whatever it is "
                        + "called.",
                    answers: [.init(201, "The file.", AttachedFile.shape.schema)],
                    refusals: [404, 409, 412]),
                FileInput.self, scope: .drafts
            ) { (context: ProgramContext, input) in try await attach(input, context) }
            .limited { $0.rate = .uploads },
            .program(
                .delete, Paths.draftFile,
                Operation(
                    "removeFile", in: Group.drafts, "Take a file away",
                    answers: [.init(204, "It is gone.")], refusals: [404, 412]),
                RemoveInput.self, scope: .drafts
            ) { (context: ProgramContext, input) in
                let account = try context.program.needCitizen().account
                try await tools.store.write("draft.detach") { [drafts = tools.drafts] tx in
                    // Taken: what its tag says holds until the file is gone.
                    guard let draft = try drafts.take(input.id, account: account, in: tx),
                        draft.files.values.contains(where: { files in
                            files.contains { $0.blob == input.file }
                        })
                    else { throw Refusal(.notFound, "openapi.file") }
                    try input.match.check(draft)
                    try drafts.detach(input.file, draft: input.id, account: account, in: tx)
                }
                return .nothing()
            },
            .program(
                .post, Paths.submission,
                Operation(
                    "submitDraft", in: Group.drafts, "Send an application",
                    "It becomes a case, once. What is missing or wrong comes back as 409 with each "
                        + "field.",
                    answers: [.init(201, "The case.", CaseShapes.full.schema)],
                    refusals: [404, 409, 412]),
                SendInput.self, scope: .drafts
            ) { (context: ProgramContext, input) in try await submit(input, context) },
        ]
    }

    private func attach(_ input: FileInput, _ context: ProgramContext) async throws -> Reply {
        let account = try context.program.needCitizen().account
        let catalogue = try await tools.shelf.published()
        let service = catalogue.services[try await load(input.id, account).service]
        let field = input.sent.field
        let door = FileDoor(tools: tools)
        return try await door.take(input.sent, for: service?.form.field(field), context) {
            try await load(input.id, account).files[field] ?? []
        } act: { turn, rule in
            try await door.store(input.sent, rule) { stored, kind in
                try await tools.store.write("draft.attach") { [drafts = tools.drafts] tx in
                    try input.match.check(input.id, of: account, drafts, in: tx)
                    let file = try drafts.attach(
                        stored, named: input.sent.name, kind: kind, to: field, rule: rule,
                        draft: input.id, account: account, in: tx)
                    try turn.made(file.blob.value, in: tx)
                    return file
                }
            }
        }
    }

    private func load(_ id: CaseID, _ account: AccountID) async throws -> Draft {
        let found = try await tools.store.read("draft.load") { [drafts = tools.drafts] reader in
            try drafts.load(id, account: account, in: reader)
        }
        guard let found else { throw Refusal(.notFound, DraftEndpoints.DraftInput.gone) }
        return found
    }

    private func submit(_ input: SendInput, _ context: ProgramContext) async throws -> Reply {
        let citizen = try context.program.needCitizen()
        let request = Request(context.request, input.body)
        let once = Once(tools: tools)
        return try await once.run(context.program, key: input.key, request: request) { turn in
            try await turn.act {
                _ = try await tools.cases.submit(
                    input.id, by: citizen.account, language: context.language,
                    declared: input.body["declared"]?.boolValue ?? false,
                    judging: input.match.judge)
            }
            guard let number = try await tools.cases.number(of: input.id, for: citizen.account)
            else { throw Refusal(.notFound, DraftEndpoints.DraftInput.gone) }
            let view = try await CaseDesk(tools: tools).view(number, context)
            return Made(
                place: Paths.caseFile.filled(number.text), json: CaseShapes.full.json(view))
        }
    }
}
