import Cases
import Kernel
import Web

/// Taking a task and giving it back; handing over; answering a question or a report, or closing it
/// without work on it.
struct TaskActs: Sendable {
    let tools: WorkspaceTools

    var routes: [Route] {
        let acts = Acts(tools: tools)
        let cases = tools.cases
        return [
            acts.route(
                WorkspaceURL.claim, .claim, ButtonInput.self, done: "workspace.done.claim"
            ) { act, _ in try await cases.claim(act) },
            acts.route(
                WorkspaceURL.handBack, .handBack, ButtonInput.self,
                done: "workspace.done.handBack"
            ) { act, _ in try await cases.handBack(act) },
            acts.route(
                WorkspaceURL.handOver, .handOver, ButtonInput.self,
                done: "workspace.done.handOver"
            ) { act, _ in try await cases.handOver(act) },
            acts.decidingStep(
                WorkspaceURL.answer, .answer, AnswerInput.self, done: "workspace.done.answer"
            ) { act, input, found in try await cases.answer(act, text: input.text, found) },
            acts.route(
                WorkspaceURL.dismiss, .dismiss, DismissInput.self, done: "workspace.done.dismiss"
            ) { act, input in
                try await cases.dismiss(act, reason: input.reason, text: input.text)
            }.proving(),
        ]
    }
}
