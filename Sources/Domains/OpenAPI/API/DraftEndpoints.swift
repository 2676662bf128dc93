import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Writing an application: the same drafts as on the pages, so that a person can go on where a
/// program stopped.
struct DraftEndpoints: Sendable {
    let tools: OpenAPITools

    struct DraftInput: RouteInput {
        static let fields: [InputField] = [.path("id", .id("The draft."))]
        let id: CaseID
        init(_ fields: inout FieldReader) throws { id = try fields.id("id", else: Self.gone) }
        static let gone = "forms.draft.gone"
    }

    struct DeleteInput: RouteInput {
        static let fields: [InputField] = DraftInput.fields + [DraftTag.header]
        let id: CaseID
        let match: DraftMatch
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("id", else: DraftInput.gone)
            match = DraftMatch(&fields)
        }
    }

    struct NewInput: RouteInput {
        static let fields: [InputField] = [
            Once.header,
            .json(
                .object(
                    "NewDraft", "An application to begin.",
                    [
                        .init("service", ServiceShapes.code),
                        .init("answers", AnswersJSON.schema, isRequired: false),
                    ])),
        ]
        let key: String?
        let body: JSONValue
        init(_ fields: inout FieldReader) {
            key = fields.sent(Once.header.name)
            body = fields.body
        }
    }

    struct ChangeInput: RouteInput {
        static let fields: [InputField] = [
            .path("id", .id("The draft.")), DraftTag.header,
            .json(
                .object(
                    "DraftChange", "Answers to lay over those that are there.",
                    [.init("answers", AnswersJSON.schema)])),
        ]
        let id: CaseID
        let match: DraftMatch
        let answers: JSONValue
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("id", else: DraftInput.gone)
            match = DraftMatch(&fields)
            answers = fields.body["answers"] ?? .object([:])
        }
    }

    private static let list = Listed<DraftSummary>.shape(
        "DraftList", DraftView.summary, most: 200)

    var routes: [Route] {
        [
            .program(
                .get, Paths.drafts,
                Operation(
                    "listDrafts", in: Group.drafts, "List drafts", "Those touched last come first.",
                    answers: [.init(200, "The drafts.", Self.list.schema)]),
                scope: .drafts
            ) { (context: ProgramContext) in
                let account = try context.program.needCitizen().account
                let found = try await tools.store.read("draft.list") { [drafts = tools.drafts] in
                    try drafts.list(account, in: $0)
                }
                return .json(Self.list.json(Listed(items: found, next: nil)))
            },
            .program(
                .post, Paths.drafts,
                Operation(
                    "createDraft", in: Group.drafts, "Begin an application",
                    answers: [.init(201, "The draft.", DraftView.shape.schema)],
                    refusals: [404, 409]),
                NewInput.self, scope: .drafts
            ) { (context: ProgramContext, input) in try await begin(input, context) },
            .program(
                .get, Paths.draft,
                Operation(
                    "getDraft", in: Group.drafts, "Read a draft",
                    answers: [
                        .init(200, "The draft.", DraftView.shape.schema, isTagged: true)
                    ],
                    refusals: [404]),
                DraftInput.self, scope: .drafts
            ) { (context: ProgramContext, input) in
                let account = try context.program.needCitizen().account
                return try await view(input.id, account, context).reply
            },
            .program(
                .patch, Paths.draft,
                Operation(
                    "changeDraft", in: Group.drafts, "Write answers",
                    "Only the fields that are sent change. Everything is kept, whether it is right "
                        + "or not; `problems` says what is wrong.",
                    answers: [
                        .init(
                            200, "The draft as it is now.", DraftView.shape.schema, isTagged: true)
                    ],
                    refusals: [404, 409, 412]),
                ChangeInput.self, scope: .drafts
            ) { (context: ProgramContext, input) in
                let account = try context.program.needCitizen().account
                let unknown = try await asState {
                    try await write(input, account)
                }
                return try await view(input.id, account, context, unknown: unknown).reply
            },
            .program(
                .delete, Paths.draft,
                Operation(
                    "deleteDraft", in: Group.drafts, "Throw a draft away",
                    "With its files. Nothing of it can be read again.",
                    answers: [.init(204, "It is gone.")], refusals: [404, 412]),
                DeleteInput.self, scope: .drafts
            ) { (context: ProgramContext, input) in
                let account = try context.program.needCitizen().account
                try await tools.store.write("draft.delete") { [drafts = tools.drafts] tx in
                    try input.match.check(input.id, of: account, drafts, in: tx)
                    try drafts.delete(input.id, account: account, in: tx)
                }
                return .nothing()
            },
        ]
    }

    private func begin(_ input: NewInput, _ context: ProgramContext) async throws -> Reply {
        let account = try context.program.needCitizen().account
        let catalogue = try await tools.shelf.published()
        guard let code = input.body["service"]?.stringValue.flatMap({ ServiceCode($0) }),
            let service = catalogue.services[code], !service.isInternal
        else { throw Refusal(.notFound, "openapi.service", field: "service") }
        guard !catalogue.carriesObjections(code) else {
            throw Refusal(.conflict, "openapi.objection", field: "service")
        }
        let once = Once(tools: tools)
        let request = Request(context.request, input.body)
        return try await once.run(context.program, key: input.key, request: request) { made in
            let id = made["id"]?.stringValue.flatMap { CaseID(text: $0) }
            return try await tools.store.read("draft.there") { [drafts = tools.drafts] reader in
                try id.flatMap { try drafts.load($0, account: account, in: reader) } != nil
            }
        } _: { turn in
            let id = CaseID(turn.subject)
            try await turn.act {
                try await checkRoom(account)
                try await tools.store.write("draft.begin") { [drafts = tools.drafts] tx in
                    _ = try drafts.begin(
                        id, account: account, service: code, version: catalogue.version, in: tx)
                    if let answers = input.body["answers"],
                        let draft = try drafts.load(id, account: account, in: tx)
                    {
                        try save(
                            AnswersJSON.typed(answers), in: draft, service.form, tx: tx)
                    }
                }
            }
            let unknown = service.form.unknown(input.body["answers"])
            let view = try await view(id, account, context, unknown: unknown)
            return Made(place: Paths.draft.filled(id.text), json: DraftView.shape.json(view))
        }
    }

    /// An account has room for a number of drafts and open cases.
    private func checkRoom(_ account: AccountID) async throws {
        let drafts = try await tools.store.read("draft.list") { [drafts = tools.drafts] reader in
            try drafts.list(account, in: reader).count
        }
        let open = try await tools.cases.cases(of: account, limit: 500)
            .count { $0.state != .closed }
        guard drafts + open < CaseLimits.openCases else {
            throw Refusal(
                .conflict, "case.too_many", values: ["limit": "\(CaseLimits.openCases)"])
        }
    }

    /// - Returns: fields that the form does not ask for.
    private func write(_ input: ChangeInput, _ account: AccountID) async throws -> [String] {
        let (id, answers) = (input.id, input.answers)
        let catalogue = try await tools.shelf.published()
        return try await tools.store.write("draft.save") { [drafts = tools.drafts] tx in
            // Taken, so that of two changes at once each begins from what the other left.
            guard let draft = try drafts.take(id, account: account, in: tx) else {
                throw Refusal(.notFound, DraftInput.gone)
            }
            try input.match.check(draft)
            guard let service = catalogue.services[draft.service] else {
                throw Refusal(.conflict, "case.service_closed")
            }
            if draft.version != catalogue.version {
                try drafts.carry(id, account: account, to: catalogue.version, in: tx)
            }
            try save(AnswersJSON.typed(answers), in: draft, service.form, tx: tx)
            return service.form.unknown(answers)
        }
    }

    /// Lays what was typed over the groups that ask for it.
    private func save(
        _ typed: TypedAnswers, in draft: Draft, _ form: FormDefinition, tx: Transaction
    ) throws {
        for group in form.groups {
            let part = typed.only(group)
            guard !part.texts.isEmpty else { continue }
            let whole = draft.typed(group.id).merging(part)
            let content = SectionContent(
                answers: whole.read(form, group: group.id).answers, typed: whole)
            _ = try tools.drafts.save(
                draft.id, account: draft.account, group: group.id, content: content,
                revision: draft.revision(group.id), in: tx)
        }
    }

    /// The draft by the service that is published now: that is the one by which it is judged.
    func view(
        _ id: CaseID, _ account: AccountID, _ context: ProgramContext, unknown: [String] = []
    ) async throws -> DraftView {
        let catalogue = try await tools.shelf.published()
        let found = try await tools.store.read("draft.load") { [drafts = tools.drafts] reader in
            try drafts.load(id, account: account, in: reader)
        }
        guard let draft = found else { throw Refusal(.notFound, DraftInput.gone) }
        guard let service = catalogue.services[draft.service] else {
            throw Refusal(.conflict, "case.service_closed")
        }
        let today = Day(tools.world.now, in: catalogue.profile.zone)
        let words = context.words
        let faults = draft.problems(service.form, now: today).map { problem in
            Fault(
                field: problem.input, code: problem.key,
                detail: problem.message?.text(context.language)
                    ?? words(problem.key, problem.values))
        }
        let strange = unknown.map {
            Fault(field: $0, code: "openapi.field", detail: words("openapi.field"))
        }
        return DraftView(draft: draft, faults: strange + faults)
    }
}

extension FormDefinition {
    /// Names in these answers that no field of the form has.
    func unknown(_ answers: JSONValue?) -> [String] {
        let known = Set(fields.map(\.id))
        return (answers?.objectValue ?? [:]).keys.filter { !known.contains($0) }.sorted()
            .prefix(100).map { String($0.prefix(100)) }
    }
}
