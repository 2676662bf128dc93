import Crypto
import Kernel

extension Store {
    /// Brings the schema up to date. Several nodes may do so at once: each step is taken once.
    /// - Throws: `StoreError.migration` when the database and the program do not fit together.
    public func migrate(_ sets: [MigrationSet]) async throws {
        try Migrator.check(sets)
        let now = options.world.clock
        try await write("store.migrations") { try Migrator.prepare($0) }
        for set in sets {
            let applied = try await write("store.migrations") { transaction in
                try Migrator.applied(set, in: transaction)
            }
            try Migrator.compare(set, applied)
            for migration in set.migrations where applied[migration.id] == nil {
                try await write("store.migrate") { transaction in
                    try Migrator.apply(migration, of: set, at: now.now(), in: transaction)
                }
            }
        }
    }
}

/// The steps of a migration. Each locks and looks again, so two nodes may take turns.
enum Migrator {
    static let lock: StaticString = "pendopo.migrations"

    static func checksum(_ migration: Migration) -> String {
        var hash = SHA256()
        for statement in migration.statements {
            hash.update(data: Array(statement.utf8))
            hash.update(data: [0])
        }
        return Hexadecimal.text(Array(hash.finalize()))
    }

    static func check(_ sets: [MigrationSet]) throws {
        var names: Set<String> = []
        for set in sets {
            guard names.insert(set.name).inserted else {
                throw StoreError.migration("the set \(set.name) is named twice")
            }
            guard Set(set.migrations.map(\.id)).count == set.migrations.count else {
                throw StoreError.migration("the set \(set.name) names a migration twice")
            }
        }
    }

    static func prepare(_ transaction: Transaction) throws {
        try transaction.takeYourTime()
        try transaction.lock(lock)
        try transaction.execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                set_name TEXT NOT NULL, id TEXT NOT NULL, checksum TEXT NOT NULL,
                applied_at BIGINT NOT NULL, PRIMARY KEY (set_name, id))
            """)
    }

    static func applied(
        _ set: MigrationSet, in reader: Reader
    ) throws -> [String: String] {
        let rows = try reader.rows(
            "SELECT id, checksum FROM schema_migrations WHERE set_name = \(set.name)")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.text(0), $0.text(1)) })
    }

    static func compare(_ set: MigrationSet, _ applied: [String: String]) throws {
        var gap: String?
        for migration in set.migrations {
            guard let known = applied[migration.id] else {
                gap = gap ?? migration.id
                continue
            }
            guard known == checksum(migration) else {
                throw StoreError.migration("\(set.name)/\(migration.id) was edited after it ran")
            }
            if let gap {
                throw StoreError.migration("\(set.name)/\(gap) stands before one that has run")
            }
        }
        let ids = Set(set.migrations.map(\.id))
        if let stranger = applied.keys.filter({ !ids.contains($0) }).min() {
            throw StoreError.migration(
                "\(set.name)/\(stranger) is in the database only: this program is older")
        }
    }

    static func apply(
        _ migration: Migration, of set: MigrationSet, at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.takeYourTime()
        try transaction.lock(lock)
        let known = try transaction.row(
            """
            SELECT checksum FROM schema_migrations
            WHERE set_name = \(set.name) AND id = \(migration.id)
            """)
        if let known {
            guard known.text(0) == checksum(migration) else {
                throw StoreError.migration("\(set.name)/\(migration.id) was edited after it ran")
            }
            return
        }
        for statement in migration.statements {
            do {
                try transaction.schema(
                    statement.replacing("NEW_ID()", with: transaction.engine.newID(at: now)))
            } catch {
                throw StoreError.migration("\(set.name)/\(migration.id): \(error)")
            }
        }
        try transaction.execute(
            """
            INSERT INTO schema_migrations (set_name, id, checksum, applied_at)
            VALUES (\(set.name), \(migration.id), \(checksum(migration)), \(now))
            """)
    }
}

extension Transaction {
    /// A statement of a migration, without values.
    func schema(_ text: String) throws {
        try noting { try connection.run(text) }
    }
}
