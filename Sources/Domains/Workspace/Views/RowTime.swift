import Cases
import Kernel
import Web

/// The times of one line of a list: the step's, and the promise to the applicant where that ends
/// before, or has ended.
struct RowTime: Sendable {
    private let step: Deadline
    /// Nothing where the step's time says enough.
    private let promise: Deadline?

    init(_ item: InboxItem, now: Instant, calendar: WorkingCalendar) {
        let task = item.task
        var step = Deadline(
            from: task.openedAt, to: task.dueAt, isPaused: task.state == .waiting, now: now,
            calendar: calendar)
        step.isWarned = item.warnedFrom.map { $0 <= now } ?? false
        self.step = step
        let isNearer = item.caseDueAt.map { due in
            now > due || (task.dueAt.map { due < $0 } ?? true)
        }
        promise =
            isNearer == true && task.state == .open
            ? Deadline(
                from: item.submittedAt, to: item.caseDueAt, isPaused: false, now: now,
                calendar: calendar) : nil
    }

    /// The mark of the row: the worse of both. What it says is in the cell in words, too.
    var tone: Tone? {
        let tones = [step.tone, promise?.tone]
        if tones.contains(.danger) { return .danger }
        return tones.contains(.warning) ? .warning : nil
    }

    func html(_ ui: UI) -> HTML {
        var html = step.meter(ui)
        if step.tone == .warning {
            html += "<p>\(ui.tag(ui.words("workspace.due.warned"), .warning))</p>"
        }
        if let promise {
            let isLate = promise.tone == .danger
            html += """
                <p class="promise\(isLate ? " promise-late" : "")">\
                \(ui.words("workspace.fact.promise")): \(promise.text(ui))</p>
                """
        }
        return html
    }
}
