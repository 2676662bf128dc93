import Contracts
import Forms
import Kernel

extension Cases {
    /// The document of a national system is there: what identifies it is recorded, and the case
    /// goes on to its hand-over. No letter of ours is made.
    public func recordOutcome(_ act: OfficerAct, _ found: Answers) async throws {
        try await perform(act, at: [.record]) { scene in
            try scene.keep(found)
            try scene.note(.recorded)
            try scene.tell("recorded")
            try scene.advance(otherwise: .granted)
        }
    }

    /// The document cannot be issued. The written reason that the law asks for goes to the
    /// applicant.
    public func refuseOutcome(_ act: OfficerAct, reason: String) async throws {
        try await perform(act, at: [.record]) { scene in
            let reason = try Self.words(reason, field: "reason")
            guard scene.record.deemedAt == nil else { throw Refusal(.conflict, "case.deemed") }
            if let account = scene.actor.account { try scene.checkAnotherDecides(account) }
            try scene.contents.addMessage(
                CaseMessage(
                    id: scene.cases.world.id(), author: scene.actor, at: scene.now,
                    isInternal: false, text: reason), in: scene.tx)
            try scene.note(.refused, sealed: .string(reason))
            try scene.tell("refused", ["number": scene.record.number.text])
            try scene.close(.refused)
        }
    }
}
