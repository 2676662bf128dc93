import Cases
import Kernel
import People
import Web

/// Messages to the applicant and notes among colleagues. They never collide with an act.
struct TalkActs: Sendable {
    let tools: WorkspaceTools

    var routes: [Route] {
        let acts = Acts(tools: tools)
        return [
            acts.route(WorkspaceURL.message, .message, MessageInput.self) {
                context, act, input in
                if input.phrase.isPressed {
                    return try await CaseLoading(tools: tools).filled(
                        .message, "pesan", input.phrase, input.number, context, input.form)
                }
                try await write(act, input.text, isInternal: false, seen: input.talk.at)
                return Reply.redirect(WorkspaceURL.file(input.number) + "#percakapan")
                    .flash(.success, "workspace.done.message")
            },
            acts.route(WorkspaceURL.settle, .settle, SettleInput.self) { _, act, input in
                // Whoever sends no moment has seen no message.
                try await tools.cases.settleMessage(
                    on: act.caseID, by: act.officer,
                    seen: input.talk.at ?? Instant(milliseconds: 0))
                return Reply.redirect(WorkspaceURL.file(input.number) + "#percakapan")
                    .flash(.success, "workspace.done.settle")
            },
            acts.route(WorkspaceURL.note, .note, TextInput<NoteText>.self) {
                context, act, input in
                try await write(act, input.text, isInternal: true)
                return Reply.redirect(WorkspaceURL.file(input.number) + "#catatan")
                    .flash(.success, "workspace.done.note")
            },
        ]
    }

    private func write(
        _ act: OfficerAct, _ text: String, isInternal: Bool, seen: Instant? = nil
    ) async throws {
        guard let position = act.officer.authorities.first?.position else {
            throw Refusal(.forbidden, "case.not_yours")
        }
        try await tools.cases.writeMessage(
            on: act.caseID, by: act.officer, position, text: text, isInternal: isInternal,
            seen: seen)
    }
}
