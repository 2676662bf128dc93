import Cases
import Geo
import Store

/// What a window of the map shows.
enum MapPicture: Sendable {
    case heaps([MapCluster])
    case single([Report])
}

/// Reads the map for a script that shows it.
struct MapReading: Sendable {
    let tools: ComplaintTools

    /// So many reports of a window are shown one by one.
    static let fewest = 200

    /// At most two statements: counts of squares first, single reports where they are few.
    func picture(
        _ filter: ReportFilter, in box: GeoBox, zoom: Int
    ) async throws -> MapPicture {
        let filter = filter.placed(in: try await tools.shelf.published().places)
        return try await tools.store.read("report.map") { reader in
            let kept = MapCells.zooms.last ?? 0
            // Near the ground there are few: they are asked for at once.
            if zoom > kept {
                let found = try MapRows.single(
                    filter, in: box, zoom: zoom, limit: Self.fewest + 1, in: reader)
                if found.count <= Self.fewest { return .single(found) }
                return .heaps(try MapRows.clusters(filter, in: box, zoom: zoom, in: reader))
            }
            let counts = try MapRows.counts(filter, in: box, zoom: zoom, in: reader)
            guard !counts.isEmpty else { return .single([]) }
            guard counts.reduce(0, { $0 + $1.count }) > Self.fewest else {
                return .single(
                    try MapRows.single(
                        filter, in: box, zoom: zoom, limit: Self.fewest, in: reader))
            }
            return .heaps(MapCluster.clusters(counts))
        }
    }
}
