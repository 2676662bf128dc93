import Contracts
import Forms
import Kernel
import Ledger
import Store

/// What the system of a unit says of a case that it has: the unit answers and writes by it.
extension Cases {
    /// The unit that is asked for an answer has given it in a system of its own.
    /// - Parameters:
    ///   - system: which, as the ledger names it.
    ///   - moment: when it was said. A step that was opened later is not answered by it: the
    ///     reporter had said meanwhile that it is not so. Nothing: whenever.
    ///   - also: what is written with it.
    /// - Returns: false, and nothing is changed, where that unit is not asked for an answer now.
    public func answer(
        _ caseID: CaseID, of unit: UnitCode, by system: String, text: String, at moment: Instant?,
        also: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> Bool {
        let text = try Self.words(text, field: "text")
        let rules = try await rules(of: caseID)
        return try await store.write("case.answer.outside") { tx in
            guard let record = try CaseRows.find(caseID, in: tx), record.state == .open,
                let task = try TaskRows.waiting(caseID, in: tx).first,
                task.kind == .answer, task.unit == unit,
                moment.map({ task.openedAt < $0 }) ?? true,
                // What must be filled in is filled in here.
                rules.service.flow.step(task.step)?.form?.fields.contains(where: \.required)
                    != true
            else { return false }
            try Self.refuseRestricted(caseID, in: tx)
            guard try CaseRows.take(record.id, revision: record.revision, in: tx) else {
                throw StoreError.serialization
            }
            try play(record, rules, task: task, by: .system(system), in: tx) { scene in
                try scene.addMessage(text)
                try TalkRows.settle(caseID, seen: nil, in: tx)
                try scene.note(.answered, sealed: .string(text))
                try scene.advance(otherwise: .answered)
                if scene.change.wait != .confirmation { try scene.tell("answered") }
            }
            try also(tx)
            return true
        }
    }

    /// The unit writes to the applicant, or to colleagues, in a system of its own. A case that is
    /// closed hears nothing more.
    /// - Returns: whether it was written.
    public func writeMessage(
        on caseID: CaseID, by system: String, text: String, isInternal: Bool,
        also: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> Bool {
        let text = try Self.words(text, field: "message")
        let rules = try await rules(of: caseID)
        return try await store.write("case.message.outside") { tx in
            try also(tx)
            guard let record = try CaseRows.find(caseID, in: tx), record.state != .closed else {
                return false
            }
            try addMessage(text, to: record, by: .system(system), isInternal: isInternal, in: tx)
            if !isInternal {
                try tellApplicant(
                    of: record, "message", [:], service: rules.service, at: world.now,
                    in: rules.calendar.zone, tx)
            }
            return true
        }
    }
}
