import Contracts
import Kernel
import People
import Store

/// A report that a program sent.
struct Open311Sent: Sendable {
    let caseID: CaseID
    /// Whose key it was.
    let holder: AccountID
    /// Who reports, as the program says.
    let reporter: AccountID
    /// What was asked for, as long as the key is remembered.
    let request: [UInt8]?
}

/// Rows of `open311_posts` and `open311_updates`.
enum Open311PostRows {
    /// - Parameter key: the keyed hash of the program's own key for this one report.
    /// - Returns: false when there is a report of this key.
    static func insert(
        _ sent: Open311Sent, key: [UInt8]?, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO open311_posts (case_id, holder, reporter, key_hash, request, at) VALUES \
            (\(sent.caseID), \(sent.holder), \(sent.reporter), \(key), \(sent.request), \(now)) \
            ON CONFLICT DO NOTHING
            """) == 1
    }

    private static func one(_ condition: SQL, in reader: Reader) throws -> Open311Sent? {
        try reader.row(
            """
            SELECT case_id, holder, reporter, request FROM open311_posts WHERE \(sql: condition)
            """
        ).map {
            Open311Sent(
                caseID: $0.id(0), holder: $0.id(1), reporter: $0.id(2),
                request: $0.optionalBytes(3))
        }
    }

    static func find(
        _ holder: AccountID, key: [UInt8], in reader: Reader
    ) throws -> Open311Sent? {
        try one("holder = \(holder) AND key_hash = \(key)", in: reader)
    }

    static func find(_ id: CaseID, in reader: Reader) throws -> Open311Sent? {
        try one("case_id = \(id)", in: reader)
    }

    /// Forgets keys of before a moment; whose report it is stays known.
    static func sweep(before moment: Instant, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE open311_posts SET key_hash = NULL, request = NULL \
            WHERE key_hash IS NOT NULL AND at < \(moment)
            """)
    }

    // MARK: Updates

    static func knows(
        _ update: String, of holder: AccountID, in reader: Reader
    ) throws -> Bool {
        try reader.row(
            """
            SELECT 1 FROM open311_updates WHERE holder = \(holder) AND update_id = \(update)
            """) != nil
    }

    /// - Returns: false when it came before.
    static func insert(
        update: String, of holder: AccountID, on id: CaseID, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO open311_updates (holder, update_id, case_id, at) VALUES \
            (\(holder), \(update), \(id), \(now)) ON CONFLICT DO NOTHING
            """) == 1
    }
}
