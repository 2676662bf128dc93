/// A picture of a part of the map in whole pixels, north above: what an SVG with
/// `viewBox="0 0 width height"` draws. All directions have the same scale in its middle, which is
/// true enough for a city.
public struct MapFrame: Sendable, Hashable {
    /// Beyond the picture, as far as lines are drawn: more than half of any stroke.
    private static let margin = 16.0
    /// What a picture shows at least to each side: some ten metres.
    private static let least: Int64 = 100

    public let width, height: Int
    private let centre: GeoPoint
    /// Pixels of a micro-degree.
    private let scale: Double
    private let narrowing: Double

    /// The box as large as it fits into the picture, in its middle. A picture has at least one
    /// pixel.
    public init(_ box: GeoBox, width: Int, height: Int) {
        self.width = max(width, 1)
        self.height = max(height, 1)
        centre = box.centre
        narrowing = max(Earth.narrowing(atLatitude: box.centre.latitude), 1e-9)
        let up = Double(max(box.north - box.south, 2 * Self.least))
        let aside = Double(max(box.east - box.west, 2 * Self.least)) * narrowing
        scale = min(Double(self.height) / up, Double(self.width) / aside)
    }

    /// All that the picture shows.
    public var box: GeoBox {
        let low = point(x: 0, y: height)
        let high = point(x: width, y: 0)
        return GeoBox(checked: low.latitude, low.longitude, high.latitude, high.longitude)
    }

    /// For a bar that tells the scale.
    public var metresPerPixel: Double { Earth.metresPerUnit / scale }

    public func x(_ point: GeoPoint) -> Int { Int(place(point).x.rounded()) }
    public func y(_ point: GeoPoint) -> Int { Int(place(point).y.rounded()) }

    public func shows(_ point: GeoPoint) -> Bool {
        (0...width).contains(x(point)) && (0...height).contains(y(point))
    }

    /// The point under a pixel, such as one that was pressed.
    public func point(x: Int, y: Int) -> GeoPoint {
        GeoPoint(
            clamping: Double(centre.latitude) + (Double(height) / 2 - Double(y)) / scale,
            Double(centre.longitude) + (Double(x) - Double(width) / 2) / (scale * narrowing))
    }

    /// The area as the `d` of an SVG path, cut off a little beyond the picture; empty when nothing
    /// of it is to be seen. Holes need `fill-rule="evenodd"`.
    public func path(_ shape: GeoShape) -> String {
        shape.rings.map(path).joined()
    }

    public func path(_ ring: GeoRing) -> String {
        var corners = ring.points.map(place)
        let sides = HalfPlane.box(
            west: -Self.margin, south: -Self.margin, east: Double(width) + Self.margin,
            north: Double(height) + Self.margin)
        for side in sides where !corners.isEmpty { corners = side.clip(corners) }
        return PixelPath(corners).text
    }

    /// With y downwards, as pictures have it.
    private func place(_ point: GeoPoint) -> PlanePoint {
        PlanePoint(
            x: Double(width) / 2
                + Double(point.longitude - centre.longitude) * narrowing * scale,
            y: Double(height) / 2 - Double(point.latitude - centre.latitude) * scale)
    }
}
