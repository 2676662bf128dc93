import Contracts
import Kernel
import People
import Store

/// A request with an `Idempotency-Key` that was begun.
struct KeyRow: Sendable {
    enum State: String { case begun, acted, done }

    let state: State
    let request: [UInt8]
    let lease: UUIDv7
    /// The id of whatever the request makes.
    let subject: UUIDv7
    let begunAt: Instant
    let status: Int
    let place: String?
    let answer: [UInt8]?
}

enum KeyRows {
    static func find(_ token: TokenID, _ key: [UInt8], in reader: Reader) throws -> KeyRow? {
        try reader.row(
            """
            SELECT state, request_hash, lease, subject, begun_at, status, place, answer \
            FROM openapi_keys WHERE token = \(token) AND key_hash = \(key)
            """
        ).flatMap { row in
            KeyRow.State(rawValue: row.text(0)).map {
                KeyRow(
                    state: $0, request: row.bytes(1), lease: row.uuid(2), subject: row.uuid(3),
                    begunAt: row.instant(4), status: Int(row.optionalInt(5) ?? 200),
                    place: row.optionalText(6), answer: row.optionalBytes(7))
            }
        }
    }

    /// - Returns: false when the key is there already.
    static func insert(
        _ token: TokenID, _ key: [UInt8], request: [UInt8], lease: UUIDv7, subject: UUIDv7,
        at now: Instant, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO openapi_keys (token, key_hash, request_hash, state, lease, subject, \
            begun_at) VALUES (\(token), \(key), \(request), 'begun', \(lease.bytes), \
            \(subject.bytes), \(now)) ON CONFLICT (token, key_hash) DO NOTHING
            """) == 1
    }

    /// Takes a request over whose node has died.
    static func take(
        _ token: TokenID, _ key: [UInt8], from old: UUIDv7, lease: UUIDv7, at now: Instant,
        in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE openapi_keys SET lease = \(lease.bytes), begun_at = \(now) \
            WHERE token = \(token) AND key_hash = \(key) AND lease = \(old.bytes) \
            AND state <> 'done'
            """) == 1
    }

    /// Notes, in the transaction of the act, that it is done.
    static func acted(
        _ token: TokenID, _ key: [UInt8], lease: UUIDv7, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE openapi_keys SET state = 'acted' WHERE token = \(token) \
            AND key_hash = \(key) AND lease = \(lease.bytes) AND state <> 'done'
            """) == 1
    }

    /// Notes, in the transaction of the act, what it makes. A node that was taken for dead names
    /// nothing: its act is undone by `acted`.
    static func rename(
        _ token: TokenID, _ key: [UInt8], lease: UUIDv7, subject: UUIDv7, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE openapi_keys SET subject = \(subject.bytes) WHERE token = \(token) \
            AND key_hash = \(key) AND lease = \(lease.bytes) AND state = 'begun'
            """)
    }

    static func done(
        _ token: TokenID, _ key: [UInt8], status: Int, place: String?, answer: [UInt8],
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE openapi_keys SET state = 'done', status = \(Int64(status)), place = \(place), \
            answer = \(answer) WHERE token = \(token) AND key_hash = \(key)
            """)
    }

    /// A request that was refused has done nothing: it may be mended and sent again.
    static func free(
        _ token: TokenID, _ key: [UInt8], lease: UUIDv7, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            DELETE FROM openapi_keys WHERE token = \(token) AND key_hash = \(key) \
            AND lease = \(lease.bytes) AND state = 'begun'
            """)
    }

    /// - Returns: how many went.
    static func sweep(before: Instant, in tx: Transaction) throws -> Int {
        try tx.execute("DELETE FROM openapi_keys WHERE begun_at < \(before)")
    }
}
