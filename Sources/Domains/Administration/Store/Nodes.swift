import Kernel
import Store

/// A process of the house.
public struct HouseNode: Sendable, Hashable {
    /// Machine and process; with the moment of its begin it names one process for ever.
    public let name: String
    public let version: String
    public let beganAt: Instant

    public init(name: String, version: String, beganAt: Instant) {
        self.name = name
        self.version = version
        self.beganAt = beganAt
    }

    var id: String { "\(name)@\(beganAt.milliseconds)" }
}

/// A node with its last sign of life.
struct SeenNode: Sendable, Hashable {
    let node: HouseNode
    let beatAt: Instant

    /// Seconds after which a node that says nothing is taken for dead.
    static let patience: Int64 = 120

    func isAlive(at now: Instant) -> Bool {
        now.milliseconds(since: beatAt) <= Self.patience * 1_000
    }
}

/// Which processes of the house are alive: each says so every half a minute and goes with a word.
public struct NodeRegister: Sendable {
    public static let beatSeconds: Int64 = 30
    /// Hours after which one that fell silent is forgotten.
    private static let rest: Int64 = 24

    let store: Store
    let world: World

    public init(store: Store, world: World) {
        self.store = store
        self.world = world
    }

    public func beat(_ node: HouseNode) async throws {
        let now = world.now
        try await store.write("office.beat") { tx in
            try tx.execute(
                """
                INSERT INTO office_nodes (id, name, version, began_at, beat_at) VALUES \
                (\(node.id), \(node.name), \(node.version), \(node.beganAt), \(now)) \
                ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at
                """)
            try tx.execute(
                "DELETE FROM office_nodes WHERE beat_at < \(now.adding(hours: -Self.rest))")
        }
    }

    /// A node that stops in order is not missed.
    public func leave(_ node: HouseNode) async throws {
        try await store.write("office.leave") { tx in
            try tx.execute("DELETE FROM office_nodes WHERE id = \(node.id)")
        }
    }

    static func list(in reader: Reader) throws -> [SeenNode] {
        try reader.rows(
            "SELECT name, version, began_at, beat_at FROM office_nodes ORDER BY began_at, id"
        ).map { row in
            SeenNode(
                node: HouseNode(
                    name: row.text(0), version: row.text(1), beganAt: row.instant(2)),
                beatAt: row.instant(3))
        }
    }
}
