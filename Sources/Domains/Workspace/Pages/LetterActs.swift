import Cases
import Kernel
import Web

/// The letter: draft, initials, sending back, decision.
struct LetterActs: Sendable {
    let tools: WorkspaceTools

    var routes: [Route] {
        let acts = Acts(tools: tools)
        let cases = tools.cases
        return [
            acts.route(WorkspaceURL.letter, .letter, LetterInput.self) { _, act, input in
                let back = Reply.redirect(WorkspaceURL.file(input.number))
                if input.isFinished {
                    try await cases.prepareLetter(act, input.kind, text: input.text)
                    return back.flash(.success, "workspace.done.letter")
                }
                try await cases.saveLetterDraft(act, input.kind, text: input.text)
                return back.flash(.success, "workspace.done.letterSaved")
            },
            acts.route(
                WorkspaceURL.initial, .initial, LetterInput.self, done: "workspace.done.initial"
            ) { act, input in try await cases.initialLetter(act, text: input.text) },
            acts.route(
                WorkspaceURL.sendBack, .sendBack, TextInput<SendBackText>.self,
                done: "workspace.done.sendBack"
            ) { act, input in try await cases.sendBackLetter(act, reason: input.text) },
            acts.route(WorkspaceURL.sign, .sign, SignInput.self, done: "workspace.done.sign") {
                act, _ in try await cases.decide(act, .sign)
            },
            acts.route(
                WorkspaceURL.refuse, .refuse, TextInput<RefuseText>.self,
                done: "workspace.done.refuse"
            ) { act, input in try await cases.decide(act, .refuse(reason: input.text)) },
        ]
    }
}
