import Forms
import Kernel

/// A place outside the city, and in which city or regency it lies.
public struct Neighbour: Sendable, Hashable {
    /// Such as `Kabupaten Bogor`.
    public let name: String
    public let point: MapPoint
}

/// Reads `neighbours.csv`: comment lines, a heading, then the name of a city or regency and a point
/// in it; one that is large has several. The point nearest to a place says where it lies, roughly.
enum NeighbourReader {
    static let heading = "name,lat,lon"

    static func read(_ list: FindingList) -> [Neighbour] {
        (list.rows(heading: heading) ?? []).compactMap { place, cells in
            guard cells.count == 3, !cells[0].isEmpty,
                let latitude = MapPoint.microDegrees(String(cells[1])),
                let longitude = MapPoint.microDegrees(String(cells[2])),
                let point = MapPoint(latitude: latitude, longitude: longitude)
            else {
                list.error(
                    place, "not a place of a neighbour", mend: "write `Kota Depok,-6.402,106.794`")
                return nil
            }
            return Neighbour(name: String(cells[0]), point: point)
        }
    }
}
