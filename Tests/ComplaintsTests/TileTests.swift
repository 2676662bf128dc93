import City
import TestKit
import Testing
import Web

@testable import Cases
@testable import Complaints

@Suite("Tiles of somebody else under the map")
struct TileTests {
    private static let line =
        "tiles: {url: \"https://peta.example/{z}/{x}/{y}.png\", attribution: Peta Contoh}"

    @Test("nobody else is asked unless the city says so, and then that host alone")
    func host() async throws {
        try await TestCity.run { city in
            let visitor = try TestBrowser(city)
            for path in ["/laporan", "/lapor"] {
                await visitor.open(path)
                let policy = await visitor.answer?.header("content-security-policy") ?? ""
                #expect(policy.contains("img-src 'self' data:; "), "\(path)")
                #expect(await !visitor.text.contains("data-tiles"))
            }
            try await city.republish("city.yaml", "zone: WIB", with: "zone: WIB\n\(Self.line)")
            for path in ["/laporan", "/lapor"] {
                await visitor.open(path)
                let policy = await visitor.answer?.header("content-security-policy") ?? ""
                #expect(policy.contains("img-src 'self' data: https://peta.example; "), "\(path)")
                #expect(await visitor.text.contains("data-tiles"))
            }
            await visitor.open("/layanan")
            let elsewhere = await visitor.answer?.header("content-security-policy") ?? ""
            #expect(!elsewhere.contains("peta.example"))
        }
    }

    @Test(
        "what is no address of tiles is found",
        arguments: [
            "http://peta.example/{z}/{x}/{y}.png", "https://peta.example/{z}/{x}.png",
            "https:///{z}/{x}/{y}.png", "https://Peta Contoh/{z}/{x}/{y}.png",
            "https://peta.example;script-src */{z}/{x}/{y}",
        ])
    func slips(_ url: String) throws {
        var files = try CatalogueSource.load(directory: TestCity.cityFiles).files
        files["city.yaml"] =
            (files["city.yaml"] ?? "")
            + "\ntiles: {url: \"\(url)\", attribution: Peta}\n"
        let found = CatalogueSource(files: files).read().findings.map(\.description)
        #expect(found.contains { $0.contains("is no address of map tiles") }, "\(found)")
    }
}
