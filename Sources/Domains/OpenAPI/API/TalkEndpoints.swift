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

    private static let list = Listed<CaseMessage>.shape(
        "MessageList", CaseShapes.message, most: 10_000)

    var routes: [Route] {
        [
            .program(
                .get, Paths.messages,
                Operation(
                    "listMessages", in: Group.cases, "List the messages of a case", "Oldest first.",
                    answers: [.init(200, "The messages.", Self.list.schema)], refusals: [404]),
                NumberInput.self, scope: .cases
            ) { (context: ProgramContext, input) in
                let view = try await CaseDesk(tools: tools).view(input.number, context)
                return .json(Self.list.json(Listed(items: view.messages, next: nil)))
            },
            .program(
                .post, Paths.messages,
                Operation(
                    "writeMessage", in: Group.cases, "Write a message",
                    "From the applicant to the office, or from an officer to the applicant.",
                    answers: [.init(201, "The messages as they are now.", Self.list.schema)],
                    refusals: [404, 409]),
                NewInput.self, scope: .messages
            ) { (context: ProgramContext, input) in try await write(input, context) },
        ]
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
            again: {
                let view = try await desk.view(input.number, context)
                return Self.list.json(Listed(items: view.messages, next: nil))
            }
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
            let view = try await desk.view(input.number, context)
            let answer = Listed(items: view.messages, next: nil)
            return Made(
                place: Paths.messages.filled(input.number.text), json: Self.list.json(answer))
        }
    }
}
