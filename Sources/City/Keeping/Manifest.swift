import Kernel
import Store

/// What a backup says of itself; written last, so that a directory without it is no backup.
struct Manifest: Sendable {
    static let format: Int64 = 1

    var version: String
    var takenAt: Instant
    /// The engine that the house ran on; the copy is always SQLite.
    var engine: String
    var inventory: Inventory
    var parts: [String: FileTree.Summary]

    var json: JSONValue {
        .object([
            "format": .integer(Self.format),
            "version": .string(version),
            "taken_at": .integer(takenAt.milliseconds),
            "taken": .string(HumanText.dateTime(takenAt, .wib, .en)),
            "engine": .string(engine),
            "counts": .object(inventory.counts.mapValues { .integer($0) }),
            "parts": .object(
                parts.mapValues {
                    .object([
                        "files": .integer($0.files), "bytes": .integer($0.bytes),
                        "sha256": .string($0.sha256),
                    ])
                }),
        ])
    }

    init(
        version: String, takenAt: Instant, engine: String, inventory: Inventory,
        parts: [String: FileTree.Summary]
    ) {
        self.version = version
        self.takenAt = takenAt
        self.engine = engine
        self.inventory = inventory
        self.parts = parts
    }

    /// - Throws: `OperatingProblem` when the directory is no backup that this program knows.
    static func load(from directory: String) async throws -> Manifest {
        let path = directory + "/" + Keeping.Part.manifest
        guard FileTree.exists(path) else {
            throw OperatingProblem(
                "\(directory) is not a complete backup: it has no \(Keeping.Part.manifest).")
        }
        let bytes = try await FileTree.read(path, limit: 1 << 20)
        guard let json = try? JSONValue(parsing: bytes), let manifest = Manifest(json) else {
            throw OperatingProblem("\(path) cannot be read: it was changed or cut.")
        }
        return manifest
    }

    private init?(_ json: JSONValue) {
        guard json["format"]?.integerValue == Self.format,
            let version = json["version"]?.stringValue,
            let takenAt = json["taken_at"]?.integerValue,
            let engine = json["engine"]?.stringValue,
            let counts = json["counts"]?.objectValue, let parts = json["parts"]?.objectValue
        else { return nil }
        self.init(
            version: version, takenAt: Instant(milliseconds: takenAt), engine: engine,
            inventory: Inventory(counts: counts.compactMapValues(\.integerValue)),
            parts: parts.mapValues {
                var summary = FileTree.Summary()
                summary.files = $0["files"]?.integerValue ?? -1
                summary.bytes = $0["bytes"]?.integerValue ?? -1
                summary.sha256 = $0["sha256"]?.stringValue ?? ""
                return summary
            })
    }

    /// The parts that are not what the manifest says, in words. Keys are kept apart, so they may be
    /// away.
    func problems(in directory: String) async throws -> [String] {
        var problems: [String] = []
        for (part, expected) in parts.sorted(by: { $0.key < $1.key }) {
            let path = directory + "/" + part
            if part == Keeping.Part.keys, !FileTree.exists(path) { continue }
            let found = try await FileTree.summary(of: path)
            if found == expected { continue }
            problems.append(
                found.files == expected.files && found.bytes == expected.bytes
                    ? "\(path) was changed: its digest is not that of the manifest."
                    : "\(path) has \(found.files) files with \(found.bytes) bytes; the manifest "
                        + "says \(expected.files) with \(expected.bytes).")
        }
        return problems
    }
}
