import Contracts
import Kernel
import People
import Store

/// Somebody who may do a task, and how many tasks he has taken.
public struct Assignee: Sendable {
    public let account: AccountID
    public let capacity: Capacity
    public let openTasks: Int64
}

/// A task, and who may be given it.
public struct Assignment: Sendable {
    public let record: CaseRecord
    public let task: TaskRecord
    /// Whoever has the fewest open tasks first.
    public let people: [Assignee]
}

extension Officer {
    /// The position from which the officer may say who does a task: he leads the case, or the unit
    /// that has the task.
    func assigning(
        _ task: TaskRecord, of record: CaseRecord, _ service: Service
    ) -> PositionID? {
        leading(record, service)?.position
            ?? authorities.first { authority in
                authority.permissions.contains(.leadCases)
                    && authority.reach.contains(task.unit)
                    && authority.clearance.rawValue >= task.confidentiality
                    && covers(authority.region, task.region)
            }?.position
    }
}

extension CaseFile {
    /// The tasks that this officer may give to a person.
    public func assignable(by officer: Officer) -> [TaskRecord] {
        guard record.state != .closed else { return [] }
        return tasks.filter { officer.assigning($0, of: record, service) != nil }
    }
}

extension Cases {
    /// Gives an open task to a person who may do it; it is his until he hands it back.
    public func assign(
        _ act: OfficerAct, task: TaskID, to account: AccountID
    ) async throws {
        let day = Day(world.now, in: try await shelf.zone())
        try await performWhole(act) { _, officer, _ in
            officer.seat(.leadCases)?.position
        } _: { scene in
            let found = try scene.cases.openTask(task, of: scene.record, in: scene.tx)
            guard
                let position = scene.officer?.assigning(found, of: scene.record, scene.service)
            else { throw Refusal(.forbidden, "case.not_yours") }
            let people = try scene.cases.holders(of: found, on: day, in: scene.tx)
            guard people.contains(where: { $0.account == account }) else {
                throw Refusal(.invalid, "case.assign.person", field: "person")
            }
            guard found.claimedBy != account else { return }
            try TaskRows.claim(found.id, by: account, at: scene.now, in: scene.tx)
            var facts: [String: JSONValue] = [
                "task": .string(found.id.text), "to": .string(account.text),
                "position": .string(position.text),
            ]
            if let before = found.claimedBy { facts["from"] = .string(before.text) }
            try scene.note(.assigned, facts)
        }
    }

    /// Who may be given a task of a case, for an officer who may say so.
    public func assignment(
        _ number: TrackingCode, task: TaskID, by officer: Officer
    ) async throws -> Assignment {
        let record = try await record(number, for: officer)
        let rules = try await rules(record.service, version: record.version)
        let day = Day(world.now, in: rules.calendar.zone)
        return try await store.read("case.assignment") { reader in
            let found = try openTask(task, of: record, in: reader)
            guard officer.assigning(found, of: record, rules.service) != nil else {
                throw Refusal(.notFound, "case.not_found")
            }
            let holders = try holders(of: found, on: day, in: reader)
            let open = try Self.taken(
                by: holders.map(\.account), seenBy: officer, in: reader)
            let people = holders.map { holder in
                Assignee(
                    account: holder.account, capacity: holder.capacity,
                    openTasks: open[holder.account] ?? 0)
            }
            return Assignment(
                record: record, task: found,
                people: people.sorted { ($0.openTasks, $0.account) < ($1.openTasks, $1.account) })
        }
    }

    /// The task of a case that is still to be done.
    func openTask(
        _ task: TaskID, of record: CaseRecord, in reader: Reader
    ) throws -> TaskRecord {
        let tasks = try TaskRows.waiting(record.id, in: reader)
        guard record.state != .closed, let found = tasks.first(where: { $0.id == task }) else {
            throw Refusal(.conflict, "case.changed_meanwhile")
        }
        return found
    }

    /// Everybody who may do a task today, each once: whoever is appointed, or acts for somebody.
    func holders(
        of task: TaskRecord, on day: Day, in reader: Reader
    ) throws -> [Holder] {
        let directory = OfficerDirectory(store: store, vault: vault, world: world)
        let holders = try directory.holders(
            unit: task.unit, role: task.role, region: task.region, on: day, in: reader)
        var seen: Set<AccountID> = []
        return try holders.filter { holder in
            guard seen.insert(holder.account).inserted else { return false }
            return try directory.officer(holder.account, on: day, in: reader)?
                .authority(for: task) != nil
        }
    }
}
