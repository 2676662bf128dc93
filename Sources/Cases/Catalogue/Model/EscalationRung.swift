import Contracts
import Kernel

/// One rung of the ladder that a step goes up when its time is used up.
public struct EscalationRung: Sendable, Hashable {
    /// Who is told, and has the step as well from then on.
    public enum Target: Sendable, Hashable {
        /// Whoever has the task, or may take it: reminded, nothing else.
        case holder
        /// A role in the unit that has the task.
        case ofUnit(RoleCode)
        case seat(UnitCode, RoleCode)
    }

    /// How much of the step's working time has passed; 100 is its end.
    public let percent: Int
    public let target: Target

    public init(percent: Int, target: Target) {
        self.percent = percent
        self.target = target
    }

    /// Whose role it comes to; nothing for a reminder to whoever has it.
    var role: RoleCode? {
        switch target {
        case .holder: nil
        case .ofUnit(let role), .seat(_, let role): role
        }
    }
}

extension Step {
    /// The seats of the ladder that stand in the file.
    var seatsAbove: [(unit: UnitCode, role: RoleCode)] {
        ladder.compactMap { rung in
            if case .seat(let unit, let role) = rung.target { (unit, role) } else { nil }
        }
    }

    /// When a task of this step comes to a rung: before its end by the time that is still to pass,
    /// behind it by what has passed since. Nothing where the ladder ends, or where the calendar
    /// does.
    /// - Parameters:
    ///   - rung: how many rungs were reached before.
    ///   - opened: when the task was opened; how long the step is follows from it.
    ///   - due: its end, which moves while the case waits.
    func reaches(
        rung: Int, opened: Instant, due: Instant, at now: Instant, _ calendar: WorkingCalendar
    ) -> Instant? {
        guard ladder.indices.contains(rung) else { return nil }
        let percent = Int64(ladder[rung].percent)
        if percent == 100 { return due }
        guard let end = try? within.deadline(from: opened, calendar: calendar),
            let length = try? calendar.workingTime(from: opened, to: end)
        else { return nil }
        if percent > 100 {
            return try? calendar.adding(
                workingMilliseconds: length * (percent - 100) / 100, to: due)
        }
        guard now < due, let left = try? calendar.workingTime(from: now, to: due) else {
            return now
        }
        let further = left - length * (100 - percent) / 100
        return further > 0 ? try? calendar.adding(workingMilliseconds: further, to: now) : now
    }
}
