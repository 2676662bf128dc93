import Kernel

/// The places that a form may name: the regions of the city, and the box in which it lies.
public struct Places: Sendable {
    /// A kelurahan (or desa) with what is above it.
    public struct Region: Sendable, Hashable {
        public let code: RegionCode
        public let name: String
        /// The name of its kecamatan.
        public let district: String
        public let postalCode: String?

        public init(code: RegionCode, name: String, district: String, postalCode: String? = nil) {
            self.code = code
            self.name = name
            self.district = district
            self.postalCode = postalCode
        }

        /// As it is written into a form and understood again: `Sempur, Bogor Tengah`.
        public var title: String { "\(name), \(district)" }
    }

    /// Such as `Kota Bogor`.
    public let city: String
    /// In the order of their names.
    public let regions: [Region]
    /// In the order of their names.
    public let districts: [(code: RegionCode, name: String)]
    public let bounds: MapBounds
    /// The corners of each kelurahan where the city gave them: for pictures, no legal boundary.
    public let outlines: [RegionCode: [MapPoint]]

    /// A city without regions, for forms that ask for none.
    public static let none = Places(city: "", regions: [], districts: [])

    public init(
        city: String, regions: [Region], districts: [(code: RegionCode, name: String)],
        bounds: MapBounds = .indonesia, outlines: [RegionCode: [MapPoint]] = [:]
    ) {
        self.city = city
        self.regions = regions.sorted { ($0.name, $0.code) < ($1.name, $1.code) }
        self.districts = districts.sorted { ($0.name, $0.code) < ($1.name, $1.code) }
        self.bounds = bounds
        self.outlines = outlines
    }

    public func region(_ code: RegionCode) -> Region? { regions.first { $0.code == code } }
}

/// A box on the map, in whole micro-degrees.
public struct MapBounds: Sendable, Hashable {
    public let south, west, north, east: Int64

    /// Nil when it has no inside.
    public init?(south: Int64, west: Int64, north: Int64, east: Int64) {
        guard south < north, west < east else { return nil }
        self.init(checked: south, west, north, east)
    }

    private init(checked south: Int64, _ west: Int64, _ north: Int64, _ east: Int64) {
        self.south = south
        self.west = west
        self.north = north
        self.east = east
    }

    /// For cities that do not say where they lie.
    public static let indonesia = MapBounds(
        checked: -11_100_000, 94_900_000, 6_200_000, 141_100_000)

    public func contains(latitude: Int64, longitude: Int64) -> Bool {
        (south...north).contains(latitude) && (west...east).contains(longitude)
    }
}
