import Kernel
import Store

/// How the asking of a national system stands.
struct SystemState: Sendable {
    var cursor: String?
    /// Not before.
    var nextAt = Instant(milliseconds: 0)
    /// Tries that failed since the last good one.
    var failures: Int64 = 0
    /// The last try, and the last good one.
    var askedAt, heardAt: Instant?
    /// Why the last try failed: a word or a status, never what the system said.
    var fault: String?
    /// Messages that became cases.
    var taken: Int64 = 0
}

/// Rows of `permit_systems`.
enum SystemRows {
    static func find(_ system: String, in reader: Reader) throws -> SystemState {
        let row = try reader.row(
            """
            SELECT cursor_text, next_at, failures, asked_at, heard_at, fault, taken \
            FROM permit_systems WHERE system = \(system)
            """)
        guard let row else { return SystemState() }
        return SystemState(
            cursor: row.optionalText(0), nextAt: row.instant(1), failures: row.int(2),
            askedAt: row.optionalInstant(3), heardAt: row.optionalInstant(4),
            fault: row.optionalText(5), taken: row.int(6))
    }

    static func write(_ state: SystemState, of system: String, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO permit_systems \
            (system, cursor_text, next_at, failures, asked_at, heard_at, fault, taken) VALUES \
            (\(system), \(state.cursor), \(state.nextAt), \(state.failures), \(state.askedAt), \
            \(state.heardAt), \(state.fault), \(state.taken)) \
            ON CONFLICT (system) DO UPDATE SET cursor_text = \(state.cursor), \
            next_at = \(state.nextAt), failures = \(state.failures), \
            asked_at = \(state.askedAt), heard_at = \(state.heardAt), fault = \(state.fault), \
            taken = \(state.taken)
            """)
    }

    /// The next try is now.
    static func hurry(_ system: String, at now: Instant, in tx: Transaction) throws {
        var state = try find(system, in: tx)
        state.nextAt = now
        try write(state, of: system, in: tx)
    }
}
