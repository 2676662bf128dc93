import Kernel
import Ledger
import Store

extension Keeping {
    /// Copies the whole database into another, empty one and compares the two. Files and keys stay
    /// where they are.
    public static func move(
        _ settings: Settings, to text: String, world: World = .system, tell: Tell
    ) async throws -> String {
        guard let target = try? DatabaseURL(text) else {
            throw OperatingProblem("--to must be sqlite:PATH or postgres://user@host/name.")
        }
        guard target != settings.database else {
            throw OperatingProblem("--to is the database that the house has already.")
        }
        let house = try await KeptHouse.open(settings, world: world)
        return try await closing(house.store) {
            try await requireTables(house.store)
            // Numbers come from transactions of this server, which mean nothing elsewhere.
            try await house.ledger.number()
            tell("copying \(settings.database) to \(target) …")
            let rows = try await carry(house.store, to: target, world)
            try await withStore(target, world: world) { try await settle($0, settings, world) }
            tell("compared: \(english(rows)) rows, every table has the same digest on both sides.")
            return "Moved. Start `serve` with --database \(target) and the same --data now."
        }
    }

    /// Copies everything and compares afterwards.
    /// - Returns: how many rows there are.
    static func carry(_ source: Store, to target: DatabaseURL, _ world: World) async throws -> Int {
        try await withStore(target, world: world) { other in
            try await other.migrate(House.migrations)
            guard try await other.isEmpty(except: seeded) else {
                throw OperatingProblem("\(target) holds data. Name an empty database.")
            }
            let rows = try await source.copyAll(to: other, replacing: seeded)
            let (left, right) = (try await source.digests(), try await other.digests())
            let different = zip(left, right).filter { $0 != $1 }.map { $0.0.table }
            guard different.isEmpty, left.count == right.count else {
                throw OperatingProblem(
                    "The copy is not equal to the original (\(different.joined(separator: ", "))): "
                        + "somebody wrote meanwhile. Stop every `serve`, empty \(target), "
                        + "try again."
                )
            }
            return rows
        }
    }
}
