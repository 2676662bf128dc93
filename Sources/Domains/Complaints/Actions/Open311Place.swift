import Contracts
import Forms
import Geo
import Kernel
import Open311

/// Where a report is, from what a program says of it.
enum Open311Place {
    /// What a form takes: a kelurahan, words, and the point where there is one.
    /// - Throws: `Refusal` that names the parameter, and says what to send instead.
    static func find(_ post: GeoPost, in map: CityMap) throws(Refusal) -> PointAnswer {
        if let sent = post.point {
            let (point, region) = try place(sent.latitude, sent.longitude, in: map)
            let answer = MapPoint(latitude: point.latitude, longitude: point.longitude)
            return PointAnswer(
                region: region.code,
                description: post.addressString ?? answer?.text ?? region.title,
                point: answer)
        }
        if let id = post.addressID {
            guard let region = RegionCode(id).flatMap({ map.places.region($0) }) else {
                throw Refusal(
                    .invalid, "complaints.open311.address_id", field: "address_id",
                    values: ["city": map.places.city])
            }
            return PointAnswer(
                region: region.code, description: post.addressString ?? region.title)
        }
        let address = post.addressString ?? ""
        return PointAnswer(region: try region(of: address, in: map).code, description: address)
    }

    /// Says that latitude and longitude were given the wrong way round, where that is so. Before
    /// all else is read: most longitudes of Indonesia are no latitudes at all.
    static func checkOrder(
        _ latitude: String?, _ longitude: String?, in map: CityMap
    ) throws(Refusal) {
        guard let latitude = latitude.flatMap({ Double($0) }),
            let longitude = longitude.flatMap({ Double($0) }),
            case .swapped(let meant) = PointReading(degrees: latitude, longitude, in: map.box)
        else { return }
        throw swapped(meant)
    }

    private static func place(
        _ latitude: Int64, _ longitude: Int64, in map: CityMap
    ) throws(Refusal) -> (Geo.GeoPoint, Places.Region) {
        switch PointReading(latitude: latitude, longitude: longitude, in: map.box) {
        case .inside(let point):
            guard
                case .inside(_, let code?) = map.finding(
                    latitude: point.latitude, longitude: point.longitude),
                let region = map.places.region(code)
            else { throw outside(point, map) }
            return (point, region)
        case .swapped(let meant): throw swapped(meant)
        case .nullIsland: throw Refusal(.invalid, "complaints.open311.null", field: "lat")
        case .outside(let point): throw outside(point, map)
        case .invalid: throw outside(nil, map)
        }
    }

    private static func swapped(_ meant: Geo.GeoPoint) -> Refusal {
        Refusal(
            .invalid, "complaints.open311.swapped", field: "lat",
            values: [
                "lat": ReportTable.degrees(meant.latitude),
                "long": ReportTable.degrees(meant.longitude),
            ])
    }

    private static func outside(_ point: Geo.GeoPoint?, _ map: CityMap) -> Refusal {
        let city = map.places.city
        guard let neighbour = point.flatMap(map.neighbour) else {
            return Refusal(
                .invalid, "complaints.open311.outside", field: "lat", values: ["city": city])
        }
        return Refusal(
            .invalid, "complaints.open311.neighbour", field: "lat",
            values: ["city": city, "neighbour": neighbour])
    }

    private static func region(
        of address: String, in map: CityMap
    ) throws(Refusal) -> Places.Region {
        switch AddressReading(address, in: map.places) {
        case .one(let region): return region
        case .several(let regions):
            throw Refusal(
                .invalid, "complaints.open311.address.several", field: "address_string",
                values: ["names": regions.prefix(5).map(\.title).joined(separator: "; ")])
        case .nothing:
            throw Refusal(
                .invalid, "complaints.open311.address.none", field: "address_string",
                values: ["city": map.places.city])
        }
    }
}
