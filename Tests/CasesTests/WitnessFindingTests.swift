import Cases
import TestKit
import Testing

/// What is wrong with the witnesses in `city.yaml` is said where it stands.
@Suite("Findings about witnesses")
struct WitnessFindingTests {
    private static let first =
        "saksi.example/a+dfb76d5a+BAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
    private static let second =
        "saksi.example/b+d75e9969+BAICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC"
    /// A key of a log, not of a witness.
    private static let log =
        "saksi.example/c+223a528d+AQMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD"

    private func findings(_ witnesses: [(address: String, key: String)]) throws -> [String] {
        var files = try KotaBogor.source().files
        let lines = witnesses.map { witness in
            "  - {name: Saksi, address: \"\(witness.address)\", vkey: \"\(witness.key)\"}\n"
        }.joined()
        files["city.yaml"] = files["city.yaml"].map {
            $0.replacing("\nzone: WIB\n", with: "\nzone: WIB\nwitnesses:\n\(lines)")
        }
        return CatalogueSource(files: files).read().findings.filter { $0.severity == .error }
            .map(\.description)
    }

    @Test("two witnesses with keys and addresses of their own are right")
    func right() throws {
        let found = try findings([
            ("https://saksi.example", Self.first), ("http://127.0.0.1:8080", Self.second),
        ])
        #expect(found.isEmpty, "\(found)")
    }

    @Test("each slip is found alone, and says how it is mended")
    func slips() throws {
        let address = "https://saksi.example"
        let slips: [([(address: String, key: String)], String)] = [
            ([("http://saksi.example", Self.first)], "is no address of a witness"),
            ([("ftp://saksi.example", Self.first)], "is no address of a witness"),
            ([("https://saksi.example/", Self.first)], "is no address of a witness"),
            ([("http://127.0.0.1.lain.example", Self.first)], "is no address of a witness"),
            ([(address, "saksi")], "this is no key of a witness"),
            ([(address, String(Self.first.dropLast(4)))], "this is no key of a witness"),
            ([(address, "lain" + Self.first)], "this is no key of a witness"),
            ([(address, Self.log)], "this is no key of a witness"),
            (
                [(address, Self.first), ("https://lain.example", Self.first)],
                "two witnesses have this key's name"
            ),
        ]
        for (witnesses, words) in slips {
            let found = try findings(witnesses)
            #expect(found.count == 1 && found[0].contains(words), "\(words): \(found)")
            #expect(found.allSatisfy { $0.contains("city.yaml") })
        }
    }
}
