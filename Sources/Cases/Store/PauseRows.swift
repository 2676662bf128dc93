import Contracts
import Kernel
import Store

/// A time in which the office had stopped the clock for a reason that the law knows.
public struct Pause: Sendable {
    public let at: Instant
    /// One of the service's `pauses`.
    public let reason: String
    public let position: PositionID
    public let note: String
    public let endedAt: Instant?
}

/// Rows of `case_pauses`.
enum PauseRows {
    static func end(_ caseID: CaseID, at now: Instant, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE case_pauses SET ended_at = \(now) \
            WHERE case_id = \(caseID) AND ended_at IS NULL
            """)
    }
}

extension ContentRows {
    func pausePlace(_ at: Instant) -> [UInt8] { caseID.bytes + at.milliseconds.bigEndianBytes }

    func addPause(
        _ reason: String, note: String, by account: AccountID, _ position: PositionID,
        at now: Instant, in tx: Transaction
    ) throws {
        let sealed = try seal(.string(note), "case_pauses", pausePlace(now))
        try tx.execute(
            """
            INSERT INTO case_pauses (case_id, at, reason, account, position, sealed) VALUES \
            (\(caseID), \(now), \(reason), \(account), \(position), \(sealed))
            """)
    }
}
