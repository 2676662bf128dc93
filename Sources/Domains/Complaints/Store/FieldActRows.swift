import Contracts
import Kernel
import Store

/// Rows of `report_field_acts`: what officers did in the field, each under the key that their phone
/// gave it, so that what is sent twice is done once.
enum FieldActRows {
    static let migration = Migration(
        id: "complaints-field-0001",
        statements: [
            """
            CREATE TABLE report_field_acts (
                key BYTEA NOT NULL PRIMARY KEY,
                account BYTEA NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX report_field_acts_at ON report_field_acts (at)",
        ])

    /// How long a phone may send the same thing again, in seconds.
    static let seconds: Int64 = 30 * 86_400

    static func knows(_ key: CaseID, in reader: Reader) throws -> Bool {
        try reader.row("SELECT 1 FROM report_field_acts WHERE key = \(key)") != nil
    }

    /// - Returns: false when it was done before.
    static func insert(
        _ key: CaseID, by account: AccountID, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO report_field_acts (key, account, at) \
            VALUES (\(key), \(account), \(now)) ON CONFLICT DO NOTHING
            """) == 1
    }

    static func sweep(at now: Instant, in tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM report_field_acts WHERE at < \(now.adding(seconds: -seconds))")
    }
}
