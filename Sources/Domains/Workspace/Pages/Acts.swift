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

    /// The same for an act with one text, which may begin with one of the city's. It decides, so it
    /// asks who is there; the press that only brings a text does not.
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
        }.proving { (_: OfficerContext, input: TextInput<Name>) in
            input.phrase.isPressed ? .notNeeded : .needed
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
            let kept = try await keep(input, officerAct)
            let form = sent.form(input.texts)
            if let phrase = input.phrase, phrase.isPressed {
                return try await CaseLoading(tools: tools).filled(
                    act, Input.phraseText, phrase, input.number, context, form)
            }
            if sent.isRowPress {
                let desk = try await CaseLoading(tools: tools)
                    .desk(input.number, context, tried: TriedAct(act, form, nil))
                return .page(caseView(desk, context.ui))
            }
            try await perform(officerAct, input, try kept.answers(input))
            return Reply.redirect(WorkspaceURL.file(input.number)).flash(.success, done)
        }.limited { $0.fileBytes = SentFields.allFiles }
    }

    /// The same for a step that decides: its files stay with the task while its officer is asked
    /// who is there.
    func decidingStep<Input: StepActInput>(
        _ path: PathTemplate, _ act: DeskAct, _ input: Input.Type, done: String,
        _ perform: @escaping @Sendable (OfficerAct, Input, Answers) async throws -> Void
    ) -> Route {
        step(path, act, input, done: done, perform)
            .proving { (context: OfficerContext, input: Input) in
                if input.step.isRowPress || input.phrase?.isPressed == true { return .notNeeded }
                let officerAct = try await officerAct(input, context)
                _ = try await keep(input, officerAct).answers(input)
                return .needed
            }
    }

    /// What a step asks for, once what came of it is with its task.
    private struct Kept {
        let form: FormDefinition?
        /// Files that were not taken.
        let problems: [FieldProblem]

        /// - Throws: a `Refusal` with everything that is wrong.
        func answers(_ input: some StepActInput) throws(Refusal) -> Answers {
            let (found, unclear) = input.step.read(form)
            let wrong =
                (problems + unclear).map {
                    Refusal.Problem($0.key, field: $0.input, values: $0.values)
                } + input.problems
            guard wrong.isEmpty else { throw Refusal(.invalid, problems: wrong) }
            return found
        }
    }

    private func keep(_ input: some StepActInput, _ act: OfficerAct) async throws -> Kept {
        let desk = try await tools.cases.stepDesk(act.caseID, act.task, for: act.officer)
        guard let desk else { return Kept(form: nil, problems: []) }
        let problems = try await tools.cases.saveWork(
            desk, by: act.officer, input.step.work(input.texts)
        ).problems
        return Kept(form: desk.form, problems: problems)
    }

    private func officerAct(
        _ input: some ActInput, _ context: OfficerContext
    ) async throws -> OfficerAct {
        let record = try await tools.cases.record(input.number, for: context.officer)
        return OfficerAct(
            caseID: record.id, revision: input.revision, officer: context.officer,
            task: input.task)
    }

    /// The same for acts that answer in their own way.
    func route<Input: ActInput>(
        _ path: PathTemplate, _ act: DeskAct, _ input: Input.Type,
        _ perform: @escaping @Sendable (OfficerContext, OfficerAct, Input) async throws -> Reply
    ) -> Route {
        Route.post(path, input) { (context: OfficerContext, input) in
            try await perform(context, try await officerAct(input, context), input)
        } refused: { context, form, refusal in
            try await CaseLoading(tools: tools).refused(act, context, form, refusal)
        }
    }
}
