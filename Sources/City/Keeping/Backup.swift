import Kernel
import Ledger
import Store

extension Keeping {
    /// Writes a backup of one moment while the house may be open.
    ///
    /// Files are brought twice: before the copy of the database, so that none is missed that is
    /// erased meanwhile, and after it, so that each one that it names is there.
    /// - Throws: `OperatingProblem` when the directory holds something already.
    public static func backup(
        _ settings: Settings, to directory: String, world: World = .system, tell: Tell
    ) async throws -> String {
        guard try FileTree.isEmpty(directory) else {
            throw OperatingProblem(
                "\(directory) is not empty. Name a directory that does not exist yet.")
        }
        let house = try await KeptHouse.open(settings, world: world)
        return try await closing(house.store) {
            try await FileTree.makeDirectory(directory)
            let takenAt = world.now
            let blobs = directory + "/" + Part.blobs
            let source = settings.dataDirectory + "/blobs"
            var files = try await FileTree.copy(from: source, to: blobs, linking: true)
            tell("database: copying one moment of \(settings.database) …")
            try await copyDatabase(house, to: directory, world: world)
            files += try await FileTree.copy(from: source, to: blobs, linking: true)
            tell("files: \(english(files)) brought.")
            let hasKey = try await copyKeys(settings, to: directory, tell: tell)
            let inventory = try await examine(directory, tell: tell)
            tell("manifest: summing up …")
            let manifest = Manifest(
                version: Release.version, takenAt: takenAt,
                engine: settings.database.engine.rawValue, inventory: inventory,
                parts: try await summaries(directory, hasKey: hasKey))
            try await FileTree.write(
                manifest.json.canonical + [UInt8(ascii: "\n")],
                to: directory + "/" + Part.manifest)
            HouseFacts.note(backup: takenAt, in: settings)
            return "Backup complete: \(directory) (\(inventory.text))."
        }
    }

    /// PostgreSQL is copied into SQLite, so that a backup of either restores to either.
    private static func copyDatabase(
        _ house: KeptHouse, to directory: String, world: World
    ) async throws {
        try await FileTree.makeDirectory(directory + "/" + Part.database)
        let path = directory + "/" + Part.file
        switch house.store.engine {
        case .sqlite: try await house.store.backup(to: path)
        case .postgres:
            try await withStore(.sqlite(path: path), world: world) { copy in
                try await copy.migrate(House.migrations)
                try await house.store.copyAll(to: copy, replacing: seeded)
            }
        }
    }

    private static func copyKeys(
        _ settings: Settings, to directory: String, tell: Tell
    ) async throws -> Bool {
        guard settings.keySource.isOwn else {
            tell("keys: not in the backup, the environment hands them in. Keep them as well.")
            return false
        }
        for path in try settings.keyFiles() {
            let bytes = try await FileTree.read(path, limit: 4096)
            let name = path.split(separator: "/").last ?? "master.key"
            try await FileTree.write(bytes, to: "\(directory)/\(Part.keys)/\(name)")
        }
        tell(
            "keys: in \(directory)/\(Part.keys). Move them to another place than the rest: "
                + "whoever has both can read everything; without the key nobody can.")
        return true
    }

    /// A backup that was never opened is none: looks for damage and counts.
    private static func examine(_ directory: String, tell: Tell) async throws -> Inventory {
        tell("database: checking the copy …")
        return try await withStore(.sqlite(path: directory + "/" + Part.file)) { copy in
            let problems = try await copy.integrityCheck()
            guard problems.isEmpty else {
                throw OperatingProblem(
                    "The copy of the database is damaged, so the database may be: "
                        + problems.joined(separator: "; "))
            }
            return try await Inventory.of(copy)
        }
    }

    private static func summaries(
        _ directory: String, hasKey: Bool
    ) async throws -> [String: FileTree.Summary] {
        var parts: [String: FileTree.Summary] = [:]
        for part in [Part.database, Part.blobs] + (hasKey ? [Part.keys] : []) {
            parts[part] = try await FileTree.summary(of: directory + "/" + part)
        }
        return parts
    }
}
