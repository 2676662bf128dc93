import Contracts
import Kernel
import Store
import Synchronization

/// Published catalogues in the database, so that a second node needs no files and a running case
/// finds the version it began with.
public final class CatalogueStore: Sendable {
    private struct Cache {
        var catalogues: [String: Catalogue] = [:]
        /// Versions in the order of their last use, the latest last.
        var order: [String] = []
    }

    /// Versions kept in memory: the current one and those that open cases still use.
    private static let kept = 8

    private let cache = Mutex(Cache())
    let world: World

    public init(world: World) { self.world = world }

    /// Why nothing was published.
    public struct NotPublished: Error, Sendable {
        public let findings: [Finding]
    }

    /// Checks and stores the files as the current version. Publishing what is current already
    /// changes nothing; publishing an earlier version makes it current again.
    @discardableResult
    public func publish(_ source: CatalogueSource, in tx: Transaction) throws -> Catalogue {
        let read = source.read()
        guard let catalogue = read.catalogue else { throw NotPublished(findings: read.findings) }
        try tx.lock("catalogue")
        let version = catalogue.version
        if try currentVersion(in: tx) != version {
            let next = try tx.row("SELECT COALESCE(MAX(ordinal), 0) + 1 FROM catalogue_versions")
            try tx.execute(
                """
                INSERT INTO catalogue_versions (version, ordinal, published_at)
                VALUES (\(version), \(next?.int(0) ?? 1), \(world.now))
                ON CONFLICT (version) DO UPDATE
                SET ordinal = excluded.ordinal, published_at = excluded.published_at
                """)
            for (path, text) in source.published.sorted(by: { $0.key < $1.key }) {
                try tx.execute(
                    """
                    INSERT INTO catalogue_files (version, path, content)
                    VALUES (\(version), \(path), \(text)) ON CONFLICT (version, path) DO NOTHING
                    """)
            }
            // What was compared with the edition before says nothing of this one.
            try tx.execute(
                """
                UPDATE catalogue_proposals SET state = 'void', decided_at = \(world.now)
                WHERE state = 'open'
                """)
            try tx.execute("DELETE FROM catalogue_proposed_files")
        }
        // The version is the hash of what was read: it holds whether or not this transaction does.
        remember(catalogue)
        return catalogue
    }

    /// The version that new applications use; nil before the first publication.
    public func currentVersion(in reader: Reader) throws -> String? {
        try reader.row("SELECT version FROM catalogue_versions ORDER BY ordinal DESC LIMIT 1")?
            .text(0)
    }

    /// Refuses with `catalogue.unpublished` (`.unavailable`) before the first publication.
    public func current(in reader: Reader) throws -> Catalogue {
        guard let version = try currentVersion(in: reader) else {
            throw Refusal(.unavailable, "catalogue.unpublished")
        }
        return try catalogue(version, in: reader)
    }

    /// A version as it was published. Refuses with `catalogue.version` (`.notFound`) for one that
    /// never was.
    public func catalogue(_ version: String, in reader: Reader) throws -> Catalogue {
        if let known = cached(version) { return known }
        let rows = try reader.rows(
            "SELECT path, content FROM catalogue_files WHERE version = \(version)")
        let source = CatalogueSource(
            files: Dictionary(rows.map { ($0.text(0), $0.text(1)) }) { first, _ in first })
        // Already checked when it was published; read again, since a value is not stored.
        guard !rows.isEmpty, source.version == version,
            let catalogue = source.read(isStored: true).catalogue
        else { throw Refusal(.notFound, "catalogue.version", values: ["version": version]) }
        remember(catalogue)
        return catalogue
    }

    /// A service as it was in a version; nil when that version did not have it.
    public func service(
        _ code: ServiceCode, version: String, in reader: Reader
    ) throws -> Service? {
        try catalogue(version, in: reader).services[code]
    }

    /// A version that is in memory.
    func cached(_ version: String) -> Catalogue? {
        cache.withLock { cache in
            guard let catalogue = cache.catalogues[version] else { return nil }
            cache.order.removeAll { $0 == version }
            cache.order.append(version)
            return catalogue
        }
    }

    private func remember(_ catalogue: Catalogue) {
        cache.withLock { cache in
            cache.catalogues[catalogue.version] = catalogue
            cache.order.removeAll { $0 == catalogue.version }
            cache.order.append(catalogue.version)
            if cache.order.count > Self.kept {
                cache.catalogues[cache.order.removeFirst()] = nil
            }
        }
    }
}
