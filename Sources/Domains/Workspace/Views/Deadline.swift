import Cases
import Kernel
import Web

/// A term in office hours: how much of it is used, in words and drawn.
struct Deadline: Sendable {
    enum State: Sendable, Hashable {
        /// No term runs.
        case none
        /// The applicant has the case; nothing is counted.
        case paused
        case running(daysLeft: Int)
        case over(days: Int)
    }

    let state: State
    /// The service says that it is time to warn.
    var isWarned = false
    /// What a paused term waits for, where it is known.
    var wait: Wait?
    let due: Instant?
    let now: Instant
    let zone: Zone
    /// Open minutes.
    let used: Int
    let total: Int

    /// A calendar that does not know a year counts nothing; the date is shown all the same.
    init(
        from start: Instant?, to due: Instant?, isPaused: Bool, now: Instant,
        calendar: WorkingCalendar
    ) {
        self.due = due
        self.now = now
        zone = calendar.zone
        guard let start, let due, !isPaused else {
            state = isPaused ? .paused : .none
            used = 0
            total = 1
            return
        }
        let left = (try? calendar.daysLeft(until: due, at: now)) ?? 0
        state = now > due ? .over(days: max(0, -left)) : .running(daysLeft: max(0, left))
        let all = (try? calendar.workingTime(from: start, to: due)) ?? 0
        let gone = (try? calendar.workingTime(from: start, to: now)) ?? 0
        total = max(1, Int(all / 60_000))
        used = now > due ? max(total + 1, Int(gone / 60_000)) : min(total, Int(gone / 60_000))
    }

    /// The mark of a row: late, or nearly.
    var tone: Tone? {
        switch state {
        case .over: .danger
        case .running: isWarned || used * 4 >= total * 3 ? .warning : nil
        case .none, .paused: nil
        }
    }

    /// As a sentence: it begins with a capital, whatever day it names first.
    func text(_ ui: UI) -> String {
        let text = words(ui)
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private func words(_ ui: UI) -> String {
        guard let due else {
            return ui.words(state == .paused ? pausedKey : "workspace.due.none")
        }
        let values = [
            "day": dayText(Day(due, in: zone), ui.language),
            "time": HumanText.time(due, zone, ui.language),
        ]
        switch state {
        case .none, .paused: return ui.words(pausedKey)
        case .running(0): return ui.words("workspace.due.at", values)
        case .running(let days):
            let left = HumanText.workingDays(days, ui.language)
            return ui.words("workspace.due.left", values.merging(["left": left]) { $1 })
        case .over(0): return ui.words("workspace.due.over", values)
        case .over(let days):
            let late = HumanText.workingDays(days, ui.language)
            return ui.words("workspace.due.late", values.merging(["late": late]) { $1 })
        }
    }

    private var pausedKey: String { "workspace.due.paused\((wait ?? .correction).words)" }

    /// `besok`, or short enough for a column: `Kamis, 19 Nov 2026`.
    private func dayText(_ day: Day, _ language: Language) -> String {
        let today = Day(now, in: zone)
        if abs(day.days(since: today)) <= 1 {
            return HumanText.relativeDay(day, to: today, language)
        }
        let weekday = HumanText.weekdayName(day.weekday, language)
        return weekday + ", " + HumanText.shortDay(day, language)
    }

    func meter(_ ui: UI) -> HTML {
        guard state != .none else { return "<p class=\"meter-text\">\(text(ui))</p>" }
        return ui.deadline(
            used: used, total: total, text: text(ui), isPaused: state == .paused)
    }
}

extension Wait {
    /// The end of a words key; nothing for a correction, which is the usual wait.
    fileprivate var words: String { self == .correction ? "" : ".\(rawValue)" }
}
