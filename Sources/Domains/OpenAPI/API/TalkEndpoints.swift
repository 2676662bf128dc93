import Cases
import Contracts
import Kernel
import People
import Web

/// Messages of a case.
struct TalkEndpoints: Sendable {
    let tools: OpenAPITools

    struct NewInput: RouteInput {
        static let fields: [InputField] =
            NumberInput.fields + [
                Once.header,
                .json(
                    .object(
                        "NewMessage", "What is written.",
                        [
                            .init("text", Self.words),
                            .init(
                                "isInternal",
                                .flag("A note inside the office. Officers only.", example: false),
                                isRequired: false),
                        ])),
            ]
        static let words = Schema.string(
            1...2_000, pattern: Schema.words, example: "Kapan hasilnya dapat diambil?")
        let number: TrackingCode
        let key: String?
        let body: JSONValue
        init(_ fields: inout FieldReader) throws {
            number = try fields.number()
            key = fields.sent(Once.header.name)
            body = fields.body
        }
    }

    struct ListInput: RouteInput {
        static let fields: [InputField] = NumberInput.fields + Paging.fields
        let number: TrackingCode
        let paging: Paging
        init(_ fields: inout FieldReader) throws {
            number = try fields.number()
            paging = Paging(&fields)
        }
    }

    private static let list = Listed<CaseMessage>.shape(
        "MessageList", CaseShapes.message, most: Paging.most)

    var routes: [Route] {
        [
            .program(
                .get, Paths.messages,
                Operation(
                    "listMessages", in: Group.cases, "List the messages of a case",
                    "Oldest first. What is written meanwhile stands at the end.",
                    answers: [.init(200, "A page of messages.", Self.list.schema)],
                    refusals: [404]),
                ListInput.self, scope: .cases
            ) { (context: ProgramContext, input) in try await list(input, context) },
            .program(
                .post, Paths.messages,
                Operation(
                    "writeMessage", in: Group.cases, "Write a message",
                    "From the applicant to the office, or from an officer to the applicant.",
                    answers: [
                        .init(
                            201,
                            "The messages as they are now: of a long conversation the newest "
                                + "\(Paging.most), oldest first.",
                            Self.list.schema)
                    ],
                    refusals: [404, 409]),
                NewInput.self, scope: .messages
            ) { (context: ProgramContext, input) in try await write(input, context) },
        ]
    }

    private func list(_ input: ListInput, _ context: ProgramContext) async throws -> Reply {
        let cursor = Cursor(
            "messages", of: context.program.account, filter: ["number": input.number.text])
        let place = try cursor.place(input.paging.cursor, tools.vault)
            .map(MessagePlace.init(json:))
        let found = try await CaseDesk(tools: tools).messages(
            input.number, .after(place), limit: input.paging.limit, context)
        let next = try found.next.map { try cursor.sealed($0.json, tools.vault) }
        return .json(Self.list.json(Listed(items: found.messages, next: next)))
    }

    /// The end of the conversation, where what was just written stands.
    private func newest(
        _ number: TrackingCode, _ context: ProgramContext
    ) async throws -> JSONValue {
        let found = try await CaseDesk(tools: tools).messages(
            number, .newest, limit: Paging.most, context)
        return Self.list.json(Listed(items: found.messages, next: nil))
    }

    private func write(_ input: NewInput, _ context: ProgramContext) async throws -> Reply {
        try context.program.needCases()
        let desk = CaseDesk(tools: tools)
        let record = try await desk.record(input.number, context.program)
        let text = input.body["text"]?.stringValue ?? ""
        let isInternal = input.body["isInternal"]?.boolValue ?? false
        let once = Once(tools: tools)
        let request = Request(context.request, input.body)
        return try await once.run(
            context.program, key: input.key, request: request,
            again: { try await newest(input.number, context) }
        ) { turn in
            try await turn.act {
                switch context.program.person {
                case .citizen(let citizen):
                    guard !isInternal else { throw Refusal(.forbidden, "openapi.officers") }
                    try await tools.cases.writeMessage(
                        on: record.id, by: citizen.account, text: text)
                case .officer(let officer):
                    guard let position = officer.authorities.first?.position else {
                        throw Refusal(.forbidden, "case.not_yours")
                    }
                    try await tools.cases.writeMessage(
                        on: record.id, by: officer, position, text: text, isInternal: isInternal)
                }
            }
            return Made(
                place: Paths.messages.filled(input.number.text),
                json: try await newest(input.number, context))
        }
    }
}

extension MessagePlace {
    /// As it stands in a sealed cursor.
    fileprivate var json: JSONValue {
        ["at": .integer(at.milliseconds), "id": .string(id.text)]
    }

    fileprivate init(json: JSONValue) throws {
        guard let at = json["at"]?.integerValue,
            let id = json["id"]?.stringValue.flatMap({ MessageID(text: $0) })
        else { throw Refusal(.notFound, "openapi.cursor") }
        self.init(at: Instant(milliseconds: at), id: id)
    }
}
