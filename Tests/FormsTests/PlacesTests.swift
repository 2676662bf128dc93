import Forms
import Kernel
import Testing

@Suite("Places")
struct PlacesTests {
    private func names(_ typed: String) throws -> [String] {
        switch try KindsFixture.places().find(typed) {
        case .one(let region): [region.title]
        case .several(let regions): regions.map(\.title)
        case .nothing: []
        }
    }

    @Test(
        "A typed name is understood when it means one kelurahan",
        arguments: [
            ("Sempur", "Sempur, Bogor Tengah"), ("  kelurahan SEMPUR ", "Sempur, Bogor Tengah"),
            ("semp", "Sempur, Bogor Tengah"), ("Babakan", "Babakan, Bogor Tengah"),
            ("babakanpasar", "Babakan Pasar, Bogor Tengah"),
            ("Tanah Baru, Kec. Bogor Utara", "Tanah Baru, Bogor Utara"),
            ("32.71.03.1006", "Sempur, Bogor Tengah"),
        ])
    func one(_ typed: String, _ title: String) throws {
        #expect(try names(typed) == [title])
        guard case .one = try KindsFixture.places().find(typed) else {
            Issue.record("not unique: \(typed)")
            return
        }
    }

    @Test("Names that may mean several, and slips, are offered to choose from")
    func several() throws {
        #expect(try names("kebon").count == 2)
        #expect(try names("Tanah Baru").count == 2)
        #expect(try names("Sempour") == ["Sempur, Bogor Tengah"])
        guard case .several = try KindsFixture.places().find("Sempour") else {
            Issue.record("a slip was taken for a name")
            return
        }
        #expect(try names("Antah Berantah") == [])
        #expect(try names("") == [])
        #expect(try names("32.71.99.1001") == [])
    }

    @Test("Names are offered while somebody is typing, those that begin so first")
    func suggestions() throws {
        let places = try KindsFixture.places()
        #expect(
            places.suggest("ba").map(\.name) == [
                "Babakan", "Babakan Pasar", "Tanah Baru", "Tanah Baru",
            ])
        #expect(places.suggest("bogor utara").map(\.name) == ["Tanah Baru"])
        #expect(places.suggest("  ").isEmpty)
        #expect(places.suggest("a", limit: 3).count == 3)
    }

    @Test(
        "A point is read as people type and paste it",
        arguments: [
            "-6.5971, 106.8060", "-6.5971 106.806", "-6,5971; 106,8060", "6,5971° LS, 106,8060° BT",
            "6.5971 S, 106.8060 E", "geo:-6.5971,106.8060?z=17",
            "https://www.google.com/maps/@-6.5971,106.8060,17z",
            "https://www.google.com/maps/place/X/@-6.60,106.79,15z/data=!3m1!8m2!3d-6.5971!4d106.806",
            "https://www.openstreetmap.org/?mlat=-6.5971&mlon=106.8060#map=17/-6.60/106.80",
            "https://www.openstreetmap.org/#map=17/-6.5971/106.8060",
            "https://maps.google.com/?q=-6.5971%2C106.8060",
        ])
    func point(_ typed: String) throws {
        let point = try #require(MapPoint(typed: typed))
        #expect(point.latitude == -6_597_100)
        #expect(point.longitude == 106_806_000)
    }

    @Test(
        "What is no point is none",
        arguments: [
            "", "Pasar Anyar", "-6.5971", "1, 2", "https://maps.app.goo.gl/abcDEF123",
            "99.5, 200.5",
        ])
    func noPoint(_ typed: String) {
        #expect(MapPoint(typed: typed) == nil)
    }

    @Test("Degrees of a city's box are whole micro-degrees")
    func degrees() {
        #expect(MapPoint.microDegrees("-6.681308") == -6_681_308)
        #expect(MapPoint.microDegrees("106.7") == 106_700_000)
        for text in ["6", "-6,68", "6.", "1.2.3", "x", "--6.5"] {
            #expect(MapPoint.microDegrees(text) == nil, "\(text)")
        }
        #expect(MapBounds(south: 2, west: 1, north: 1, east: 2) == nil)
        #expect(MapBounds.indonesia.contains(latitude: -6_597_100, longitude: 106_806_000))
    }
}
