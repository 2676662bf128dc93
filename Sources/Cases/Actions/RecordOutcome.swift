import Contracts
import Forms
import Kernel

extension Cases {
    /// The document of a national system is there: what identifies it is recorded, and the case
    /// goes on to its hand-over. No letter of ours is made.
    public func recordOutcome(_ act: OfficerAct, _ found: Answers) async throws {
        try await perform(act, at: [.record]) { scene in
            try scene.checkFourEyesOfRecord()
            try scene.book()
            try scene.keep(found)
            try scene.note(.recorded)
            try scene.tell("recorded")
            try scene.advance(otherwise: .granted)
        }
    }

    /// The document cannot be issued. The written reason that the law asks for goes to the
    /// applicant. Of several documents side by side only this one is refused: the case is when all
    /// are.
    public func refuseOutcome(_ act: OfficerAct, reason: String) async throws {
        try await perform(act, at: [.record]) { scene in
            let reason = try Self.words(reason, field: "reason")
            guard scene.record.deemedAt == nil else { throw Refusal(.conflict, "case.deemed") }
            try scene.checkFourEyesOfRecord()
            try scene.addMessage(reason)
            if let parallel = try scene.service.flow.parallel(around: scene.step.id) {
                return try scene.refuseBranch(of: parallel, reason)
            }
            try scene.note(.refused, sealed: .string(reason))
            try scene.tell("refused", ["number": scene.record.number.text])
            try scene.close(.refused)
        }
    }
}

extension Scene {
    /// Ends the branch of a document that is not issued.
    fileprivate mutating func refuseBranch(of parallel: Step, _ reason: String) throws {
        guard let task, let account = actor.account, let position = actor.position else { return }
        try contents.addFinding(
            StepFinding(
                step: task.step, round: record.round, at: now, author: account,
                position: position, answers: StepFinding.refused(reason)), in: tx)
        try note(.notIssued, sealed: .string(reason))
        try closeTask()
        try endBranch(of: parallel, try bindings(), otherwise: .granted)
        if change.outcome != .refused { try tell("notIssued") }
    }

    /// Whether every document of these branches was refused; not where there are none.
    func isAllRefused(_ branches: [Branch], since begun: Instant) throws -> Bool {
        let steps = branches.flatMap { $0.steps.flatMap(\.withInner) }.filter { $0.kind == .record }
        let done = try contents.extras(in: tx).findings.filter { finding in
            finding.at >= begun && steps.contains { $0.id == finding.step }
        }
        return !done.isEmpty && done.allSatisfy { $0.refusal != nil }
    }
}
