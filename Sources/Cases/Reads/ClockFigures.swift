import Kernel
import Store

/// How the promises stand, for whoever watches the house.
public struct ClockFigures: Sendable, Hashable {
    /// Promises that end within a day.
    public let dueInADay: Int64
    /// Promises that were broken and whose cases still run.
    public let overdue: Int64
    /// Promises that have just been broken and that the clocks have not come to yet. Much of it, or
    /// for long, says that no node keeps the clocks.
    public let unnoted: Int64
}

extension Cases {
    /// Each count goes along a partial index.
    public static func clockFigures(at now: Instant, in reader: Reader) throws -> ClockFigures {
        let running: SQL = "state = 'open' AND overdue_noted = 0 AND clock_stopped_at IS NULL"
        let soon = try reader.row(
            """
            SELECT COUNT(*) FROM cases WHERE \(sql: running) AND due_at > \(now) \
            AND due_at <= \(now.adding(hours: 24))
            """)
        let unnoted = try reader.row(
            "SELECT COUNT(*) FROM cases WHERE \(sql: running) AND due_at <= \(now)")
        let overdue = try reader.row(
            "SELECT COUNT(*) FROM cases WHERE state = 'open' AND overdue_noted = 1")
        return ClockFigures(
            dueInADay: soon?.int(0) ?? 0, overdue: overdue?.int(0) ?? 0,
            unnoted: unnoted?.int(0) ?? 0)
    }
}
