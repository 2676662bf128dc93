import Cases
import Forms
import Geo
import Kernel
import Synchronization

/// The map of the city's files in force: made when it is first asked for, and anew with each
/// edition.
final class CityMaps: Sendable {
    private struct Kept {
        let version: String
        let map: CityMap
        var outlines: [UInt8]?
    }

    private let kept = Mutex<Kept?>(nil)

    /// Plain bytes of the outlines: compressed less than half of it.
    private static let outlineBytes = 36_000

    func map(_ catalogue: Catalogue) -> CityMap {
        let known = kept.withLock { $0?.version == catalogue.version ? $0?.map : nil }
        if let known { return known }
        let centres = catalogue.regions.compactMap { region -> (id: RegionCode, point: GeoPoint)? in
            guard catalogue.places.region(region.code) != nil, let latitude = region.latitude,
                let longitude = region.longitude,
                let point = GeoPoint(degrees: latitude, longitude)
            else { return nil }
            return (region.code, point)
        }
        let map = CityMap(
            catalogue.places, centres: centres, neighbours: catalogue.neighbours)
        kept.withLock { $0 = Kept(version: catalogue.version, map: map) }
        return map
    }

    /// The outlines as JSON: `{"perkiraan":false,"kotak":[s,w,n,e],"wilayah":{…}}`, the box in
    /// micro-degrees.
    func outlines(_ catalogue: Catalogue) -> [UInt8] {
        let known = kept.withLock { $0?.version == catalogue.version ? $0?.outlines : nil }
        if let known { return known }
        let map = map(catalogue)
        let box = map.areaBox
        let text = """
            {"perkiraan":\(map.isApproximate),\
            "kotak":[\(box.south),\(box.west),\(box.north),\(box.east)],\
            "wilayah":\(map.outlines(bytes: Self.outlineBytes))}
            """
        let bytes = Array(text.utf8)
        kept.withLock { kept in
            if kept?.version == catalogue.version { kept?.outlines = bytes }
        }
        return bytes
    }
}
