import Kernel
import Synchronization

/// Work that happens after a commit: mail, documents, pruning. A job is written in the transaction
/// that wants it, so it is there exactly when that transaction is; nodes take each job once.
///
/// The payload is stored in plain: it holds ids, never personal data.
public struct JobQueue: Sendable {
    let store: Store
    let world: World
    let options: Options
    let signals = LaneSignals()
    let resting = RestingKinds()

    public struct Options: Sendable {
        /// How long a node holds a job before others may take it, in seconds; renewed while the
        /// handler runs.
        public let lease: Int64
        /// Jobs run at the same time on one node, besides those with a lane of their own.
        public let workers: Int
        /// How often to look for jobs that other nodes wrote or that have become due.
        public let poll: Duration

        public init(lease: Int64 = 60, workers: Int = 4, poll: Duration = .seconds(1)) {
            precondition(lease >= 1 && workers >= 1)
            self.lease = lease
            self.workers = workers
            self.poll = poll
        }
    }

    public init(store: Store, world: World, options: Options = Options()) {
        self.store = store
        self.world = world
        self.options = options
    }

    /// Writes a job in the caller's transaction; workers of this node wake at its commit.
    /// - Parameters:
    ///   - payload: ids, never personal data.
    ///   - runAt: not before; now if nil.
    ///   - key: while a job with this key is waiting, running or dead, another one is not written.
    /// - Returns: whether the job was written.
    @discardableResult
    public func enqueue(
        kind: String, payload: [UInt8] = [], runAt: Instant? = nil, key: String? = nil,
        in tx: Transaction
    ) throws -> Bool {
        let written = try tx.execute(insert(kind, payload, runAt, key))
        if written > 0 {
            tx.onCommit { [signals, resting] in
                if !resting.contains(kind) { signals.signal(kind: kind).raiseOne() }
            }
        }
        return written > 0
    }

    /// The same where nobody asks whether it was written: workers wake in any case.
    public func post(
        kind: String, payload: [UInt8] = [], runAt: Instant? = nil, key: String? = nil,
        in tx: Transaction
    ) throws {
        try tx.put(insert(kind, payload, runAt, key))
        tx.onCommit { [signals, resting] in
            if !resting.contains(kind) { signals.signal(kind: kind).raiseOne() }
        }
    }

    private func insert(
        _ kind: String, _ payload: [UInt8], _ runAt: Instant?, _ key: String?
    ) -> SQL {
        let now = world.now
        return """
            INSERT INTO jobs (id, kind, payload, state, run_at, attempts, dedupe, created_at)
            VALUES (\(world.uuid().bytes), \(kind), \(payload), 'ready', \(runAt ?? now), 0,
                \(key), \(now))
            ON CONFLICT (dedupe) DO NOTHING
            """
    }

    /// Marks the job done in the handler's own transaction, so that work and mark commit together.
    /// - Throws: `JobLeaseLost` when another node has taken the job meanwhile: roll back.
    public func finish(_ job: Job, in tx: Transaction) throws {
        let done = try tx.execute(
            "DELETE FROM jobs WHERE id = \(job.id.bytes) AND locked_by = \(job.lease.bytes)")
        if done == 0 { throw JobLeaseLost() }
    }

    // MARK: Dead letters

    /// Jobs that were given up, newest first.
    public func deadLetters(limit: Int = 100, in reader: Reader) throws -> [DeadLetter] {
        let rows = try reader.rows(
            """
            SELECT id, kind, attempts, last_error, created_at FROM jobs WHERE state = 'dead'
            ORDER BY run_at DESC, id DESC LIMIT \(limit)
            """)
        return rows.map { row in
            DeadLetter(
                id: row.uuid(0), kind: row.text(1), attempts: Int(row.int(2)),
                reason: row.optionalText(3) ?? "", createdAt: row.instant(4))
        }
    }

    /// Gives a dead letter all its tries again.
    /// - Returns: whether there was such a dead letter.
    @discardableResult
    public func retry(_ id: UUIDv7, in tx: Transaction) throws -> Bool {
        let changed = try tx.row(
            """
            UPDATE jobs SET state = 'ready', attempts = 0, run_at = \(world.now)
            WHERE id = \(id.bytes) AND state = 'dead' RETURNING kind
            """)
        guard let kind = changed?.text(0) else { return false }
        tx.onCommit { [signals] in signals.signal(kind: kind).raiseOne() }
        return true
    }

    /// Throws a dead letter away.
    @discardableResult
    public func drop(_ id: UUIDv7, in tx: Transaction) throws -> Bool {
        try tx.execute("DELETE FROM jobs WHERE id = \(id.bytes) AND state = 'dead'") > 0
    }
}

/// Kinds of job that nobody takes now, because their handlers are not ready: writing one wakes
/// nobody.
final class RestingKinds: Sendable {
    private let kinds = Mutex<Set<String>>([])

    func contains(_ kind: String) -> Bool { kinds.withLock { $0.contains(kind) } }

    /// Which of some kinds rest now.
    func set(_ resting: Set<String>, of all: Set<String>) {
        kinds.withLock { $0 = $0.subtracting(all).union(resting) }
    }
}

/// Another node holds the job now: what this handler did must not be committed.
public struct JobLeaseLost: Error, Sendable, Hashable {
    public init() {}
}
