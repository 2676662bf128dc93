import Foundation
import Kernel
import Ledger
import Store

extension Keeping {
    /// Brings a backup into an empty house, on either engine. The backup stays as it is.
    /// - Throws: `OperatingProblem` when the house is not empty or the backup was changed; then
    ///   nothing is left behind.
    public static func restore(
        _ settings: Settings, from directory: String, world: World = .system, tell: Tell
    ) async throws -> String {
        let manifest = try await Manifest.load(from: directory)
        tell(
            "backup: of \(HumanText.dateTime(manifest.takenAt, .wib, .en)), pendopo "
                + "\(manifest.version), \(manifest.inventory.text). Comparing digests …")
        let problems = try await manifest.problems(in: directory)
        guard problems.isEmpty else { throw OperatingProblem(problems.joined(separator: "\n")) }
        try await requireEmpty(settings, directory)
        var made: [String] = []
        do {
            try await bringKey(settings, from: directory, &made)
            made.append(settings.dataDirectory + "/blobs")
            // Copies, never links: a file damaged here must not be damaged there.
            let files = try await FileTree.copy(
                from: directory + "/" + Part.blobs, to: settings.dataDirectory + "/blobs",
                linking: false)
            tell("files: \(english(files)) brought.")
            try await bringDatabase(settings, from: directory, world, &made, tell)
        } catch {
            for path in made { try? FileManager.default.removeItem(atPath: path) }
            throw error
        }
        return "Restored: \(settings.database), \(settings.dataDirectory)."
    }

    private static func requireEmpty(_ settings: Settings, _ directory: String) async throws {
        guard try FileTree.isEmpty(settings.dataDirectory + "/blobs") else {
            throw OperatingProblem(
                "\(settings.dataDirectory)/blobs holds files: restore goes into an empty house. "
                    + "Name another directory by --data.")
        }
        if let path = settings.database.path {
            for ending in ["", "-wal", "-journal"] where FileTree.exists(path + ending) {
                throw OperatingProblem(
                    "\(path + ending) is there already: restore goes into an empty house.")
            }
        } else {
            try await withStore(settings.database) { store in
                guard try await store.isEmpty(except: seeded) else {
                    throw OperatingProblem(
                        "\(settings.database) holds data: restore goes into an empty database.")
                }
            }
        }
        let own = try settings.keyFiles()
        guard !own.isEmpty else { return }
        var given: [[UInt8]] = []
        for path in try keyFiles(of: directory) {
            given.append(try await FileTree.read(path, limit: 4096))
        }
        guard !given.isEmpty else { return }
        for path in own where try await !given.contains(FileTree.read(path, limit: 4096)) {
            throw OperatingProblem(
                "\(path) is the key of another house. Move it away, or name an empty --data.")
        }
    }

    /// The key may have been kept apart: then it has to be at its place already.
    private static func bringKey(
        _ settings: Settings, from directory: String, _ made: inout [String]
    ) async throws {
        guard case .directory(let own) = settings.keySource, try settings.keyFiles().isEmpty
        else { return }
        let given = try keyFiles(of: directory)
        guard !given.isEmpty else {
            throw OperatingProblem(
                "The key is missing. Put it at \(own)/master.key (chmod 600) and try again.")
        }
        for file in given {
            let path = "\(own)/\(file.split(separator: "/").last ?? "master.key")"
            made.append(path)
            try await FileTree.write(try await FileTree.read(file, limit: 4096), to: path)
        }
    }

    /// The keys that a backup brings along.
    private static func keyFiles(of backup: String) throws -> [String] {
        let directory = backup + "/" + Part.keys
        return try FileTree.names(in: directory).sorted().map { "\(directory)/\($0)" }
    }

    private static func bringDatabase(
        _ settings: Settings, from directory: String, _ world: World, _ made: inout [String],
        _ tell: Tell
    ) async throws {
        let given = directory + "/" + Part.database
        guard let path = settings.database.path else {
            let between = settings.dataDirectory + "/restoring"
            made.append(between)
            try await FileTree.copy(from: given, to: between, linking: false)
            let from = DatabaseURL.sqlite(path: between + "/pendopo.sqlite")
            let rows = try await withStore(from, world: world) { copy in
                // A backup of an older program first gets the tables of this one.
                try await copy.migrate(House.migrations)
                return try await carry(copy, to: settings.database, world)
            }
            tell("database: \(english(rows)) rows brought and compared.")
            try? FileManager.default.removeItem(atPath: between)
            return
        }
        made += [path, path + "-wal", path + "-shm"]
        let bytes = directory + "/" + Part.file
        try await FileTree.copyFile(bytes, to: path)
        try await withStore(settings.database, world: world) { store in
            try await store.migrate(House.migrations)
            try await settle(store, settings, world)
        }
        tell("database: brought.")
    }

    /// What another server had not numbered yet is numbered here.
    static func settle(_ store: Store, _ settings: Settings, _ world: World) async throws {
        let vault = try await settings.keys(for: store, world: world, mayCreate: false).look()
        try await Ledger(store: store, vault: vault, world: world).numberAfterMove()
    }
}
