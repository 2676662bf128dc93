import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store
import Web

/// Cases, their acts and messages to read, their files and letters; the tasks of an officer.
struct CaseEndpoints: Sendable {
    let tools: OpenAPITools

    struct ListInput: RouteInput {
        static let fields: [InputField] =
            [
                .query("service", ServiceShapes.code),
                .query("state", .choice(CaseState.allCases.map(\.rawValue))),
            ] + Paging.fields
        let service: ServiceCode?
        let state: CaseState?
        let paging: Paging
        init(_ fields: inout FieldReader) {
            service = fields.sent("service").flatMap { ServiceCode($0) }
            state = fields.sent("state").flatMap { CaseState(rawValue: $0) }
            paging = Paging(&fields)
        }
    }

    struct FileInput: RouteInput {
        static let fields: [InputField] = NumberInput.fields + [.path("file", .id("The file."))]
        let number: TrackingCode
        let file: BlobID
        init(_ fields: inout FieldReader) throws {
            number = try fields.number()
            file = try fields.id("file", else: "openapi.file")
        }
    }

    private static let list = Listed<CaseRecord>.shape(
        "CaseList", CaseShapes.summary, most: Paging.most)
    private static let acts = Listed<CaseAct>.shape("ActList", CaseShapes.act, most: 1_000)
    private static let files = Listed<AttachedFile>.shape(
        "FileList", AttachedFile.shape, most: 1_000)

    var routes: [Route] { readRoutes + fileRoutes }

    private var readRoutes: [Route] {
        [
            .program(
                .get, Paths.cases,
                Operation(
                    "listCases", in: Group.cases, "List cases",
                    "A citizen's own, or those that the officer may open; begun last come first. "
                        + "Plain facts only.",
                    answers: [.init(200, "A page of cases.", Self.list.schema)],
                    refusals: [404]),
                ListInput.self, scope: .cases
            ) { (context: ProgramContext, input) in try await list(input, context) },
            .program(
                .get, Paths.caseFile,
                Operation(
                    "getCase", in: Group.cases, "Read a case",
                    "Each look of an officer is written down for the applicant to see. What names "
                        + "or reaches a person is masked for officers; the act `reveal` opens it "
                        + "for a quarter of an hour.",
                    answers: [.init(200, "The case.", CaseShapes.full.schema)],
                    refusals: [404]),
                NumberInput.self, scope: .cases
            ) { (context: ProgramContext, input) in
                let view = try await CaseDesk(tools: tools).view(input.number, context)
                return .json(CaseShapes.full.json(view))
            },
            .program(
                .get, Paths.acts,
                Operation(
                    "listActs", in: Group.cases, "List what happened on a case", "Oldest first.",
                    answers: [.init(200, "The newest 500 acts.", Self.acts.schema)],
                    refusals: [404]),
                NumberInput.self, scope: .cases
            ) { (context: ProgramContext, input) in
                let view = try await CaseDesk(tools: tools).view(input.number, context)
                return .json(Self.acts.json(Listed(items: view.acts, next: nil)))
            },
        ]
    }

    private var fileRoutes: [Route] {
        [
            .program(
                .get, Paths.files,
                Operation(
                    "listFiles", in: Group.cases, "List the files of a case",
                    answers: [.init(200, "The files.", Self.files.schema)], refusals: [404]),
                NumberInput.self, scope: .cases
            ) { (context: ProgramContext, input) in
                let view = try await CaseDesk(tools: tools).view(input.number, context)
                return .json(Self.files.json(Listed(items: view.files, next: nil)))
            },
            .program(
                .get, Paths.file,
                Operation(
                    "getFile", in: Group.cases, "Fetch a file",
                    "The bytes as they were sent. Treat them with care: a stranger made them.",
                    answers: [
                        .init(200, "A PDF.", .string(), type: "application/pdf"),
                        .init(200, "A picture.", .string(), type: "image/jpeg"),
                        .init(200, "A picture.", .string(), type: "image/png"),
                    ], refusals: [404]),
                FileInput.self, scope: .cases
            ) { (context: ProgramContext, input) in try await file(input, context) },
            .program(
                .get, Paths.letter,
                Operation(
                    "getLetter", in: Group.cases, "Fetch the letter",
                    "That its applicant fetches it is its hand-over.",
                    answers: [.init(200, "The PDF.", .string(), type: "application/pdf")],
                    refusals: [404]),
                NumberInput.self, scope: .cases
            ) { (context: ProgramContext, input) in try await letter(input.number, context) },
        ]
    }

    private func list(_ input: ListInput, _ context: ProgramContext) async throws -> Reply {
        let program = context.program
        let cursor = Cursor(
            "cases", of: program.account,
            filter: ["service": input.service?.text, "state": input.state?.rawValue])
        let before = try cursor.place(input.paging.cursor, tools.vault)?.stringValue
        let query = CaseListQuery(
            service: input.service, state: input.state,
            before: before.flatMap { CaseID(text: $0) }, limit: input.paging.limit)
        let listing: CaseListing
        switch program.person {
        case .citizen(let citizen):
            listing = try await tools.cases.listing(of: citizen.account, query)
        case .officer(let officer):
            listing = try await tools.cases.listing(seenBy: officer, query)
        }
        let next = try listing.next.map { try cursor.sealed(.string($0.text), tools.vault) }
        return .json(Self.list.json(Listed(items: listing.records, next: next)))
    }

    private func file(_ input: FileInput, _ context: ProgramContext) async throws -> Reply {
        let desk = CaseDesk(tools: tools)
        if let officer = context.program.officer {
            let found = try await tools.cases.attachment(
                input.file, of: input.number, for: officer)
            let type = FileKind(rawValue: found.kind)?.mediaType ?? "application/octet-stream"
            return desk.send(found.blob, type: type, name: found.name)
        }
        let view = try await desk.view(input.number, context)
        guard let file = view.files.first(where: { $0.id == input.file }) else {
            throw Refusal(.notFound, "openapi.file")
        }
        return desk.send(try await blob(file.id), type: file.type, name: file.name)
    }

    private func letter(
        _ number: TrackingCode, _ context: ProgramContext
    ) async throws -> Reply {
        let desk = CaseDesk(tools: tools)
        if let officer = context.program.officer {
            let found = try await tools.cases.issuedLetter(of: number, for: officer)
            return desk.send(found.blob, type: "application/pdf", name: found.name)
        }
        let view = try await desk.view(number, context)
        guard view.hasLetter, let id = view.file.letter?.blob else {
            throw Refusal(.notFound, "openapi.letter")
        }
        let found = try await blob(id)
        if view.file.task?.kind == .handover, context.request.method != "HEAD" {
            do {
                let companion = WriteCompanion(via: Once.via(context.program))
                try await companion.along {
                    try await tools.cases.applicantFetched(
                        view.file.record.id, context.program.account)
                }
            } catch is Refusal {
                // An officer was handing it over at the same moment: it is done all the same.
            }
        }
        return desk.send(found, type: "application/pdf", name: "\(number.text).pdf")
    }

    private func blob(_ id: BlobID) async throws -> Blob {
        try await tools.store.read("blob") { [blobs = tools.blobs] reader in
            try blobs.blob(id.value, in: reader)
        }
    }
}
