import Contracts
import Kernel
import Store

@testable import Leadership

/// Every figure counted anew: SQL over the tables of cases, written apart from the code that keeps
/// figures. Moments and not days are compared, and a correction is looked for where it is kept.
struct FigureRecount {
    let zone: Zone
    let now: Instant
    let days: ClosedRange<Day>
    let until: Instant
    let silent: Set<String>

    struct Found: Hashable {
        let id: CaseID
        let unit: String
        let service: String
    }

    /// The cases of a figure.
    func cases(_ kind: FigureKind, _ more: SQL = "1 = 1", in reader: Reader) throws -> [Found] {
        try reader.rows(
            """
            SELECT c.id, c.owner_unit, c.service FROM cases c \
            WHERE \(sql: condition(kind)) AND \(sql: more)
            """
        ).map { Found(id: $0.id(0), unit: $0.text(1), service: $0.text(2)) }
    }

    private func within(_ column: SQL) -> SQL {
        let first = days.lowerBound.start(in: zone)
        let end = days.upperBound.adding(days: 1).start(in: zone)
        return "(\(sql: column) >= \(first) AND \(sql: column) < \(end))"
    }

    private static let runs: SQL = """
        c.state = 'open' AND c.clock_started_at IS NOT NULL AND c.clock_paused_at IS NULL \
        AND c.clock_stopped_at IS NULL AND c.due_at IS NOT NULL
        """

    private func decided(_ more: SQL) -> SQL {
        """
        \(sql: within("c.clock_stopped_at")) AND COALESCE(c.outcome, '-') <> 'withdrawn' \
        AND COALESCE(c.outcome, '-') <> 'lapsed' AND \(sql: more)
        """
    }

    private func ended(_ outcome: String) -> SQL {
        "c.state = 'closed' AND c.outcome = \(outcome) AND \(sql: within("c.closed_at"))"
    }

    private func condition(_ kind: FigureKind) -> SQL {
        let runs = Self.runs
        switch kind {
        case .overdue: return "\(sql: runs) AND c.due_at < \(now)"
        case .forecast: return "\(sql: runs) AND c.due_at <= \(until)"
        case .silence:
            return """
                \(sql: runs) AND c.due_at >= \(now) AND c.due_at <= \(until) \
                AND c.service IN \(list: silent.sorted() + ["-"])
                """
        case .open: return "c.state <> 'closed'"
        case .waiting:
            return "c.state = 'waiting' AND c.waits_for IN ('correction', 'payment')"
        case .correction: return "c.state = 'waiting' AND c.waits_for = 'correction'"
        case .payment: return "c.state = 'waiting' AND c.waits_for = 'payment'"
        case .pause: return "c.state = 'waiting' AND c.waits_for = 'pause'"
        case .merged: return "c.state = 'waiting' AND c.waits_for = 'merge'"
        case .confirmation: return "c.state = 'waiting' AND c.waits_for = 'confirmation'"
        case .working: return "c.state = 'open' AND c.clock_stopped_at IS NULL"
        case .decided: return "c.state = 'open' AND c.clock_stopped_at IS NOT NULL"
        case .inTime: return decided("c.clock_stopped_at <= c.due_at")
        case .late: return decided("c.clock_stopped_at > c.due_at")
        case .undated: return decided("c.due_at IS NULL")
        case .received: return within("c.submitted_at")
        case .returned:
            return """
                \(sql: within("c.submitted_at")) AND EXISTS \
                (SELECT 1 FROM case_corrections k WHERE k.case_id = c.id)
                """
        case .ended: return "c.state = 'closed' AND \(sql: within("c.closed_at"))"
        case .granted: return ended("granted")
        case .refused: return ended("refused")
        case .answered: return ended("answered")
        case .withdrawn: return ended("withdrawn")
        case .lapsed: return ended("lapsed")
        }
    }

    /// What came in and what ended in each week, by its Monday.
    func weeks(_ count: Int, unit: String?, in reader: Reader) throws -> [[Int64]] {
        let today = Day(now, in: zone)
        var monday = today
        while monday.weekday != .monday { monday = monday.adding(days: -1) }
        return try (0..<count).reversed().map { back in
            let first = monday.adding(days: -7 * back)
            let (begin, end) = (first.start(in: zone), first.adding(days: 7).start(in: zone))
            return try ["submitted_at", "closed_at"].map { (column: SQL) in
                try reader.row(
                    """
                    SELECT COUNT(*) FROM cases WHERE \(sql: column) >= \(begin) \
                    AND \(sql: column) < \(end) \
                    AND (owner_unit = \(unit ?? "") OR \(unit == nil ? 1 : 0) = 1)
                    """)?.int(0) ?? -1
            }
        }
    }
}
