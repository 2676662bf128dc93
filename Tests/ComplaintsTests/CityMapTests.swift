import Cases
import City
import Contracts
import Forms
import Geo
import Kernel
import TestKit
import Testing

@testable import Complaints

@Suite("Where in the city a report is")
struct CityMapTests {
    @Test("every centre of a kelurahan lies in it, and a point far away in none")
    func regions() async throws {
        try await TestCity.run { city in
            let catalogue = try await city.house.shelf.published()
            let maps = CityMaps()
            let map = maps.map(catalogue)
            var known = 0
            for region in catalogue.regions where region.code.level == .kelurahan {
                guard let latitude = region.latitude, let longitude = region.longitude,
                    let point = GeoPoint(degrees: latitude, longitude)
                else { continue }
                if map.region(at: point) == region.code { known += 1 }
            }
            #expect(known >= 60)
            let jakarta = try #require(GeoPoint(degrees: -6.2, 106.83))
            #expect(map.region(at: jakarta) == nil)
        }
    }

    @Test(
        "a point outside is told the city or regency in which it seems to lie",
        arguments: [
            (-6.2000, 106.8166, "Kota Jakarta Pusat"), (-6.4850, 106.8420, "Kabupaten Bogor"),
            (-6.6030, 106.7200, "Kabupaten Bogor"), (-6.4000, 106.8000, "Kota Depok"),
            (-6.9220, 106.9270, "Kota Sukabumi"), (-7.7956, 110.3695, nil),
        ])
    func neighbours(_ latitude: Double, _ longitude: Double, _ name: String?) async throws {
        let source = try CatalogueSource.load(directory: TestCity.cityFiles)
        let catalogue = try #require(source.read().catalogue)
        let point = try #require(GeoPoint(degrees: latitude, longitude))
        let map = CityMaps().map(catalogue)
        let finding = map.finding(latitude: point.latitude, longitude: point.longitude)
        guard case .outside(let outside) = finding else {
            Issue.record("\(finding)")
            return
        }
        #expect(outside.neighbour == name)
        let problem = try #require(PlaceProblem(finding, catalogue))
        #expect(problem.key == "complaints.point.\(name == nil ? "far" : "neighbour")")
    }

    @Test("a city that knows only centres has areas around them")
    func centres() async throws {
        let city = String(TestCity.cityFiles.dropLast("kota-bogor".count)) + "kota-bogor"
        var files = try CatalogueSource.load(directory: city).files
        files["outlines.csv"] = nil
        try await TestCity.run { city in
            let source = CatalogueSource(files: files)
            let catalogue = try await city.house.shelf.publish(source)
            let map = CityMaps().map(catalogue)
            let sempur = try #require(GeoPoint(degrees: -6.586752, 106.798557))
            let found = try #require(map.region(at: sempur))
            #expect(map.places.region(found)?.name == "Sempur")
            #expect(map.isApproximate)
        }
    }

    private static let places = Places(
        city: "Kota Uji",
        regions: [
            ("32.71.06.1001", "Tanah Sareal", "Tanah Sareal"),
            ("32.71.06.1003", "Kedung Badak", "Tanah Sareal"),
            ("32.71.04.1012", "Pasir Jaya", "Bogor Barat"),
            ("32.71.04.1020", "Pasir", "Bogor Barat"),
            ("32.71.03.1006", "Sempur", "Bogor Tengah"),
            ("32.71.01.1009", "Sempur", "Bogor Selatan"),
        ].compactMap { code, name, district in
            RegionCode(code).map { Places.Region(code: $0, name: name, district: district) }
        },
        districts: [
            ("32.71.06", "Tanah Sareal"), ("32.71.04", "Bogor Barat"), ("32.71.03", "Bogor Tengah"),
            ("32.71.01", "Bogor Selatan"),
        ].compactMap { code, name in RegionCode(code).map { ($0, name) } })

    @Test(
        "an address names a kelurahan, or it does not",
        arguments: [
            ("Jl. Merak 3, Kedung Badak, Tanah Sareal", ["Kedung Badak"]),
            ("Jl. Merak 3 Kel. Kedung Badak Kec. Tanah Sareal", ["Kedung Badak"]),
            ("jalan pasar, TANAH SAREAL", ["Tanah Sareal"]),
            ("Gang Kelinci, Pasir Jaya", ["Pasir Jaya"]),
            ("Jl. Sempur 12", []), ("Jl. Sempur 12, Sempur, Bogor Tengah", ["Sempur"]),
            ("Lapangan Sempur", ["Sempur", "Sempur"]), ("Jl. Contoh 1", []), ("", []),
            ("Jl. Kedung Badak 5, kelurahan Pasir", ["Pasir"]),
        ])
    func addresses(_ address: String, _ names: [String]) {
        let found: [String] =
            switch AddressReading(address, in: Self.places) {
            case .one(let region): [region.name]
            case .several(let regions): regions.map(\.name)
            case .nothing: []
            }
        #expect(found == names)
    }
}
