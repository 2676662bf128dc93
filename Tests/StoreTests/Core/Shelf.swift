import Kernel
import Store
import TestKit

/// Two small tables to write into.
enum Shelf {
    static let sets = [
        MigrationSet(
            name: "shelf",
            migrations: [
                Migration(
                    "shelf-0001-make",
                    """
                    CREATE TABLE box (
                        id BIGINT NOT NULL PRIMARY KEY, label TEXT NOT NULL UNIQUE,
                        room BIGINT REFERENCES room (id) DEFERRABLE INITIALLY DEFERRED)
                    """),
                Migration(
                    "shelf-0002-values",
                    """
                    CREATE TABLE thing (
                        id BYTEA NOT NULL PRIMARY KEY, n BIGINT, t TEXT, b BYTEA,
                        d DOUBLE PRECISION, parent BYTEA REFERENCES thing (id))
                    """),
            ])
    ]

    static let room = Migration(
        "shelf-0000-room", "CREATE TABLE room (id BIGINT NOT NULL PRIMARY KEY, name TEXT)")

    /// With the room before the box that stands in it.
    static let all = [
        MigrationSet(name: "shelf", migrations: [room] + sets[0].migrations)
    ]

    static func labels(_ store: Store) async throws -> [String] {
        try await store.read("labels") { reader in
            try reader.rows("SELECT label FROM box ORDER BY id").map { $0.text(0) }
        }
    }

    static func count(_ store: Store) async throws -> Int64 {
        try await store.read("count") { try $0.row("SELECT COUNT(*) FROM box")?.int(0) ?? -1 }
    }

    static func put(
        _ id: Int, _ label: String, room: Int64? = nil, in transaction: Transaction
    ) throws {
        try transaction.execute(
            "INSERT INTO box (id, label, room) VALUES (\(id), \(label), \(room))")
    }
}
