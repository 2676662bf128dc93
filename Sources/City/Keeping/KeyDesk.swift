import Kernel
import Store

extension Keeping {
    /// Brings in a new master key while the house may be open. Killed, it is begun again.
    /// - Throws: `SealingError.masterKey`, `OperatingProblem`.
    public static func changeKey(
        _ settings: Settings, world: World = .system, tell: @escaping Tell
    ) async throws -> String {
        let house = try await KeptHouse.open(settings, world: world)
        return try await closing(house.store) {
            try await requireTables(house.store)
            // Notes the key of a house from before keys were noted.
            _ = try await house.keys.open()
            tell("wrapping all keys anew; the house may stay open …")
            let new = try await KeyChange(house.keys).run { seen in
                if seen % 50_000 == 0 { tell("\(english(seen)) keys looked at …") }
            }
            guard settings.keySource.isOwn else {
                return "Done: \(new) wraps everything. The old key is needed for old backups only: "
                    + "take it out of the environment at the next start."
            }
            return "Done: \(new) wraps everything and is keys/master.key now. The old key stays as "
                + "keys/retired-….key; keep it with the backups it made, then delete it here."
        }
    }

    /// Which master keys wrap how much.
    public static func keyStanding(
        _ settings: Settings, world: World = .system
    ) async throws -> [String] {
        let house = try await KeptHouse.open(settings, world: world)
        return try await closing(house.store) {
            try await requireTables(house.store)
            return try await KeyChange(house.keys).standing().map { key in
                let state = key.isActive ? "wraps new keys" : "former"
                let hand = key.isAtHand ? "" : ", NOT AT HAND"
                return "\(key.id)  \(english(key.wraps)) keys, \(state)\(hand)"
            }
        }
    }

    static func requireTables(_ store: Store) async throws {
        guard try await store.pendingMigrations(House.migrations).isEmpty else {
            throw OperatingProblem(
                "The tables are older than this program. Run `pendopo migrate` first.")
        }
    }
}
