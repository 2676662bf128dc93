import Contracts
import Kernel

// The time of a step while its case waits: it stands still as the promise does, so that the sum of
// the steps still fits the promise afterwards (`docs/flow.md`, rows T9 and T10).
extension Scene {
    /// Lets a task wait; the working time that it had left is kept.
    func park(_ task: TaskRecord) throws {
        guard let step = service.flow.step(task.step) else { throw CaseFault.noStep(task.step) }
        var clock = CaseClock(startedAt: task.openedAt, dueAt: task.dueAt)
        try clock.pause(at: now, promise: step.within, calendar: calendar)
        try TaskRows.park(task.id, clock, in: tx)
    }

    /// The steps that asked go on with the time that they had left. A branch whose request came
    /// while the letter was out has not been answered: its request waits on, for what the others
    /// say or for its time.
    func reopenTasks() throws {
        let unsent = Set(try contents.asks(in: tx).map(\.step))
        let left = try TaskRows.parked(record.id, in: tx)
        for task in try TaskRows.waiting(record.id, in: tx)
        where task.state == .waiting && !unsent.contains(task.step) {
            guard let step = service.flow.step(task.step) else {
                throw CaseFault.noStep(task.step)
            }
            var due = try step.within.deadline(from: now, calendar: calendar)
            if var clock = left[task.id]?.clock {
                try clock.resume(at: now, calendar: calendar)
                due = clock.dueAt ?? due
            }
            let warnAt = due > now ? try step.warnAt(from: now, due, calendar) : nil
            let rungAt = step.reaches(
                rung: left[task.id]?.rung ?? 0, opened: task.openedAt, due: due, at: now, calendar)
            try TaskRows.unpark(task.id, dueAt: due, warnAt: warnAt, rungAt: rungAt, in: tx)
        }
    }
}
