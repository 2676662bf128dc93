import Contracts
import Kernel
import Store

/// The numbers of letters: reserved when a letter is prepared, used when it is issued, void with a
/// reason otherwise. A serial is given once and never again.
enum NumberRows {
    struct Reserved: Sendable {
        let serial: Int64
        let text: String
    }

    /// The number that the case holds in the register, kept since an earlier try.
    static func held(_ caseID: CaseID, register: String, in reader: Reader) throws -> String? {
        try reader.row(
            """
            SELECT text FROM numbers WHERE case_id = \(caseID) AND register = \(register) \
            AND state = 'reserved'
            """
        )?.text(0)
    }

    /// Takes the next serial of the year; `format` makes the printed number of it. The row of the
    /// series stays locked until the transaction ends, so serials have no gaps by rollback.
    static func reserve(
        _ caseID: CaseID, register: String, year: Int64, at now: Instant, in tx: Transaction,
        format: (Int64) -> String
    ) throws -> Reserved {
        let row = try tx.row(
            """
            INSERT INTO number_series (register, year, last) VALUES (\(register), \(year), 1) \
            ON CONFLICT (register, year) DO UPDATE SET last = number_series.last + 1 \
            RETURNING last
            """)
        guard let row else { throw CaseFault.unreadable("number_series.last") }
        let serial = row.int(0)
        let text = format(serial)
        try tx.execute(
            """
            INSERT INTO numbers (register, year, serial, case_id, text, state, reserved_at) VALUES \
            (\(register), \(year), \(serial), \(caseID), \(text), 'reserved', \(now))
            """)
        return Reserved(serial: serial, text: text)
    }

    static func use(_ caseID: CaseID, text: String, at now: Instant, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE numbers SET state = 'used', settled_at = \(now) \
            WHERE case_id = \(caseID) AND text = \(text) AND state = 'reserved'
            """)
    }

    /// Voids what the case still holds. Returns the voided numbers.
    static func void(
        _ caseID: CaseID, reason: String, at now: Instant, in tx: Transaction
    )
        throws -> [String]
    {
        try tx.rows(
            """
            UPDATE numbers SET state = 'void', reason = \(reason), settled_at = \(now) \
            WHERE case_id = \(caseID) AND state = 'reserved' RETURNING text
            """
        ).map { $0.text(0) }
    }
}

extension Cases {
    /// Numbers of a register go on behind one that was given elsewhere. Never back.
    public func raiseSeries(
        _ register: String, year: Int, to serial: Int64, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO number_series (register, year, last) VALUES \
            (\(register), \(Int64(year)), \(serial)) ON CONFLICT (register, year) DO UPDATE \
            SET last = CASE WHEN number_series.last < excluded.last THEN excluded.last \
            ELSE number_series.last END
            """)
    }
}
