import Contracts
import Kernel
import Previews
import Store

/// The list of files that are to be looked into, and what was found. Rows and pictures belong to
/// the original: they come with it, stand under the key of its draft or case, and go with it.
public struct FileChecks: Sendable {
    static let job = "files.check"

    let blobs: BlobStore
    let jobs: JobQueue
    let world: World

    public init(blobs: BlobStore, jobs: JobQueue, world: World) {
        self.blobs = blobs
        self.jobs = jobs
        self.world = world
    }

    /// Puts a new file on the list.
    /// - Parameter isUrgent: false leaves it to `FileExaminer.catchUp` (files of the demo).
    public func add(
        _ blob: BlobID, _ kind: FileKind, owner: CaseID, isUrgent: Bool, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO file_checks (blob, owner, kind, state, pages, added_at)
            VALUES (\(blob), \(owner), \(kind.rawValue), 'waiting', 0, \(world.now))
            """)
        if isUrgent { try enqueue(blob, in: tx) }
    }

    /// Has a file looked into next; nothing happens when it is on its way already.
    func enqueue(_ blob: BlobID, in tx: Transaction) throws {
        try jobs.enqueue(
            kind: Self.job, payload: blob.bytes, key: "\(Self.job) \(blob.text)", in: tx)
    }

    /// Destroys a file and every picture of it.
    public func erase(_ blob: BlobID, in tx: Transaction) throws {
        // Pictures that are being kept at this moment are waited for.
        _ = try tx.row(
            "SELECT 1 FROM file_checks WHERE blob = \(blob)\(sql: tx.engine.lockSuffix)")
        for row in try tx.rows("SELECT picture FROM file_pages WHERE blob = \(blob)") {
            try blobs.erase(row.uuid(0), in: tx)
        }
        try tx.execute("DELETE FROM file_checks WHERE blob = \(blob)")
        try blobs.erase(blob.value, in: tx)
    }

    /// What is known of the files of a draft or case. A file without an entry is `waiting`.
    public func all(of owner: CaseID, in reader: Reader) throws -> [BlobID: FileCheck] {
        let rows = try reader.rows(
            """
            SELECT c.blob, c.state, c.fault, c.pages, p.page, p.width, p.height
            FROM file_checks c LEFT JOIN file_pages p ON p.blob = c.blob
            WHERE c.owner = \(owner) ORDER BY c.blob, p.page
            """)
        var checks: [BlobID: FileCheck] = [:]
        for row in rows {
            let blob: BlobID = row.id(0)
            switch row.text(1) {
            case "shown":
                let page = FileCheck.Page(
                    number: Int(row.int(4)), width: Int(row.int(5)), height: Int(row.int(6)))
                checks[blob] = Self.adding(page, count: Int(row.int(3)), to: checks[blob])
            case "hidden":
                let fault = row.optionalText(2).flatMap(PreviewFault.init)
                checks[blob] = .hidden(fault ?? .broken)
            default: checks[blob] = .waiting
            }
        }
        return checks
    }

    /// Page 0, the small one, comes first.
    private static func adding(
        _ page: FileCheck.Page, count: Int, to check: FileCheck?
    ) -> FileCheck {
        guard case .shown(_, let pages, let thumb) = check else {
            return .shown(count: count, pages: [], thumb: page)
        }
        return .shown(count: count, pages: pages + [page], thumb: thumb)
    }

    /// The picture of a page; 0 is the small one. Nothing when the file is not the owner's, or has
    /// no such page to show.
    public func picture(
        _ blob: BlobID, page: Int, owner: CaseID, in reader: Reader
    ) throws -> Blob? {
        let row = try reader.row(
            """
            SELECT p.picture FROM file_pages p JOIN file_checks c ON c.blob = p.blob
            WHERE p.blob = \(blob) AND p.page = \(page) AND c.owner = \(owner)
                AND c.state = 'shown'
            """)
        return try row.map { try blobs.blob($0.uuid(0), in: reader) }
    }
}
