import Kernel
import Testing

@testable import Geo

/// Makes the places of tests: hand-made shapes, and random ones from a seed.
struct Ground {
    let random: RandomSource

    init(_ seed: UInt64) {
        random = .seeded(seed)
    }

    /// In micro-degrees.
    static func at(_ latitude: Int64, _ longitude: Int64) -> GeoPoint {
        GeoPoint(clamping: Double(latitude), Double(longitude))
    }

    static func ring(_ corners: [(Int64, Int64)]) throws -> GeoRing {
        try #require(GeoRing(corners.map { at($0.0, $0.1) }))
    }

    static func box(
        _ south: Int64, _ west: Int64, _ north: Int64, _ east: Int64
    ) throws -> GeoBox {
        try #require(GeoBox(south: south, west: west, north: north, east: east))
    }

    /// A box as a ring.
    static func frame(
        _ south: Int64, _ west: Int64, _ north: Int64, _ east: Int64
    ) throws -> GeoRing {
        try ring([(south, west), (south, east), (north, east), (north, west)])
    }

    static func shape(_ outer: GeoRing, holes: [GeoRing] = []) -> GeoShape {
        GeoShape(GeoPolygon(outer, holes: holes))
    }

    func number(_ range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + Int64(random.number(below: Int(range.upperBound - range.lowerBound) + 1))
    }

    func point(in box: GeoBox) -> GeoPoint {
        Self.at(number(box.south...box.north), number(box.west...box.east))
    }

    /// Many corners around a middle, none behind another one; the hole is the same, smaller.
    func star(_ middle: GeoPoint, radius: Double, hasHole: Bool) throws -> GeoShape {
        let count = 5 + random.number(below: 40)
        var outer: [(Int64, Int64)] = []
        var inner: [(Int64, Int64)] = []
        for step in 0..<count {
            let length = radius * (0.4 + 0.6 * Double(random.number(below: 1_000)) / 1_000)
            let way = Self.direction(Double(step) / Double(count))
            outer.append(
                (middle.latitude + Int64(way.0 * length), middle.longitude + Int64(way.1 * length)))
            inner.append(
                (
                    middle.latitude + Int64(way.0 * length / 2),
                    middle.longitude + Int64(way.1 * length / 2)
                ))
        }
        return Self.shape(try Self.ring(outer), holes: hasHole ? [try Self.ring(inner)] : [])
    }

    /// Once around a square, for shares from 0 to 1.
    private static func direction(_ share: Double) -> (Double, Double) {
        let side = share * 4
        return switch side {
        case ..<1: (side * 2 - 1, 1)
        case ..<2: (1, 3 - side * 2)
        case ..<3: (5 - side * 2, -1)
        default: (-1, side * 2 - 7)
        }
    }

    /// Fields that fill a square of `count` times `count` without gaps: each corner is moved at
    /// random, the same for all fields that meet there, and each side has a bend.
    func fields(_ count: Int, size: Int64) throws -> [GeoRegion<Int>] {
        let slack = size / 5
        var moved: [Int64: GeoPoint] = [:]
        func corner(_ row: Int, _ column: Int) -> GeoPoint {
            let key = Int64(row * 1_000 + column)
            let point =
                moved[key]
                ?? Self.at(
                    Int64(row) * size / 2 + number(-slack...slack),
                    Int64(column) * size / 2 + number(-slack...slack))
            moved[key] = point
            return point
        }
        return try (0..<count * count).map { index in
            let row = index / count * 2
            let column = index % count * 2
            let around = [(0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0)]
            let points = around.map { corner(row + $0.0, column + $0.1) }
            let ring = try #require(GeoRing(points))
            return GeoRegion(id: index, shape: Self.shape(ring))
        }
    }
}
