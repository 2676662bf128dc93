import Kernel
import Store

/// An edition of the city's files that is or was in force.
public struct CatalogueEdition: Sendable, Hashable {
    /// The digest of its files: SHA-256, hexadecimal.
    public let version: String
    /// The largest is in force.
    public let ordinal: Int64
    public let publishedAt: Instant
    public let files: Int64

    /// The one in force first.
    public static func newest(limit: Int, in reader: Reader) throws -> [CatalogueEdition] {
        try reader.rows(
            """
            SELECT v.version, v.ordinal, v.published_at,
            (SELECT COUNT(*) FROM catalogue_files f WHERE f.version = v.version)
            FROM catalogue_versions v ORDER BY v.ordinal DESC LIMIT \(limit)
            """
        ).map { row in
            CatalogueEdition(
                version: row.text(0), ordinal: row.int(1), publishedAt: row.instant(2),
                files: row.int(3))
        }
    }
}
