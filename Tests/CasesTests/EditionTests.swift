import Contracts
import Testing

@testable import Cases

/// What makes two versions of a service different for its cases.
@Suite("Editions of services")
struct EditionTests {
    private func editions(_ files: [String: String]) throws -> (uses: String, other: String) {
        let catalogue = try #require(CatalogueSource(files: files).read().catalogue)
        func edition(_ code: String) throws -> String {
            try #require(catalogue.services.values.first { $0.code.text == code }).edition
        }
        return (try edition("reklame"), try edition("ktp-el"))
    }

    @Test(
        "A shared part counts for the services that use it, however they write it",
        arguments: ["use: surat-dpmptsp", "use:   surat-dpmptsp", "{use: \"surat-dpmptsp\"}"])
    func sharedPart(written: String) throws {
        var files = try KotaBogor.source().files
        let service = try #require(files["services/reklame.yaml"])
        files["services/reklame.yaml"] = service.replacing("use: surat-dpmptsp", with: written)
        let before = try editions(files)
        let part = try #require(files["flows/surat-dpmptsp.yaml"])
        let changed = part.replacing("within: 1 day\n", with: "within: 2 hours\n")
        #expect(changed != part)
        files["flows/surat-dpmptsp.yaml"] = changed
        let after = try editions(files)
        #expect(before.uses != after.uses)
        #expect(before.other == after.other)
    }
}
