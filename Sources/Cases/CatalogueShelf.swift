import Contracts
import Kernel
import Store
import Synchronization

/// The published services, for whoever is not in a transaction. Versions never change, so they are
/// kept in memory; which one is current is asked again every second, so that a publication on one
/// node is seen on all. So are the exceptions of the calendar, which hold whatever the version.
public final class CatalogueShelf: Sendable {
    private struct Current {
        var version: String
        var exceptions: [DatedException]
        var askedAt: Instant
        /// With the exceptions in its calendar.
        var catalogue: Catalogue
    }

    public let versions: CatalogueStore
    private let store: Store
    private let known = Mutex<Current?>(nil)

    public init(store: Store, versions: CatalogueStore) {
        self.store = store
        self.versions = versions
    }

    /// The catalogue that new applications use; nothing before the first publication.
    public func current() async throws -> Catalogue? {
        let now = versions.world.now
        let last = known.withLock { $0 }
        // A clock that was set back asks again as well.
        if let last, now >= last.askedAt, now < last.askedAt.adding(seconds: 1) {
            return last.catalogue
        }
        let (version, exceptions) = try await store.read("catalogue.current") { reader in
            try Self.standing(in: reader)
        }
        guard let version else { return nil }
        if let last, last.version == version, last.exceptions == exceptions {
            known.withLock { $0?.askedAt = now }
            return last.catalogue
        }
        guard var catalogue = try await catalogue(version: version) else { return nil }
        catalogue.decreed = exceptions
        catalogue.calendar = try catalogue.calendar.with(exceptions.map(\.exception))
        let current = Current(
            version: version, exceptions: exceptions, askedAt: now, catalogue: catalogue)
        known.withLock { $0 = current }
        return catalogue
    }

    /// The version in force and the exceptions of the calendar, in one statement.
    private static func standing(
        in reader: Reader
    ) throws -> (version: String?, exceptions: [DatedException]) {
        let rows = try reader.rows(
            """
            SELECT version, NULL, NULL, NULL, NULL, 0, 0 FROM (SELECT version
            FROM catalogue_versions ORDER BY ordinal DESC LIMIT 1) AS newest
            UNION ALL SELECT NULL, \(sql: CalendarExceptions.columns), 1, added_at
            FROM calendar_exceptions WHERE ended_at IS NULL ORDER BY 6, 7
            """)
        let exceptions = rows.filter { $0.isNull(0) }
        return (
            rows.first { !$0.isNull(0) }?.text(0),
            exceptions.map { CalendarExceptions.dated($0, from: 1) }
        )
    }

    /// A version as it was published.
    public func catalogue(version: String) async throws -> Catalogue? {
        if let cached = versions.cached(version) { return cached }
        return try await store.read("catalogue.version") { [versions] reader in
            try versions.catalogue(version, in: reader)
        }
    }

    /// The current catalogue, or a refusal that says that nothing is published yet.
    public func published() async throws -> Catalogue {
        guard let catalogue = try await current() else {
            throw Refusal(.unavailable, "catalogue.unpublished")
        }
        return catalogue
    }

    public func calendar() async throws -> WorkingCalendar { try await published().calendar }

    public func zone() async throws -> Zone { try await published().profile.zone }

    /// Publishes in a transaction of its own and makes it current on this node at once.
    @discardableResult
    public func publish(_ source: CatalogueSource) async throws -> Catalogue {
        let catalogue = try await store.write("catalogue.publish") { [versions] tx in
            try versions.publish(source, in: tx)
        }
        forget()
        return catalogue
    }

    /// What another transaction has just published, or decreed for the calendar, is current on this
    /// node at once.
    public func forget() { known.withLock { $0 = nil } }
}
