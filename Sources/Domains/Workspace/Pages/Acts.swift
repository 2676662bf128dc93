import Cases
import Contracts
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

    /// The same at a step that may ask its officer for something. A press that only adds a row
    /// shows the page again.
    func step<Input: ActInput>(
        _ path: PathTemplate, _ act: DeskAct, _ input: Input.Type, done: String,
        _ step: @escaping @Sendable (Input) -> StepFields,
        _ perform: @escaping @Sendable (OfficerAct, Input, Findings) async throws -> Void
    ) -> Route {
        route(path, act, input) { context, officerAct, input in
            let sent = step(input)
            if sent.isRowPress {
                let tried = TriedAct(act, SentFields.form(sent.typed), nil)
                let desk = try await CaseLoading(tools: tools)
                    .desk(input.number, context, tried: tried)
                return .page(caseView(desk, context.ui))
            }
            let form = try await tools.cases.stepForm(of: officerAct)
            try await perform(officerAct, input, try sent.findings(form))
            return Reply.redirect(WorkspaceURL.file(input.number)).flash(.success, done)
        }.limited { $0.fileBytes = StepFields.allFiles }
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
