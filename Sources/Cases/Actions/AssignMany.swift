import Contracts
import Kernel
import People

/// What became of one task of many that were given to a person.
public struct AssignedTask: Sendable {
    public enum Fate: Sendable {
        /// It is his; also when it was before.
        case assigned
        /// Why not; the task is as it was.
        case refused(Refusal)
        /// Something broke; whoever looks at the case sees how far it came.
        case failed
    }
    public let task: SeenTask
    public let fate: Fate
}

extension Cases {
    /// Gives tasks to a person one by one, each by an act of its own: what is wrong with one says
    /// nothing about the others. A case that changed since it was seen is left alone. Several tasks
    /// of one case follow each other, so that they do not get into each other's way.
    public func assignMany(
        _ tasks: [SeenTask], to account: AccountID, by officer: Officer
    ) async -> [AssignedTask] {
        var order: [TrackingCode] = []
        var ofCase: [TrackingCode: [SeenTask]] = [:]
        for task in tasks {
            if ofCase[task.number] == nil { order.append(task.number) }
            ofCase[task.number, default: []].append(task)
        }
        let groups = order.compactMap { ofCase[$0] }
        return await each(groups) { group in
            var done: [AssignedTask] = []
            var ownActs: Int64 = 0
            for task in group {
                let fate = await assign(task, ownActs, to: account, by: officer)
                if case .assigned = fate { ownActs += 1 }
                done.append(AssignedTask(task: task, fate: fate))
            }
            return done
        }.flatMap(\.self)
    }

    /// - Parameter ownActs: how far this press itself has moved the case since it was seen.
    private func assign(
        _ task: SeenTask, _ ownActs: Int64, to account: AccountID, by officer: Officer
    ) async -> AssignedTask.Fate {
        do {
            let record = try await record(task.number, for: officer)
            let act = OfficerAct(
                caseID: record.id, revision: task.revision + ownActs, officer: officer)
            try await assign(act, task: task.task, to: account)
            return .assigned
        } catch let refusal as Refusal {
            return .refused(refusal)
        } catch {
            return .failed
        }
    }
}
