import Cases
import Contracts
import Forms
import Kernel
import People
import Web

/// Acts on a case, and the list of an officer's tasks. What decides a case wants a person who shows
/// who is there, so no token does it: decisions, signatures, initials, and answers to questions. A
/// report is different: whether its answer holds is decided by its reporter.
struct ActEndpoints: Sendable {
    let tools: OpenAPITools

    enum Act: String, CaseIterable {
        case withdraw
        case confirm
        case refute
        case claim
        case handBack = "hand-back"
        case complete
        case correct = "ask-correction"
        case opinion
        case answer
        case dismiss
        case handOver = "hand-over"
        case settle
        case reveal

        /// The applicant's; the others are an officer's.
        var isApplicants: Bool { [.withdraw, .confirm, .refute].contains(self) }
    }

    struct ActInput: RouteInput {
        static let fields: [InputField] = NumberInput.fields + [Once.header, .json(schema)]

        private static let schema = Schema.object(
            "NewAct", "An act on a case.",
            [
                .init(
                    "act",
                    .choice(
                        Act.allCases.map(\.rawValue),
                        "The applicant's: `withdraw` the request; `confirm` that what was "
                            + "answered is so, or `refute` it with a text. The others are an "
                            + "officer's: `claim` a task and `hand-back`; `complete`: the file is "
                            + "complete; `ask-correction` of fields; an `opinion`; `answer` a "
                            + "report, which its reporter then confirms; `dismiss` it with a "
                            + "reason and a text; `hand-over` of the outcome; `settle`: a message "
                            + "needs no answer; `reveal` what is masked, which is written down.")),
                .init(
                    "revision",
                    .integer(0...Schema.exact.upperBound, "Of the case as it was read."),
                    isRequired: false),
                .init("task", .id("Which of several tasks side by side."), isRequired: false),
                .init(
                    "text",
                    .string(0...2_000, pattern: "^[^\\x00]*$", "A reason, an opinion, an answer."),
                    isRequired: false),
                .init(
                    "reason",
                    .string(
                        1...60, pattern: "^[a-z][a-z0-9_-]*$",
                        "Of `dismiss`: one of the service's `dismissals`."),
                    isRequired: false),
                .init("isFavourable", .flag("Of an opinion."), isRequired: false),
                .init(
                    "seen",
                    .id(
                        "Of `settle`: the newest message that was read. A later one waits on."
                    ),
                    isRequired: false),
                .init(
                    "items", .list(item, most: 100, "What is to be corrected."),
                    isRequired: false),
                .init("answers", AnswersJSON.schema, isRequired: false),
            ], example: ["act": "claim", "revision": 1])

        private static let item = Schema.object(
            "NewCorrectionItem", "A field to be corrected, and why.",
            [
                .init("field", .string(1...40, pattern: "^[a-z0-9_]+$")),
                .init("note", .string(1...250, pattern: Schema.words)),
            ])

        let number: TrackingCode
        let key: String?
        let body: JSONValue
        init(_ fields: inout FieldReader) throws {
            number = try fields.number()
            key = fields.sent(Once.header.name)
            body = fields.body
        }

        var act: Act { body["act"]?.stringValue.flatMap(Act.init) ?? .reveal }
        var text: String { body["text"]?.stringValue ?? "" }

        var correction: Correction {
            Correction(
                items: (body["items"]?.arrayValue ?? []).map {
                    Correction.Item(
                        field: $0["field"]?.stringValue ?? "", note: $0["note"]?.stringValue ?? "")
                }, letter: text)
        }
    }

    var routes: [Route] {
        [
            .program(
                .post, Paths.acts,
                Operation(
                    "act", in: Group.cases, "Act on a case",
                    "With the rights of today. Decisions, signatures and initials want a person "
                        + "and are no acts of programs.",
                    answers: [.init(201, "The case as it is now.", CaseShapes.full.schema)],
                    refusals: [404, 409]),
                ActInput.self, scope: .acts
            ) { (context: ProgramContext, input) in try await act(input, context) }
        ]
    }

