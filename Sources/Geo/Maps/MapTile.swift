/// A square of the world as web maps cut it: at zoom z there are 2^z columns from the west and as
/// many rows from the north, each drawn with 256 pixels a side.
public struct MapTile: Sendable, Hashable {
    public static let zooms = 0...24
    public static let pixels = 256

    public let zoom, x, y: Int

    /// Nil when the world has no such tile.
    public init?(zoom: Int, x: Int, y: Int) {
        guard Self.zooms.contains(zoom), (0..<1 << zoom).contains(x), (0..<1 << zoom).contains(y)
        else { return nil }
        self.init(checked: zoom, x, y)
    }

    init(checked zoom: Int, _ x: Int, _ y: Int) {
        self.zoom = zoom
        self.x = x
        self.y = y
    }

    /// The tile in which a point lies; the zoom is taken into the range that exists. What is
    /// nearer to a pole than the map reaches lies in the first or the last row.
    public init(of point: GeoPoint, zoom: Int) {
        let zoom = min(max(zoom, Self.zooms.lowerBound), Self.zooms.upperBound)
        let count = 1 << zoom
        func place(_ share: Double) -> Int { min(Int(share * Double(count)), count - 1) }
        self.init(
            checked: zoom, place(WebMercator.x(point.longitude)),
            place(WebMercator.y(point.latitude)))
    }

    /// What it shows, to a micro-degree.
    public var box: GeoBox {
        let size = 1 / Double(1 << zoom)
        let high = GeoPoint(
            clamping: WebMercator.latitude(Double(y) * size),
            WebMercator.longitude(Double(x) * size))
        let low = GeoPoint(
            clamping: WebMercator.latitude(Double(y + 1) * size),
            WebMercator.longitude(Double(x + 1) * size))
        return GeoBox(checked: low.latitude, high.longitude, high.latitude, low.longitude)
    }

    /// The tile around it at the zoom before; nil for the whole world.
    public var parent: MapTile? {
        zoom == 0 ? nil : MapTile(checked: zoom - 1, x / 2, y / 2)
    }
}
