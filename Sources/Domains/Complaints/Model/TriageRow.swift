import Contracts
import Kernel

/// Which open reports the desk lists.
struct TriageFilter: Sendable {
    var topic: String?
    var state: ReportState?
    var region: RegionCode?
    var unit: UnitCode?
    var isOverdue = false
}

/// An open report on the desk. What is not public is told by its topic alone: whoever wants to read
/// it opens the case, and that is written down.
struct TriageRow: Sendable {
    let report: Report
    /// The end of its step, or of the promise when that is nearer; nil while it waits.
    let urgentAt: Instant?
    let isHidden: Bool
    /// Pictures of what is reported.
    var photos = 0
    /// The first of them that everybody may see.
    var thumb: ShownPhoto?
    /// Open public reports that may be about the same.
    var near = 0

    func isOverdue(at now: Instant) -> Bool { urgentAt.map { $0 < now } ?? false }
}

/// Where a list goes on: behind a report.
struct TriagePlace: Sendable {
    let urgentAt: Instant
    let id: CaseID

    init(_ row: TriageRow) {
        urgentAt = row.urgentAt ?? ReportRows.never
        id = row.report.caseID
    }

    init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let at = Int64(parts[0]), let id = CaseID(text: String(parts[1]))
        else { return nil }
        urgentAt = Instant(milliseconds: at)
        self.id = id
    }

    var text: String { "\(urgentAt.milliseconds).\(id.text)" }
}
