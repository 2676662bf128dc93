/// How many things lie in a cell, and the sums of their coordinates: all whole numbers, so that a
/// database adds one when a thing comes and takes it off when it goes, and no order of changes
/// leaves a rest. Sums of fifty thousand million points fit.
public struct CellCount: Sendable, Hashable {
    public let cell: ClusterCell
    public private(set) var count: Int64
    /// Of micro-degrees.
    public private(set) var latitudeSum, longitudeSum: Int64

    public init(
        cell: ClusterCell, count: Int64 = 0, latitudeSum: Int64 = 0, longitudeSum: Int64 = 0
    ) {
        self.cell = cell
        self.count = count
        self.latitudeSum = latitudeSum
        self.longitudeSum = longitudeSum
    }

    public mutating func add(_ point: GeoPoint) {
        count += 1
        latitudeSum += point.latitude
        longitudeSum += point.longitude
    }

    public mutating func remove(_ point: GeoPoint) {
        count -= 1
        latitudeSum -= point.latitude
        longitudeSum -= point.longitude
    }

    mutating func add(_ other: CellCount) {
        count += other.count
        latitudeSum += other.latitudeSum
        longitudeSum += other.longitudeSum
    }

    /// The middle of all; only where there are some.
    var centre: GeoPoint {
        GeoPoint(
            clamping: Double(latitudeSum) / Double(count), Double(longitudeSum) / Double(count))
    }
}
