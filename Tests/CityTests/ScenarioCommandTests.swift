import Cases
import City
import Forms
import Foundation
import Kernel
import TestKit
import Testing

@Suite("Checking a city's files and playing its scenarios")
struct ScenarioCommandTests {
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
                "5: `cetak` has no task now; the case is `open` at `verifikasi`, open: `verifikasi`"
                    + " (verify, analis in disdukcapil)",
                "10: the step is verifikasi, expected cetak",
                "14: it was not refused, expected `case.deemed`",
            ])
    }

    @Test("A test of no service, and of nothing, says so; errors do not stop the others")
    func nothing() async throws {
        try await TestCity.folder { path in
            do {
                _ = try await CatalogueDesk.test(path, only: "ktp-ek") { _ in }
                Issue.record("it was tested")
            } catch let problem as OperatingProblem {
                #expect(
                    problem.text
                        == "There is no service `ktp-ek` (mend: did you mean `ktp-el`?).")
            }
            let none = try await CatalogueDesk.test(path, only: "tanya") { _ in }
            #expect(none.summary == "There are no scenarios to play." && none.isSound)
            let stories = """
                - name: x
                  play: []
                - name: y
                  answers: {nomor_kk: "3271010101010001"}
                  play: [{do: periksa}]
                """
            try stories.write(
                toFile: "\(path)/scenarios/ktp-el.yaml", atomically: true, encoding: .utf8)
            let told = Collected()
            let some = try await CatalogueDesk.test(path, only: "ktp-el") { told.say($0) }
            #expect(some.passed == 1 && some.errors == 1 && !some.isSound)
            #expect(
                told.said.contains {
                    $0.hasPrefix("\(path)/scenarios/ktp-el.yaml:2:9: error: nothing is played")
                })
        }
    }

    @Test("Invented people of one application are different people")
    func invented() throws {
        let label = LocalizedText(id: "NIK", en: "NIK")
        let form = FormDefinition(groups: [
            FieldGroup(
                id: "satu", title: label,
                fields: ["nik", "nik_anak", "nik_ayah"].map {
                    Field(id: $0, kind: .nik, label: label)
                })
        ])
        let day = try #require(Day(iso: "2026-11-23"))
        let typed = SampleAnswers(form, today: day).completing(TypedAnswers([:]))
        #expect(Set(["nik", "nik_anak", "nik_ayah"].map(typed.text)).count == 3)
    }

    @Test("Checking reads the scenarios too, and warns of files that nothing reads")
    func stray() async throws {
        try await TestCity.folder { path in
            #expect(try CatalogueDesk.check(path).lines.isEmpty)
            func write(_ name: String, _ text: String) throws {
                try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
            }
            try write("scenarios/ktp-el.yaml", "- name: x\n  play:\n    - do: priksa\n")
            try write("scenarios/ktp-ek.yaml", "[]\n")
            try write("services/makam.yml", "code: makam\n")
            try write("flows/lama.yaml", "- {id: x}\n")
            try write("letters/lama.letter", "{{salah}}\n")
            try write("peple.yaml", "roles: []\n")
            let report = try CatalogueDesk.check(path)
            let expected = [
                "flows/lama.yaml:1:1: warning: no service uses `lama`",
                "letters/lama.letter:1:1: warning: no service uses `lama`",
                "peple.yaml:1:1: warning: `peple.yaml` is not read (mend: did you mean `people",
                "scenarios/ktp-ek.yaml:1:1: warning: there is no service `ktp-ek`",
                "scenarios/ktp-el.yaml:3:11: error: `ktp-el` has no step `priksa` (mend: did you",
                "services/makam.yml:1:1: warning: the file is not read: files in `services` end",
            ]
            #expect(report.errors == 1 && report.lines.count == expected.count)
            for (line, start) in zip(report.lines, expected) {
                #expect(line.hasPrefix("\(path)/\(start)"), "\(line)")
            }
            // A service that cannot be read hides nothing of the others' stories.
            try write("services/tanya.yaml", "code: tanya\n")
            let more = try CatalogueDesk.check(path)
            #expect(more.errors > 2)
            #expect(more.lines.contains { $0.contains("`ktp-el` has no step `priksa`") })
        }
    }
}
