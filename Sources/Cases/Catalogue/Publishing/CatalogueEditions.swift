import Contracts
import Kernel
import Store

/// A service as it was from one publication on.
public struct ServiceEdition: Sendable {
    public let service: Service
    public let version: String
    public let publishedAt: Instant
}

extension CatalogueStore {
    /// The editions of a service, the newest first: publications that changed nothing of it are
    /// left out. Looks back over the last hundred publications.
    public func editions(
        of code: ServiceCode, limit: Int = 20, in reader: Reader
    ) throws -> [ServiceEdition] {
        let path = "services/\(code.text).yaml"
        let rows = try reader.rows(
            """
            SELECT v.version, v.published_at, f.content FROM catalogue_versions v \
            JOIN catalogue_files f ON f.version = v.version AND f.path = \(path) \
            ORDER BY v.ordinal DESC LIMIT 100
            """)
        var found: [ServiceEdition] = []
        for (index, row) in rows.enumerated() {
            // Of publications with the same text the first one counts.
            if index + 1 < rows.count, rows[index + 1].text(2) == row.text(2) { continue }
            let version = row.text(0)
            guard let service = try catalogue(version, in: reader).services[code] else { continue }
            found.append(
                ServiceEdition(
                    service: service, version: version, publishedAt: row.instant(1)))
            if found.count == limit { break }
        }
        return found
    }
}
