import Cases
import Kernel
import Web

/// Taking a task and giving it back; handing over; answering a question.
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
            acts.text(
                WorkspaceURL.answer, .answer, ReplyText.self, done: "workspace.done.answer"
            ) { act, text in try await cases.answer(act, text: text) },
        ]
    }
}
