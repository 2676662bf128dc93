import Cases
import Kernel
import Web

/// Completeness, correction, opinion.
struct CheckActs: Sendable {
    let tools: WorkspaceTools

    var routes: [Route] {
        let acts = Acts(tools: tools)
        let cases = tools.cases
        return [
            acts.step(
                WorkspaceURL.complete, .complete, StepInput.self,
                done: "workspace.done.complete"
            ) { act, _, found in try await cases.complete(act, found) },
            acts.route(WorkspaceURL.correction, .correction, CorrectionInput.self) {
                context, act, input in
                if input.phrase.isPressed {
                    let field = input.phrase.target.map { "n." + $0 } ?? "surat"
                    return try await CaseLoading(tools: tools).filled(
                        .correction, field, input.phrase, input.number, context, input.form)
                }
                if input.isPreview {
                    let tried = TriedAct(.correction, input.form, nil)
                    let desk = try await CaseLoading(tools: tools)
                        .desk(input.number, context, tried: tried)
                    return .page(caseView(desk, context.ui))
                }
                try await cases.returnForCorrection(act, input.correction)
                return Reply.redirect(WorkspaceURL.file(input.number))
                    .flash(.success, "workspace.done.correction")
            },
            acts.step(
                WorkspaceURL.opinion, .opinion, OpinionInput.self,
                done: "workspace.done.opinion"
            ) { act, input, found in
                try await cases.giveOpinion(
                    act, favourable: input.isFavourable, text: input.text, found)
            },
        ]
    }
}
