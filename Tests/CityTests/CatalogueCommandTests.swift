import Cases
import City
import Contracts
import Foundation
import Kernel
import TestKit
import Testing

@Suite("Writing, comparing and moving services")
struct CatalogueCommandTests {
    private func change(_ path: String, _ text: String, _ other: String) throws {
        let content = try String(contentsOfFile: path, encoding: .utf8)
        #expect(content.contains(text))
        try content.replacing(text, with: other).write(
            toFile: path, atomically: true, encoding: .utf8)
    }

    /// What a blind tester changed in a service, and was told that only texts differ.
    @Test("Whatever changes in the files of a city is said")
    func everything() async throws {
        let changes: [(path: String, text: String, other: String, says: String)] = [
            ("services/pbg.yaml", "6170000 * 5", "6170000 * 4", "pbg: values[harga_dasar].value: "),
            (
                "services/taman.yaml", "correction: {days: 14", "correction: {days: 7",
                "taman: correction.days: 14 -> 7"
            ),
            (
                "services/taman.yaml", "validUntil: selesai", "validUntil: mulai",
                "taman: letter.validUntil: selesai -> mulai"
            ),
            (
                "services/taman.yaml", "silence: grants\n", "",
                "taman: lets silence grant no more"
            ),
            (
                "services/sip-dokter.yaml", "within: 21 days", "within: 20 days",
                "sip-dokter: objection.within: 21 days -> 20 days"
            ),
            (
                "services/reklame.yaml", "join: all", "join: any",
                "reklame: steps[teknis].join: all -> any"
            ),
            (
                "flows/surat-dpmptsp.yaml", "role: sekretaris, title", "role: kabid, title",
                "taman: steps[paraf].line[1].role: sekretaris -> kabid"
            ),
            ("people.yaml", "leads: true", "leads: false", "people.yaml: roles["),
            (
                "city.yaml", "name: Kota Bogor", "name: Kota Lain",
                "city.yaml: name: Kota Bogor -> Kota Lain"
            ),
            ("phrases.yaml", "use: message", "use: correction", "phrases.yaml: phrases["),
            ("regions.csv", "Sempur", "Sampur", "regions.csv: "),
        ]
        for change in changes {
            try await TestCity.folder { path in
                try self.change("\(path)/\(change.path)", change.text, change.other)
                let lines = try CatalogueDesk.diff(TestCity.cityFiles, path)
                #expect(
                    lines.contains { $0.hasPrefix(change.says) },
                    "\(change.path): \(lines) lack \(change.says)")
                #expect(!lines.contains { $0.contains("only") })
            }
        }
        try await TestCity.folder { path in
            let calendar = "\(path)/calendar/2026.yaml"
            let text = try String(contentsOfFile: calendar, encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let holiday = try #require(lines.firstIndex { $0.contains("- {date: 2026-12-25") })
            var less = lines
            less.remove(at: holiday)
            try less.joined(separator: "\n").write(
                toFile: calendar, atomically: true, encoding: .utf8)
            #expect(
                try CatalogueDesk.diff(TestCity.cityFiles, path).first?.hasPrefix(
                    "calendar/2026.yaml: holidays[2026-12-25]: ") == true)
        }
    }

    @Test("A new service passes every check and its own scenarios")
    func begin() async throws {
        try await TestCity.folder { path in
            let written = try CatalogueDesk.begin(
                path, code: "izin-coba", title: "Izin Coba", owner: "dpmptsp")
            #expect(written.count == 4)
            let report = try CatalogueDesk.check(path)
            #expect(report.lines.isEmpty)
            let tested = try await CatalogueDesk.test(path, only: "izin-coba") { _ in }
            #expect(tested.passed == 2 && tested.failed == 0)
            #expect(throws: OperatingProblem.self) {
                try CatalogueDesk.begin(
                    path, code: "izin-coba", title: "Lagi", owner: "dpmptsp")
            }
            #expect(throws: OperatingProblem.self) {
                try CatalogueDesk.begin(path, code: "Izin", title: "Lagi", owner: "dpmptsp")
            }
            #expect(throws: OperatingProblem.self) {
                try CatalogueDesk.begin(path, code: "lain", title: "Lagi", owner: "dispora")
            }
        }
    }

    @Test("A drawing names every step and marks where the case stands")
    func draw() throws {
        let svg = try CatalogueDesk.draw(TestCity.cityFiles, "akta-kelahiran", language: "id")
        for words in ["Verifikator mencocokkan", "Akta kelahiran", "Kepala Disdukcapil"] {
            #expect(svg.contains(words), "\(words)")
        }
        #expect(!svg.contains("#0b5c8a\" stroke=\"#0b5c8a\""))
        #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
        #expect(throws: OperatingProblem.self) {
            try CatalogueDesk.draw(TestCity.cityFiles, "tidak-ada", language: "id")
        }
    }

    @Test(
        "A dry run says who is touched, who would be stuck, and whose fee differs; moving is noted",
        arguments: TestEngine.available)
    func live(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let fee = try await city.story(
                "pbg",
                "{fungsi: hunian, luas: 80, lantai: 1, basemen: 0, kompleksitas: sederhana, "
                    + "permanensi: permanen, kegiatan: baru, kepemilikan: perorangan, "
                    + "dampak_lingkungan: tidak}",
                """
                - do: periksa
                - {do: teknis, fields: {luas_hasil: 80}}
                """)
            let stuck = try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
            let free = try await city.story("sip-dokter", "{tempat: faskes}", "- wait: 1 hours")
            try await TestCity.folder { path in
                try change("\(path)/services/pbg.yaml", "6170000 * 5", "6170000 * 4")
                try change(
                    "\(path)/services/sip-dokter.yaml", "  - id: verifikasi\n",
                    "  - id: pemeriksaan\n")
                let lines = try await CatalogueDesk.diff(city.house, with: path)
                func number(_ id: CaseID) async throws -> String {
                    try await city.standing(id).record.number.text
                }
                let (costly, held) = (try await number(fee), try await number(stuck))
                let expected = [
                    "pbg: values[harga_dasar].value: divide(6170000 * 5, 1000) ->"
                        + " divide(6170000 * 4, 1000)",
                    "sip-dokter: adds the step `pemeriksaan` (recommend)",
                    "sip-dokter: removes the step `verifikasi`",
                    "pbg: 1 running cases, 0 drafts",
                    "pbg: \(costly) would pay Rp444.240 → Rp355.392",
                    "sip-dokter: 2 running cases, 0 drafts",
                    "sip-dokter: \(held) would be stuck: its step `verifikasi` is gone",
                    "sip-dokter: 1 of 2 keep their version; nothing moves by itself",
                ]
                #expect(lines == expected)
                try await city.house.shelf.publish(CatalogueSource.load(directory: path))
                let told = Collected()
                try await CatalogueDesk.migrate(city.house, [], service: "sip-dokter") {
                    told.say($0)
                }
                let moved = try await number(free)
                #expect(
                    told.said.sorted()
                        == [
                            "\(held): stays: its step `verifikasi` is gone", "\(moved): moved",
                        ].sorted())
                #expect(try await city.acts(free).contains("case.migrated"))
                #expect(try await city.acts(stuck).contains("case.migrated") == false)
                try await city.house.cases.complete(
                    try await city.act(free, "dpmptsp-loket-1"))
                #expect(try await city.standing(free).tasks.map(\.step) == ["pemeriksaan"])
            }
        }
    }

    @Test("Between two folders only the files are compared")
    func folders() async throws {
        try await TestCity.folder { path in
            #expect(try CatalogueDesk.diff(TestCity.cityFiles, path).isEmpty)
            try change("\(path)/services/ktp-el.yaml", "promise: 1 day", "promise: 2 days")
            try change("\(path)/services/ktp-el.yaml", "role: operator", "role: analis")
            try change(
                "\(path)/services/ktp-el.yaml", "      - id: nomor_kk\n", "      - id: nomor_kaka\n"
            )
            try change("\(path)/services/ktp-el.yaml", "matches(nomor_kk,", "matches(nomor_kaka,")
            try change("\(path)/services/ktp-el.yaml", "field: nomor_kk", "field: nomor_kaka")
            #expect(
                try CatalogueDesk.diff(TestCity.cityFiles, path) == [
                    "ktp-el: asks `nomor_kaka` anew", "ktp-el: asks `nomor_kk` no more",
                    "ktp-el: promises 2 days, it was 1 day",
                    "ktp-el: rules[kk_angka].field: nomor_kk -> nomor_kaka",
                    "ktp-el: rules[kk_angka].must: matches(nomor_kk, '^[0-9]{16}$') ->"
                        + " matches(nomor_kaka, '^[0-9]{16}$')",
                    "ktp-el: gives `cetak` to the role analis, it was operator",
                ])
        }
    }
}
