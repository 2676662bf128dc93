import Cases
import City
import Contracts
import Foundation
import Kernel
import Synchronization
import TestKit
import Testing

@Suite("Writing, comparing and moving services")
struct CatalogueCommandTests {
    private func folder(_ body: (String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.path + "/kota-\(World.system.uuid().text)"
        try FileManager.default.copyItem(atPath: TestCity.cityFiles, toPath: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }

    private func change(_ path: String, _ text: String, _ other: String) throws {
        let content = try String(contentsOfFile: path, encoding: .utf8)
        #expect(content.contains(text))
        try content.replacing(text, with: other).write(
            toFile: path, atomically: true, encoding: .utf8)
    }

    @Test("Every scenario of Kota Bogor comes true")
    func scenarios() async throws {
        let source = try CatalogueSource.load(directory: TestCity.cityFiles)
        let results = Collected()
        try await CatalogueTest.run(source) { results.add($0) }
        #expect(results.all.count > 15)
        for result in results.all {
            #expect(
                result.failure == nil, "\(result.file):\(result.line): \(result.failure ?? "")")
        }
    }

    @Test("A scenario that does not come true says where and what")
    func failing() async throws {
        var files = try CatalogueSource.load(directory: TestCity.cityFiles).files
        files["scenarios/ktp-el.yaml"] = """
            - name: keliru
              answers: {alasan: rusak, nomor_kk: "3271010101010001"}
              play:
                - do: periksa
                - do: cetak
            - name: terlalu cepat
              answers: {alasan: rusak, nomor_kk: "3271010101010001"}
              play:
                - do: periksa
                - expect: {step: cetak}
            - name: tidak ditolak
              answers: {alasan: rusak, nomor_kk: "3271010101010001"}
              play:
                - {do: periksa, refused: case.deemed}
            """
        let results = Collected()
        try await CatalogueTest.run(CatalogueSource(files: files), only: "ktp-el") {
            results.add($0)
        }
        #expect(
            results.all.map { "\($0.line): \($0.failure ?? "")" } == [
                "5: `cetak` has no task now, but verifikasi",
                "10: the step is verifikasi, expected cetak",
                "14: it was not refused, expected `case.deemed`",
            ])
    }

    @Test("A new service passes every check and its own scenarios")
    func begin() async throws {
        try await folder { path in
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
            try await folder { path in
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
                    "pbg: only texts differ", "sip-dokter: adds the step `pemeriksaan` (recommend)",
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
        try await folder { path in
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
                    "ktp-el: gives `cetak` to analis in disdukcapil, it was operator in"
                        + " disdukcapil",
                    "ktp-el: promises 2 days, it was 1 day",
                ])
        }
    }
}

/// What was told, from wherever.
private final class Collected: Sendable {
    private let results = Mutex<[CatalogueTest.Result]>([])
    private let lines = Mutex<[String]>([])

    var all: [CatalogueTest.Result] { results.withLock { $0 } }
    var said: [String] { lines.withLock { $0 } }

    func add(_ result: CatalogueTest.Result) { results.withLock { $0.append(result) } }
    func say(_ line: String) { lines.withLock { $0.append(line) } }
}
