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

    /// What a house takes at most; the field's own rule may be stricter.
    static let mostBytes = 20 * 1024 * 1024
    static let types = [
        "application/octet-stream", "application/pdf", "image/jpeg", "image/png",
    ]

    struct FileInput: RouteInput {
        static let fields: [InputField] = [
            .path("id", .id("The draft.")),
            .query(
                "field", .string(1...40, pattern: "^[a-z0-9_]+$", "The id of the field."),
                isRequired: true),
            .query(
                "name",
                .string(
                    1...120, pattern: Schema.line, "What the file is called.",
                    example: "proposal.pdf"), isRequired: true),
            Once.header, .bytes(max: mostBytes, types: types),
        ]
        let id: CaseID
        let field, name: String
        let key: String?
        let bytes: [UInt8]
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("id", else: DraftEndpoints.DraftInput.gone)
            field = fields.sent("field") ?? ""
            name = fields.sent("name") ?? ""
            key = fields.sent(Once.header.name)
            bytes = fields.content
        }
    }

    struct RemoveInput: RouteInput {
        static let fields: [InputField] = [
            .path("id", .id("The draft.")), .path("file", .id("The file.")),
        ]
        let id: CaseID
        let file: BlobID
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("id", else: DraftEndpoints.DraftInput.gone)
            file = try fields.id("file", else: "openapi.file")
        }
    }

    struct SendInput: RouteInput {
        static let fields: [InputField] = [
            .path("id", .id("The draft.")), Once.header,
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
        let body: JSONValue
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("id", else: DraftEndpoints.DraftInput.gone)
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
                    refusals: [404, 409]),
                FileInput.self, scope: .drafts
            ) { (context: ProgramContext, input) in try await attach(input, context) }
            .limited { $0.rate = .uploads },
            .program(
                .delete, Paths.draftFile,
                Operation(
                    "removeFile", in: Group.drafts, "Take a file away",
                    answers: [.init(204, "It is gone.")], refusals: [404]),
                RemoveInput.self, scope: .drafts
            ) { (context: ProgramContext, input) in
                let account = try context.program.needCitizen().account
                try await tools.store.write("draft.detach") { [drafts = tools.drafts] tx in
                    guard let draft = try drafts.load(input.id, account: account, in: tx),
                        draft.files.values.contains(where: { files in
                            files.contains { $0.blob == input.file }
                        })
                    else { throw Refusal(.notFound, "openapi.file") }
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
                    refusals: [404, 409]),
                SendInput.self, scope: .drafts
            ) { (context: ProgramContext, input) in try await submit(input, context) },
        ]
    }

    private func attach(_ input: FileInput, _ context: ProgramContext) async throws -> Reply {
        let account = try context.program.needCitizen().account
        let catalogue = try await tools.shelf.published()
        let found = try await load(input.id, account)
        guard let service = catalogue.services[found.service],
            let field = service.form.field(input.field), case .file(let rule) = field.kind
        else { throw Refusal(.conflict, "openapi.field", field: "field") }
        let request = Request(context.request, input.bytes)
        let once = Once(tools: tools)
        return try await once.run(context.program, key: input.key, request: request) { made in
            try await load(input.id, account).files[field.id]?.contains {
                .string($0.blob.text) == made["id"]
            } ?? false
        } _: { turn in
            try await turn.act {
                let kind = try rule.check(
                    field: field.id, prefix: input.bytes, size: Int64(input.bytes.count),
                    alreadyThere: 0
                ).mapError { problem in
                    Refusal(.conflict, problem.key, field: problem.field, values: problem.values)
                }.get()
                let stored = try await tools.blobs.put(input.bytes)
                do {
                    try await tools.store.write("draft.attach") { [drafts = tools.drafts] tx in
                        _ = try drafts.attach(
                            stored, named: input.name, kind: kind, to: field.id, rule: rule,
                            draft: input.id, account: account, in: tx)
                    }
                } catch {
                    try? await tools.blobs.discard(stored)
                    throw error
                }
            }
            guard let file = try await load(input.id, account).files[field.id]?.last else {
                throw Refusal(.notFound, "openapi.file")
            }
            let shown = AttachedFile(
                id: file.blob, field: field.id, name: file.name, type: file.kind.mediaType,
                bytes: file.size)
            return Made(json: AttachedFile.shape.json(shown))
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
                    declared: input.body["declared"]?.boolValue ?? false)
            }
            guard let number = try await tools.cases.number(of: input.id, for: citizen.account)
            else { throw Refusal(.notFound, DraftEndpoints.DraftInput.gone) }
            let view = try await CaseDesk(tools: tools).view(number, context)
            return Made(
                place: Paths.caseFile.filled(number.text), json: CaseShapes.full.json(view))
        }
    }
}
