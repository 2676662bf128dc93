import Contracts
import Kernel
import Store

extension Cases {
    /// Ends a case that is no matter of this office, or no matter at all, with one of the reasons
    /// that its service names and words for the applicant. Whoever would verify or answer it may.
    /// - Parameter also: what is written with it, such as to whom it was forwarded.
    public func dismiss(
        _ act: OfficerAct, reason: String, text: String,
        also: @escaping @Sendable (CaseID, Actor, Transaction) throws -> Void = { _, _, _ in }
    ) async throws {
        try await perform(act, at: [.verify, .answer]) { scene in
            try also(scene.record.id, scene.actor, scene.tx)
            guard let known = scene.service.terms.dismissals.first(where: { $0.id == reason })
            else { throw Refusal(.invalid, "case.dismiss.reason", field: "reason") }
            let text = try Self.words(text, field: "text")
            try scene.addMessage(text)
            try TalkRows.settle(scene.record.id, seen: nil, in: scene.tx)
            try scene.note(.dismissed, ["reason": .string(known.id)], sealed: .string(text))
            try scene.tell("dismissed", ["reason": known.title.text(scene.record.language)])
            try scene.closeTask()
            try scene.close(.answered)
        }
    }
}
