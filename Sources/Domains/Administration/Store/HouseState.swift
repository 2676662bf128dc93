import Kernel
import Ledger
import Notices
import Store

/// What of the house no database knows; the city hands it over.
public struct HousePlace: Sendable, Hashable {
    public let version: String
    public let startedAt: Instant
    /// Bytes on the disk of the data folder; nothing where the system does not say.
    public let free, total: Int64?
    /// When the last backup was complete, where the house knows of one.
    public let lastBackup: Instant?
    /// When the first revocation list of the city's keys ends; nil where there is none.
    public let listsEnd: Instant?

    public init(
        version: String, startedAt: Instant, free: Int64?, total: Int64?, lastBackup: Instant?,
        listsEnd: Instant? = nil
    ) {
        self.version = version
        self.startedAt = startedAt
        self.free = free
        self.total = total
        self.lastBackup = lastBackup
        self.listsEnd = listsEnd
    }

    /// Days before its end from which a revocation list should be written anew.
    static let listDays: Int64 = 7

    /// Letters get no proof for later from a list that has ended.
    func hasEndingLists(at now: Instant) -> Bool {
        listsEnd.map { $0 < now.adding(hours: 24 * Self.listDays) } ?? false
    }

    /// Less than a tenth, or less than two gigabytes.
    var isLow: Bool {
        guard let free, let total else { return false }
        return free < 2_000_000_000 || free * 10 < total
    }
}

/// How the house works at this moment.
struct HouseState: Sendable {
    let place: HousePlace
    let engine: Engine
    let databaseBytes: Int64
    let blobs: Int64
    let blobBytes: Int64
    let lastNumber: Int64
    /// Entries that have no number in the order of all yet.
    let unnumbered: Int64
    let readers: [LedgerReaderState]
    let jobs: [JobCount]
    let outbox: [OutboxCount]
    let sessions: Int64
    let nodes: [SeenNode]
    let now: Instant

    /// Entries behind which a reader is late.
    static let late: Int64 = 1_000
    /// Minutes after which work that is due should have begun.
    static let patience: Int64 = 15

    func lag(_ reader: LedgerReaderState) -> Int64 { max(0, lastNumber - reader.position) }

    var lateReaders: [LedgerReaderState] {
        readers.filter { $0.failures > 0 || lag($0) > Self.late }
    }

    var dead: Int64 { jobs.reduce(0) { $0 + $1.dead } }

    var stuck: [JobCount] {
        let since = now.adding(minutes: -Self.patience)
        return jobs.filter { job in job.due > 0 && job.oldest.map { $0 < since } ?? false }
    }

    var failedNotices: Int64 {
        outbox.filter { $0.state == "failed" }.reduce(0) { $0 + $1.count }
    }

    /// Processes that fell silent without a word.
    var silentNodes: [SeenNode] { nodes.filter { !$0.isAlive(at: now) } }

    /// Whether notices wait longer than they should.
    var hasLateNotices: Bool {
        let since = now.adding(minutes: -Self.patience)
        return outbox.contains { ["queued", "sending"].contains($0.state) && $0.oldest < since }
    }
}

/// Something that somebody should do, with the page where it is done.
struct Attention: Sendable {
    let isGrave: Bool
    /// The words `administration.attention.<key>` and `….mend`.
    let key: String
    let values: [String: String]
    let address: String?
}
