import Contracts
import Forms
import Kernel
import Store

extension Cases {
    /// Extends the promise by what the service allows, once, with a reason that the applicant
    /// reads. A day that another system named is put off by that system alone.
    public func extendPromise(_ act: OfficerAct, reason: String) async throws {
        try await lead(act) { scene in
            let reason = try Self.words(reason, field: "reason")
            guard let term = scene.service.terms.prolongation else {
                throw Refusal(.forbidden, "case.extend.not_here")
            }
            guard scene.record.clock.namedAt == nil else {
                throw Refusal(.conflict, "case.extend.named")
            }
            guard scene.record.extendedAt == nil else {
                throw Refusal(.conflict, "case.extend.once")
            }
            guard scene.record.mayBeExtended(at: scene.now) else {
                throw Refusal(.conflict, "case.extend.too_late")
            }
            try scene.change.clock.extend(by: term, at: scene.now, calendar: scene.calendar)
            scene.change.extendedAt = scene.now
            let due = scene.change.clock.dueAt.map { Day($0, in: scene.calendar.zone) }
            try scene.addMessage(reason)
            try scene.note(
                .extended, ["until": due.map { .string($0.iso) } ?? .null],
                sealed: .string(reason))
            try scene.tell(
                "extended", ["day": due.map { HumanText.day($0, scene.record.language) } ?? "–"])
        }
    }

    /// Stops the clock for a reason that the law knows. Tasks wait until `resume`.
    public func pause(_ act: OfficerAct, reason: String, note: String) async throws {
        try await lead(act) { scene in
            guard let known = scene.service.terms.pauses.first(where: { $0.id == reason }) else {
                throw Refusal(.invalid, "case.pause.reason", field: "pause")
            }
            let note = try Self.words(note, field: "note")
            guard scene.record.state == .open, scene.record.clock.isRunning,
                let account = scene.actor.account, let position = scene.actor.position
            else { throw Refusal(.conflict, "case.pause.not_now") }
            try scene.contents.addPause(
                reason, note: note, by: account, position, at: scene.now, in: scene.tx)
            try scene.park(.pause)
            let left = scene.change.clock.daysLeft
            try scene.note(
                .paused,
                ["reason": .string(reason), "left": left.map { .integer($0) } ?? .null],
                sealed: .string(note))
            try scene.tell(
                "paused", ["reason": known.title.text(scene.record.language), "law": known.law])
        }
    }

    /// The reason is gone: the clock goes on with what was left.
    public func resume(_ act: OfficerAct) async throws {
        try await lead(act) { scene in
            guard scene.record.wait == .pause else {
                throw Refusal(.conflict, "case.changed_meanwhile")
            }
            try PauseRows.end(scene.record.id, at: scene.now, in: scene.tx)
            try scene.unpark()
            try scene.note(.resumed)
            try scene.tell("resumed")
        }
    }
}

extension CaseRecord {
    /// Whether the promise still runs, so that there is something to extend.
    public func mayBeExtended(at now: Instant) -> Bool {
        clock.startedAt != nil && clock.stoppedAt == nil && deemedAt == nil
            && clock.namedAt == nil && !clock.isOverdue(at: now)
    }
}

extension Scene {
    /// Lets the case wait, with all its tasks.
    mutating func park(_ wait: Wait) throws {
        for task in try TaskRows.waiting(record.id, in: tx) where task.state == .open {
            try park(task)
        }
        try change.clock.pause(at: now, promise: service.promise, calendar: calendar)
        change.state = .waiting
        change.wait = wait
    }

    /// Lets it go on; what a branch had asked for before goes on waiting for the others.
    mutating func unpark() throws {
        change.state = .open
        change.wait = nil
        try change.clock.resume(at: now, calendar: calendar)
        try reopenTasks()
    }
}
