import Cases
import Contracts
import Forms
import Kernel
import People
import Web

/// Makes the route of an act: the case must be visible, the act goes to the engine with the
/// revision that was seen, and a refusal shows the same page with everything typed.
struct Acts: Sendable {
    let tools: WorkspaceTools

    func route<Input: ActInput>(
        _ path: PathTemplate, _ act: DeskAct, _ input: Input.Type, done: String,
        _ perform: @escaping @Sendable (OfficerAct, Input) async throws -> Void
    ) -> Route {
        route(path, act, input) { context, officerAct, input in
            try await perform(officerAct, input)
            let path = WorkspaceURL.file(input.number)
            return Reply.redirect(path).flash(.success, done)
        }
    }

    /// The same for an act with one text, which may begin with one of the city's.
    func text<Name: TextName>(
        _ path: PathTemplate, _ act: DeskAct, _ name: Name.Type, done: String,
        _ perform: @escaping @Sendable (OfficerAct, String) async throws -> Void
    ) -> Route {
        route(path, act, TextInput<Name>.self) { context, officerAct, input in
            if input.phrase.isPressed {
                return try await CaseLoading(tools: tools).filled(
                    act, Name.name, input.phrase, input.number, context, input.form)
            }
            try await perform(officerAct, input.text)
            return Reply.redirect(WorkspaceURL.file(input.number)).flash(.success, done)
        }
    }

    /// The same at a step that may ask its officer for something. What came is kept with the task
    /// first, so that a refusal loses none of it. A press that only adds a row shows the page
    /// again.
    func step<Input: StepActInput>(
        _ path: PathTemplate, _ act: DeskAct, _ input: Input.Type, done: String,
        _ perform: @escaping @Sendable (OfficerAct, Input, Answers) async throws -> Void
    ) -> Route {
        route(path, act, input) { context, officerAct, input in
            let sent = input.step
            let desk = try await tools.cases.stepDesk(
                officerAct.caseID, officerAct.task, for: context.officer)
            var problems: [FieldProblem] = []
            if let desk {
                problems = try await tools.cases.saveWork(
                    desk, by: context.officer, sent.work(input.texts))
            }
            let form = sent.form(input.texts)
            if let phrase = input.phrase, phrase.isPressed {
                return try await CaseLoading(tools: tools).filled(
                    act, "pendapat", phrase, input.number, context, form)
            }
            if sent.isRowPress {
                let desk = try await CaseLoading(tools: tools)
                    .desk(input.number, context, tried: TriedAct(act, form, nil))
                return .page(caseView(desk, context.ui))
            }
            let (found, unclear) = sent.read(desk?.form)
            let wrong =
                (problems + unclear).map {
                    Refusal.Problem($0.key, field: $0.input, values: $0.values)
                } + input.problems
            guard wrong.isEmpty else { throw Refusal(.invalid, problems: wrong) }
            try await perform(officerAct, input, found)
            return Reply.redirect(WorkspaceURL.file(input.number)).flash(.success, done)
        }.limited { $0.fileBytes = SentFields.allFiles }
    }

    /// The same for acts that answer in their own way.
    func route<Input: ActInput>(
        _ path: PathTemplate, _ act: DeskAct, _ input: Input.Type,
        _ perform: @escaping @Sendable (OfficerContext, OfficerAct, Input) async throws -> Reply
    ) -> Route {
        Route.post(path, input) { (context: OfficerContext, input) in
            let record = try await tools.cases.record(input.number, for: context.officer)
            let officerAct = OfficerAct(
                caseID: record.id, revision: input.revision, officer: context.officer,
                task: input.task)
            return try await perform(context, officerAct, input)
        } refused: { context, form, refusal in
            try await CaseLoading(tools: tools).refused(act, context, form, refusal)
        }
    }
}
