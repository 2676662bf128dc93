import City
import Contracts
import Forms
import Kernel
import Store
import TestKit

@testable import Complaints

/// Public reports, put straight into the table of the map.
enum MapFixture {
    struct One {
        var latitude, longitude: Int64
        var topic = "jalan"
        var state = ReportState.forwarded
        var region = "32.71.03.1005"
        var text: String? = "Lubang di tengah jalan"
    }

    static let states: [ReportState] = [.waiting, .forwarded, .working, .done]
    static let topics = ["jalan", "sampah", "pju"]

    /// So many reports over the box of the city, always at the same places.
    static func spread(_ count: Int) -> [One] {
        var seed: UInt64 = 42
        func next(_ limit: Int64) -> Int64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int64(seed >> 33) % limit
        }
        return (0..<count).map { n in
            One(
                latitude: -6_680_000 + next(160_000), longitude: 106_740_000 + next(100_000),
                topic: topics[n % topics.count], state: states[n % states.count])
        }
    }

    @discardableResult
    static func add(_ reports: [One], to city: TestCity) async throws -> [CaseID] {
        let world = city.house.world
        let ids: [CaseID] = reports.map { _ in world.id() }
        let rows = zip(ids, reports).map { id, one -> SQL in
            let point = MapPoint(latitude: one.latitude, longitude: one.longitude)?.geo
            return """
                (\(id), \(TrackingCode(random: world.random).symbols), 'laporan', 'pengaduan', \
                \(one.topic), \(one.text), 'depan pasar', \(one.region), \(one.latitude), \
                \(one.longitude), \(point.map(ReportRows.cell)), \(one.state.rawValue), \
                \(one.state.isOpen ? 1 : 0), 1, 'dpupr', \(world.now), \(world.now))
                """
        }
        for start in stride(from: 0, to: rows.count, by: 200) {
            let part = Array(rows[start..<min(start + 200, rows.count)])
            try await city.house.store.write("test.reports") { tx in
                try tx.execute(
                    """
                    INSERT INTO reports (case_id, number, service, kind, topic, body, place, \
                    region, lat, lon, cell, state, is_open, is_public, unit, at, updated_at) \
                    VALUES \(sql: SQL.joined(part, by: ", "))
                    """)
            }
        }
        return ids
    }

    /// The window of a map, as its script asks.
    static func address(
        _ south: Int64, _ west: Int64, _ north: Int64, _ east: Int64, zoom: Int, _ more: String = ""
    ) -> String {
        let sides = [south, west, north, east].map(ReportTable.degrees)
        return "/laporan/titik?kotak=\(sides.joined(separator: ","))&zoom=\(zoom)\(more)"
    }

    static let whole = (south: Int64(-6_690_000), west: Int64(106_730_000))
    static let ends = (north: Int64(-6_510_000), east: Int64(106_850_000))

    static func city(zoom: Int, _ more: String = "") -> String {
        address(whole.south, whole.west, ends.north, ends.east, zoom: zoom, more)
    }
}

extension TestBrowser {
    /// The data that an address gives.
    func data(_ target: String) async throws -> JSONValue {
        await open(target)
        return try JSONValue(parsing: Array(text.utf8))
    }
}
