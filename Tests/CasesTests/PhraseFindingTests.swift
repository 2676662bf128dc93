import Kernel
import TestKit
import Testing

@testable import Cases

@Suite("Phrases of a city")
struct PhraseFindingTests {
    private func findings(_ text: String) throws -> [String] {
        var files = try CatalogueSource.load(directory: TestCity.cityFiles).files
        files["phrases.yaml"] = text
        return CatalogueSource(files: files).read().findings.map(\.description)
    }

    private static let good = """
        phrases:
          - id: buram
            use: correction
            service: penelitian
            title: {id: Buram, en: Blurred}
            text: {id: Kirim lagi., en: Send again.}

        """

    @Test("Kota Bogor's are read, and a city may have none")
    func read() throws {
        var files = try CatalogueSource.load(directory: TestCity.cityFiles).files
        let catalogue = try #require(CatalogueSource(files: files).read().catalogue)
        #expect(Set(catalogue.phrases.map(\.use)) == Set(Phrase.Use.allCases))
        files["phrases.yaml"] = nil
        #expect(try #require(CatalogueSource(files: files).read().catalogue).phrases.isEmpty)
        #expect(try findings(Self.good) == [])
    }

    @Test(
        "a slip is found at its place",
        arguments: [
            ("use: correction", "use: koreksi", "3:10: error: `koreksi` is unknown here"),
            ("service: penelitian", "service: penelitia", "4:14: error: unknown service"),
            ("title:", "judul:", "5:5: error: unknown key `judul`"),
            (", en: Send again.", "", "6:11: error: the text in `en` is missing"),
            (
                "id: Kirim lagi.", "id: \(String(repeating: "a", count: 8_001))",
                "6:11: error: the text in `id` is too long"
            ),
        ])
    func slips(_ text: String, _ other: String, _ message: String) throws {
        let found = try findings(Self.good.replacing(text, with: other))
        #expect(found.contains { $0.hasPrefix("phrases.yaml:\(message)") }, "\(found)")
    }

    @Test("a note holds less than a letter")
    func note() throws {
        let text = Self.good.replacing("use: correction", with: "use: note")
            .replacing("Kirim lagi.", with: String(repeating: "a", count: 1_001))
        #expect(try findings(text).contains { $0.contains("the text in `id` is too long") })
    }

    @Test("an id is there once")
    func twice() throws {
        let again = Self.good.replacing("phrases:\n", with: "")
        #expect(try findings(Self.good + again).contains { $0.contains("is there twice") })
    }
}
