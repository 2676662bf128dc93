import Contracts
import Kernel
import Store
import Synchronization

/// The published services, for whoever is not in a transaction. Versions never change, so they are
/// kept in memory; which one is current is asked again every second, so that a publication on one
/// node is seen on all.
public final class CatalogueShelf: Sendable {
    private struct Current {
        var version: String
        var askedAt: Instant
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
        // A clock that was set back asks again as well.
        if let known = known.withLock({ $0 }), now >= known.askedAt,
            now < known.askedAt.adding(seconds: 1)
        {
            return try await catalogue(version: known.version)
        }
        let version = try await store.read("catalogue.current") { [versions] reader in
            try versions.currentVersion(in: reader)
        }
        guard let version else { return nil }
        known.withLock { $0 = Current(version: version, askedAt: now) }
        return try await catalogue(version: version)
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
        isCurrent(catalogue)
        return catalogue
    }

    /// What another transaction has just published is current on this node at once.
    func isCurrent(_ catalogue: Catalogue) {
        known.withLock { $0 = Current(version: catalogue.version, askedAt: versions.world.now) }
    }
}
