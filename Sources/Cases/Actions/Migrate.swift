import Contracts
import Forms
import Kernel
import Ledger
import Store

extension Cases {
    /// Moves a running case to the version of its service that is in force. Refuses a case that
    /// could not go on by it, with each obstacle.
    /// - Returns: false when it was there already.
    @discardableResult
    public func migrate(_ number: TrackingCode, by actor: Actor) async throws -> Bool {
        let found = try await store.read("case.migrate.find") { reader in
            try CaseRows.find(number, in: reader)
        }
        guard let found else { throw Refusal(.notFound, "case.not_found") }
        guard let current = try await shelf.current() else {
            throw Refusal(.unavailable, "catalogue.unpublished")
        }
        let old = try await rules(found.service, version: found.version)
        guard let service = current.services[found.service] else {
            throw Refusal(.conflict, "case.migrate.gone")
        }
        if old.service.edition == service.edition { return false }
        let diff = ServiceDiff(old.service, service)
        try await perform(on: found.id, by: actor) { scene in
            guard scene.record.state != .closed else {
                throw Refusal(.conflict, "case.migrate.closed")
            }
            let tasks = try TaskRows.waiting(found.id, in: scene.tx)
            let day = Day(scene.record.submittedAt, in: scene.calendar.zone)
            let steps = Set(tasks.map(\.step) + [scene.record.step])
            let obstacles = diff.obstacles(
                steps: steps.sorted(), answers: try scene.answers(), on: day)
            guard obstacles.isEmpty else {
                throw Refusal(
                    .conflict, "case.migrate.stuck",
                    values: ["why": obstacles.joined(separator: "; ")])
            }
            try scene.tx.execute(
                "UPDATE cases SET version = \(current.version) WHERE id = \(found.id)")
            try scene.note(
                .migrated,
                ["from": .string(found.version), "to": .string(current.version)])
        }
        return true
    }
}
