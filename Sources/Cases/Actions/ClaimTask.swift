import Contracts
import Kernel
import People
import Store

extension Cases {
    /// Takes the task, so that colleagues see who works on it.
    public func claim(_ act: OfficerAct) async throws {
        try await perform(act, at: Set(StepKind.allCases)) { scene in
            guard let task = scene.task, task.claimedBy == nil else { return }
            try TaskRows.claim(task.id, by: scene.actor.account, at: scene.now, in: scene.tx)
            try scene.note(.claimed)
        }
    }

    /// Gives the task back to its unit.
    public func handBack(_ act: OfficerAct) async throws {
        try await perform(act, at: Set(StepKind.allCases)) { scene in
            guard let task = scene.task, task.claimedBy != nil else { return }
            try TaskRows.claim(task.id, by: nil, at: scene.now, in: scene.tx)
            try scene.note(.handedBack)
        }
    }
}
