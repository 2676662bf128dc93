import Contracts
import Kernel
import Store

/// Who opened whose record, when, from which position and what for. Apart from the ledger, which
/// tells acts and not looks: only a root of each hour goes there (`AccessRoots`).
///
/// A page that shows a person's data notes so first and is sent only when the note is durable.
public struct AccessLog: Sendable {
    let store: Store
    let world: World
    private let batches: AccessBatches

    public init(store: Store, world: World) {
        self.store = store
        self.world = world
        batches = AccessBatches { rows in try await Self.write(rows, to: store) }
    }

    /// Returns when the looks are durable. What comes while others are written shares the next
    /// statement with all that wait.
    /// - Throws: `StoreError`; then the page must not be shown.
    public func note(_ entries: [AccessEntry]) async throws {
        guard !entries.isEmpty else { return }
        let now = world.now
        try await batches.add(entries.map { AccessRow(id: world.uuid(), at: now, entry: $0) })
    }

    public func note(_ entry: AccessEntry) async throws { try await note([entry]) }

    /// Writes many looks in the transaction of the act that shows the data: all of them or none.
    public func note(_ entries: [AccessEntry], in tx: Transaction) throws {
        let now = world.now
        let rows = entries.map { AccessRow(id: world.uuid(), at: now, entry: $0) }
        var rest = rows[...]
        while !rest.isEmpty {
            try Self.insert(Array(rest.prefix(AccessBatches.limit)), in: tx)
            rest = rest.dropFirst(AccessBatches.limit)
        }
    }

    static func write(_ rows: [AccessRow], to store: Store) async throws {
        guard !rows.isEmpty else { return }
        try await store.write("access.note") { tx in try insert(rows, in: tx) }
    }

    private static func insert(_ rows: [AccessRow], in tx: Transaction) throws {
        guard let values = SQL.rows(rows.map(\.values)) else { return }
        try tx.execute(
            "INSERT INTO access_log (\(sql: AccessRow.columns)) VALUES \(sql: values)")
    }
}

/// An entry as it is written.
struct AccessRow: Sendable {
    let id: UUIDv7
    let at: Instant
    let entry: AccessEntry

    static let columns: SQL = """
        id, at, account, position, subject, case_id, service, part, purpose, step, flags
        """

    var values: SQL {
        let reason = entry.reason
        return """
            (\(id), \(at), \(entry.account), \(reason.position), \(entry.subject), \
            \(entry.caseID), \(entry.service?.text), \(entry.part.rawValue), \
            \(reason.purpose.rawValue), \(reason.step), \(entry.flags.rawValue))
            """
    }
}
