import Cases
import Kernel
import People
import Web

/// The letter: draft, initials, sending back, decision.
struct LetterActs: Sendable {
    let tools: WorkspaceTools

    var routes: [Route] {
        let acts = Acts(tools: tools)
        let cases = tools.cases
        return [
            acts.route(WorkspaceURL.letter, .letter, LetterInput.self) { context, act, input in
                if input.isPreview { return try await preview(input, context) }
                let back = Reply.redirect(WorkspaceURL.file(input.number))
                if input.isFinished {
                    try await cases.prepareLetter(act, input.kind, text: input.text)
                    return back.flash(.success, "workspace.done.letter")
                }
                try await cases.saveLetterDraft(act, input.kind, text: input.text)
                return back.flash(.success, "workspace.done.letterSaved")
            },
            acts.route(WorkspaceURL.initial, .initial, LetterInput.self) { context, act, input in
                if input.isPreview { return try await preview(input, context) }
                try await cases.initialLetter(act, text: input.text)
                return Reply.redirect(WorkspaceURL.file(input.number))
                    .flash(.success, "workspace.done.initial")
            }.proving { (_: OfficerContext, input: LetterInput) in
                input.isPreview ? .notNeeded : .needed
            },
            acts.route(WorkspaceURL.sendBack, .sendBack, SendBackInput.self) {
                context, act, input in
                let sent = input.input
                if sent.phrase.isPressed {
                    return try await CaseLoading(tools: tools).filled(
                        .sendBack, SendBackText.name, sent.phrase, input.number, context, sent.form)
                }
                try await cases.sendBackLetter(act, reason: sent.text)
                let next = input.from?.path.filled() ?? WorkspaceURL.file(input.number)
                return Reply.redirect(next).flash(.success, "workspace.done.sendBack")
            },
            acts.route(WorkspaceURL.sign, .sign, SignInput.self, done: "workspace.done.sign") {
                act, input in try await cases.decide(act, .sign, passphrase: input.passphrase)
            }.proving(),
            acts.route(WorkspaceURL.refuse, .refuse, RefuseInput.self) { context, act, input in
                let sent = input.input
                if sent.phrase.isPressed {
                    return try await CaseLoading(tools: tools).filled(
                        .refuse, RefuseText.name, sent.phrase, input.number, context, sent.form)
                }
                try await cases.decide(
                    act, .refuse(reason: sent.text), passphrase: input.passphrase)
                return Reply.redirect(WorkspaceURL.file(input.number))
                    .flash(.success, "workspace.done.refuse")
            }.proving { (_: OfficerContext, input: RefuseInput) in
                input.input.phrase.isPressed ? .notNeeded : .needed
            },
        ]
    }

    /// What is in the editor as the letter would look; nothing is saved.
    private func preview(_ input: LetterInput, _ context: OfficerContext) async throws -> Reply {
        let file = try await tools.cases.file(
            input.number, for: context.officer, as: .letter)
        return try await LetterPreview(cases: tools.cases).reply(file, input.kind, input.text)
    }
}

/// A text of a letter as a PDF with the watermark of a draft.
struct LetterPreview: Sendable {
    let cases: Cases

    func reply(_ file: CaseFile, _ kind: LetterKind, _ text: String) async throws -> Reply {
        let pdf = try await cases.previewLetter(for: file, kind: kind, text: text)
        return .file(
            pdf, type: "application/pdf", name: "KONSEP \(file.record.number.text).pdf",
            inline: true)
    }
}
