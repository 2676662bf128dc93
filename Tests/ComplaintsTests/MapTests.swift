import Cases
import City
import Contracts
import Forms
import Geo
import Kernel
import TestKit
import Testing

@testable import Complaints
@testable import Store
@testable import Web

@Suite("Data for the map of reports")
struct MapTests {
    /// The numbers of the heaps of an answer, or how many reports stand in it one by one.
    private static func counts(_ answer: JSONValue) -> (heaps: [Int64], single: Int) {
        var heaps: [Int64] = []
        for heap in answer["kelompok"]?.arrayValue ?? [] {
            if let count = heap.arrayValue?.last?.integerValue { heaps.append(count) }
        }
        return (heaps, answer["laporan"]?.arrayValue?.count ?? 0)
    }

    @Test(
        "many reports are heaps that count each once, few stand one by one",
        arguments: TestEngine.available)
    func windows(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await MapFixture.add(MapFixture.spread(1_200), to: city)
            try await Self.recount(city)
            let visitor = try TestBrowser(city)
            for zoom in [11, 12, 13, 14, 15, 16] {
                let answer = try await visitor.data(MapFixture.city(zoom: zoom))
                let (heaps, single) = Self.counts(answer)
                #expect(heaps.reduce(0, +) == 1_200, "zoom \(zoom)")
                #expect(single == 0)
                #expect(await visitor.text.utf8.count <= 40_000)
            }
            let topic = try await visitor.data(MapFixture.city(zoom: 12, "&kategori=pju"))
            #expect(Self.counts(topic).heaps.reduce(0, +) == 400)
            let state = try await visitor.data(MapFixture.city(zoom: 12, "&keadaan=selesai"))
            #expect(Self.counts(state).heaps.reduce(0, +) == 300)
            let region = try await visitor.data(MapFixture.city(zoom: 12, "&wilayah=32.71.03"))
            #expect(Self.counts(region).heaps.reduce(0, +) == 1_200)
            let other = try await visitor.data(MapFixture.city(zoom: 12, "&wilayah=32.71.04"))
            #expect(Self.counts(other) == ([], 0))
            let near = try await visitor.data(
                MapFixture.address(-6_605_000, 106_790_000, -6_595_000, 106_800_000, zoom: 17))
            let wanted = MapFixture.spread(1_200).filter {
                (-6_605_000...(-6_595_000)).contains($0.latitude)
                    && (106_790_000...106_800_000).contains($0.longitude)
            }
            #expect(Self.counts(near).single == wanted.count)
            #expect(!wanted.isEmpty)
        }
    }

    @Test(
        "whatever narrows the map, each zoom counts what the reports themselves say",
        arguments: TestEngine.available)
    func facets(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            var reports = MapFixture.spread(600)
            for index in reports.indices where index % 5 == 0 {
                reports[index].region = index % 2 == 0 ? "32.71.04.1002" : "32.71.03.1001"
            }
            let all = reports
            try await MapFixture.add(all, to: city)
            try await Self.recount(city)
            let places = try await city.house.shelf.published().places
            let box = try #require(
                GeoBox(
                    south: MapFixture.whole.south, west: MapFixture.whole.west,
                    north: MapFixture.ends.north, east: MapFixture.ends.east))
            for topic in [nil, "pju"] {
                for state in [nil, ReportState.done] {
                    for region in [nil, "32.71.03", "32.71.03.1005"] {
                        let filter = ReportFilter(
                            topic: topic, region: region.flatMap { RegionCode($0) }, state: state
                        ).placed(in: places)
                        let wanted = all.filter {
                            (topic == nil || $0.topic == topic)
                                && (state == nil || $0.state == state)
                                && $0.region.hasPrefix(region ?? "")
                        }
                        for zoom in 11...18 {
                            let found = try await city.house.store.read("test.counts") { reader in
                                try MapRows.counts(filter, in: box, zoom: zoom, in: reader)
                            }
                            let place = "\(topic ?? "") \(region ?? "") \(zoom)"
                            let count = found.reduce(0) { $0 + $1.count }
                            #expect(count == Int64(wanted.count), "\(place)")
                            #expect(
                                found.reduce(0) { $0 + $1.latitudeSum }
                                    == wanted.reduce(0) { $0 + $1.latitude }, "\(place)")
                        }
                    }
                }
            }
        }
    }

    @Test("the largest answer of single reports is small enough for a phone")
    func sizes() async throws {
        try await TestCity.run { city in
            let long = String(repeating: "Jalan berlubang dalam sekali ", count: 20)
            var reports = MapFixture.spread(MapReading.fewest)
            for index in reports.indices { reports[index].text = long + "😀é" }
            try await MapFixture.add(reports, to: city)
            try await Self.recount(city)
            let visitor = try TestBrowser(city)
            let answer = try await visitor.data(MapFixture.city(zoom: 12))
            #expect(Self.counts(answer).single == MapReading.fewest)
            #expect(await visitor.text.utf8.count <= 40_000)
            #expect(await !visitor.text.contains(long.prefix(90)))
        }
    }

    @Test(
        "the counts of the map follow each change of a report", arguments: TestEngine.available)
    func following(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let store = city.house.store
            let ids = try await MapFixture.add(MapFixture.spread(30), to: city)
            try await Self.recount(city)
            for (place, id) in ids.enumerated() {
                try await store.write("test.change") { tx in
                    let before = try Self.shown(id, in: tx)
                    switch place % 3 {
                    case 0:
                        try tx.execute(
                            """
                            UPDATE reports SET state = 'selesai', topic = 'air' \
                            WHERE case_id = \(id)
                            """)
                    case 1:
                        try tx.execute("UPDATE reports SET is_public = 0 WHERE case_id = \(id)")
                    default:
                        try tx.execute("UPDATE reports SET reply = 'ya' WHERE case_id = \(id)")
                    }
                    try MapCells.move(from: before, to: try Self.shown(id, in: tx), in: tx)
                }
            }
            let kept = try await Self.cells(city)
            try await Self.recount(city)
            #expect(try await Self.cells(city) == kept)
            #expect(!kept.isEmpty)
        }
    }

    private static func shown(_ id: CaseID, in reader: Reader) throws -> MapCells.Shown? {
        try reader.row(
            """
            SELECT topic, state, lat, lon, region FROM reports \
            WHERE case_id = \(id) AND is_public = 1 AND cell IS NOT NULL
            """
        ).flatMap { row in
            GeoPoint(latitude: row.int(2), longitude: row.int(3)).map {
                MapCells.Shown(
                    topic: row.text(0), region: row.optionalText(4), state: row.text(1), point: $0)
            }
        }
    }

    /// All rows with something in them.
    private static func cells(_ city: TestCity) async throws -> Set<[String]> {
        try await city.house.store.read("test.cells") { reader in
            Set(
                try reader.rows(
                    """
                    SELECT facet, cell, state, reports, lats, lons FROM report_cells \
                    WHERE reports <> 0
                    """
                ).map { row in
                    [row.text(0), row.text(2)] + [1, 3, 4, 5].map { String(row.int($0)) }
                })
        }
    }

    static func recount(_ city: TestCity) async throws {
        try await city.house.store.write("test.recount") { tx in
            try tx.execute("DELETE FROM report_cells")
            for statement in MapCells.recount { try tx.execute(SQL(schemaText: statement, [])) }
        }
    }

    @Test("a window that is none is refused, and one too large is told coarser")
    func wrongWindows() async throws {
        try await TestCity.run { city in
            let visitor = try TestBrowser(city)
            for window in ["", "1,2,3", "-6.5,106.8,-6.6,106.7", "a,b,c,d", "-91.0,0,0,0"] {
                await visitor.open("/laporan/titik?kotak=\(window)&zoom=12")
                #expect(await visitor.status == 422, "\(window)")
            }
            await visitor.open("/laporan/titik?kotak=-6.7,106.7,-6.5,106.9&zoom=40")
            #expect(await visitor.status == 422)
            await visitor.open("/laporan/titik?kotak=-90,-180,90,180&zoom=16")
            #expect(await visitor.status == 200)
        }
    }

    @Test("the outlines of the city come small, and the same to everybody")
    func outlines() async throws {
        try await TestCity.run { city in
            let visitor = try TestBrowser(city)
            let answer = try await visitor.data("/laporan/batas")
            #expect(answer["perkiraan"]?.boolValue == false)
            #expect(answer["wilayah"]?.objectValue?.count == 68)
            #expect(await visitor.text.utf8.count < 40_000)
            let packed = Gzip.compress(Array(await visitor.text.utf8), level: 4)
            #expect(try #require(packed).count <= 20_480)
        }
    }

    @Test("a point is told where it lies, or why it cannot be the place")
    func points() async throws {
        try await TestCity.run { city in
            let visitor = try TestBrowser(city)
            for (typed, state, word) in [
                ("-6.5945,%20106.7990", "dalam", "Bogor"),
                ("106.7990,%20-6.5945", "tertukar", "-6.594500, 106.799000"),
                ("0.0,%200.0", "nol", "0, 0"), ("-6.2000,%20106.8166", "luar", "Kota Bogor"),
                ("di%20sana", "salah", ""), ("999.5,%20999.5", "salah", ""),
            ] {
                let answer = try await visitor.data("/lapor/tempat?titik=\(typed)")
                #expect(answer["keadaan"] == .string(state), "\(typed): \(answer)")
                #expect(await visitor.text.contains(word), "\(typed): \(answer)")
            }
        }
    }
}
