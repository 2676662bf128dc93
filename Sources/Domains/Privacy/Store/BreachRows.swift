import Contracts
import Kernel
import Store

/// Rows of `privacy_breaches`; each has a key of its own.
struct BreachRows: Sendable {
    let vault: Vault

    private static func place(_ id: UUIDv7) -> SealPlace {
        SealPlace(table: "privacy_breaches", row: id, column: "sealed")
    }

    func insert(
        _ breach: Breach, by account: AccountID, _ position: PositionID, in tx: Transaction
    ) throws {
        let key = try vault.createKey(breach.id, in: tx)
        let sealed = try vault.seal(
            breach.text.json.canonical, with: key, at: Self.place(breach.id))
        try tx.execute(
            """
            INSERT INTO privacy_breaches (id, found_at, noted_at, by_account, position, people, \
            sealed) VALUES (\(breach.id), \(breach.foundAt), \(breach.notedAt), \(account), \
            \(position), \(breach.people), \(sealed))
            """)
    }

    func update(
        _ id: UUIDv7, people: Int64, _ text: Breach.Text, in tx: Transaction
    ) throws {
        let sealed = try vault.seal(
            text.json.canonical, with: try vault.key(id, in: tx), at: Self.place(id))
        try tx.execute(
            """
            UPDATE privacy_breaches SET people = \(people), sealed = \(sealed) WHERE id = \(id)
            """)
    }

    /// - Returns: false when it was marked before.
    func mark(
        _ id: UUIDv7, _ audience: BreachAudience, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        switch audience {
        case .agency:
            try tx.execute(
                """
                UPDATE privacy_breaches SET agency_at = \(now) \
                WHERE id = \(id) AND agency_at IS NULL
                """) == 1
        case .people:
            try tx.execute(
                """
                UPDATE privacy_breaches SET people_at = \(now) \
                WHERE id = \(id) AND people_at IS NULL
                """) == 1
        }
    }

    func find(_ id: UUIDv7, in reader: Reader) throws -> Breach? {
        try list("WHERE b.id = \(id)", in: reader).first
    }

    func all(in reader: Reader) throws -> [Breach] { try list("", in: reader) }

    private func list(_ condition: SQL, in reader: Reader) throws -> [Breach] {
        try reader.rows(
            """
            SELECT b.id, b.found_at, b.noted_at, b.people, b.sealed, b.agency_at, b.people_at, \
            k.wrapped FROM privacy_breaches b JOIN data_keys k ON k.id = b.id \
            \(sql: condition) ORDER BY b.found_at DESC, b.id LIMIT 200
            """
        ).map { row in
            let id = row.uuid(0)
            let key = try vault.key(id, wrapped: row.optionalBytes(7))
            let plain = try vault.open(row.bytes(4), with: key, at: Self.place(id))
            return Breach(
                id: id, foundAt: row.instant(1), notedAt: row.instant(2), people: row.int(3),
                text: Breach.Text(try JSONValue(parsing: plain)),
                agencyAt: row.optionalInstant(5), peopleAt: row.optionalInstant(6))
        }
    }
}

/// What `pendopo doctor` asks; opens nothing.
public enum BreachClock {
    /// How many breaches are past 3 × 24 hours and were not told to agency and people.
    public static func overdue(at now: Instant, in reader: Reader) throws -> Int64 {
        let limit = now.adding(hours: -Breach.hours)
        return try reader.row(
            """
            SELECT COUNT(*) FROM privacy_breaches WHERE found_at <= \(limit) \
            AND (agency_at IS NULL OR people_at IS NULL)
            """)?.int(0) ?? 0
    }
}