    private func act(_ input: ActInput, _ context: ProgramContext) async throws -> Reply {
        try context.program.needCases()
        let desk = CaseDesk(tools: tools)
        let record = try await desk.record(input.number, context.program)
        if input.act.isApplicants {
            _ = try context.program.needCitizen()
        } else {
            _ = try context.program.needOfficer()
        }
        let once = Once(tools: tools)
        let request = Request(context.request, input.body)
        return try await once.run(
            context.program, key: input.key, request: request,
            again: { CaseShapes.full.json(try await desk.view(input.number, context)) }
        ) { turn in
            switch context.program.person {
            case .citizen(let citizen):
                try await turn.act { try await perform(input, record.id, citizen) }
            case .officer(let officer):
                let act = OfficerAct(
                    caseID: record.id,
                    revision: input.body["revision"]?.integerValue ?? record.revision,
                    officer: officer,
                    task: input.body["task"]?.stringValue.flatMap { TaskID(text: $0) })
                if input.act == .answer { try await needConfirmation(of: act.caseID) }
                let found: Answers = try await asState { try await self.found(act, input) }
                // Read before the act: a look is written down in a transaction of its own.
                let seen = try await seen(input, officer)
                try await turn.act { try await perform(input, act, found, seen: seen) }
            }
            let view = try await desk.view(input.number, context)
            return Made(
                place: Paths.caseFile.filled(input.number.text), json: CaseShapes.full.json(view))
        }
    }

    /// - Throws: `Refusal`, where an answer ends the case: that wants a person.
    private func needConfirmation(of id: CaseID) async throws {
        guard try await tools.cases.rules(of: id).service.flow.steps.last?.kind == .confirm else {
            throw Refusal(.forbidden, "openapi.person")
        }
    }

    private func perform(
        _ input: ActInput, _ id: CaseID, _ citizen: CitizenIdentity
    ) async throws {
        let (cases, account) = (tools.cases, citizen.account)
        switch input.act {
        case .confirm: try await cases.confirm(id, by: account)
        case .refute: try await cases.refute(id, by: account, reason: input.text)
        case .withdraw: try await cases.withdraw(id, by: account, reason: input.text)
        default: throw Refusal(.forbidden, "openapi.officers")
        }
    }

    /// When the message came that an officer says to have read last.
    private func seen(_ input: ActInput, _ officer: Officer) async throws -> Instant? {
        guard input.act == .settle, let seen = input.body["seen"]?.stringValue else { return nil }
        return try await tools.cases.file(input.number, for: officer).messages
            .first { $0.id.text == seen }?.at
    }

    private func perform(
        _ input: ActInput, _ act: OfficerAct, _ found: Answers, seen: Instant?
    ) async throws {
        let cases = tools.cases
        switch input.act {
        case .claim: try await cases.claim(act)
        case .handBack: try await cases.handBack(act)
        case .complete: try await cases.complete(act, found)
        case .correct: try await cases.returnForCorrection(act, input.correction)
        case .opinion:
            guard let isFavourable = input.body["isFavourable"]?.boolValue else {
                throw Refusal(.conflict, "web.api.missing", field: "isFavourable")
            }
            try await cases.giveOpinion(act, favourable: isFavourable, text: input.text, found)
        case .answer: try await cases.answer(act, text: input.text, found)
        case .dismiss:
            try await cases.dismiss(
                act, reason: input.body["reason"]?.stringValue ?? "", text: input.text)
        case .handOver: try await cases.handOver(act)
        case .settle:
            guard let seen else {
                throw Refusal(.conflict, "web.api.missing", field: "seen")
            }
            try await cases.settleMessage(on: act.caseID, by: act.officer, seen: seen)
        case .reveal: try await cases.noteContact(input.number, by: act.officer)
        case .withdraw, .confirm, .refute: throw Refusal(.forbidden, "openapi.citizens")
        }
    }

    /// What the officer's step asks for.
    private func found(_ act: OfficerAct, _ input: ActInput) async throws -> Answers {
        guard [.complete, .opinion, .answer].contains(input.act),
            let answers = input.body["answers"],
            let desk = try await tools.cases.stepDesk(act.caseID, act.task, for: act.officer)
        else { return Answers() }
        let (found, problems) = AnswersJSON.typed(answers).read(desk.form, group: nil)
        guard problems.isEmpty else {
            throw Refusal(
                .conflict,
                problems: problems.map {
                    Refusal.Problem($0.key, field: "answers." + $0.input, values: $0.values)
                })
        }
        return found
    }
}
