import Contracts
import Foundation
import TestKit
import Testing

@testable import Cases

/// A slip in a story is found at its place, before anything is played.
@Suite("Findings in scenarios")
struct ScenarioFindingTests {
    private static func findings(_ text: String, _ service: String) throws -> [String] {
        let catalogue = try KotaBogor.catalogue()
        let found = try #require(catalogue.services.values.first { $0.code.text == service })
        return ScenarioReader.read(
            file: "s.yaml", source: text, service: found, index: StoryIndex(catalogue.services)
        ).findings.map { finding in
            "\(finding.line):\(finding.column) \(finding.message) (\(finding.mend ?? ""))"
        }
    }

    struct Slip: Sendable, CustomTestStringConvertible {
        let service: String
        /// Below `play:`, or a whole story where it begins with a dash in the first column.
        let text: String
        let says: String
        var testDescription: String { text }

        init(_ service: String, _ text: String, _ says: String) {
            self.service = service
            self.text = text
            self.says = says
        }
    }

    @Test("A slip is found, with its mend, and nothing else", arguments: slips)
    func slip(_ slip: Slip) throws {
        let text =
            slip.text.hasPrefix("-")
            ? slip.text : "- name: x\n  play:\n    - \(slip.text)\n"
        let findings = try Self.findings(text, slip.service)
        #expect(findings.count == 1, "\(findings)")
        #expect(findings.first?.hasPrefix(slip.says) == true, "\(findings)")
    }

    static let slips: [Slip] = [
        Slip(
            "sip-dokter", "{object: {alasann: x}}",
            "3:17 unknown field `alasann` (did you mean `alasan`?)"),
        Slip(
            "penelitian", "{object: {}}", "3:16 the service `penelitian` takes no objections"),
        Slip(
            "pbg", "{do: konsep, fields: {x: 1}}",
            "3:28 `fields` means nothing at `konsep`, a"),
        Slip("pbg", "{do: periksa, rupiah: 5}", "3:29 `rupiah` means nothing at `periksa`, a"),
        Slip("pbg", "{do: bayar, against: true}", "3:28 `against` means nothing at `bayar`, a"),
        Slip("pbg", "{do: priksa}", "3:12 `pbg` has no step `priksa` (did you mean `periksa`?)"),
        Slip("pbg", "{return: periksa, notes: {x: y}, reason: z}", "3:48 `reason` means nothing"),
        Slip("pbg", "{renew: {}}", "3:15 the service `pbg` renews nothing"),
        Slip("pbg", "{back: true}", "3:14 there is nothing to come back from"),
        Slip("pbg", "{wait: until 2020-01-01 10.00}", "3:14 the story is past this moment"),
        Slip("laporan", "{dismiss: arsp}", "3:17 the service has no such reason (did you mean"),
        Slip("laporan", "{refute: x, text: y}", "3:25 `text` means nothing beside `refute`"),
        Slip("laporan", "{merge: true}", "3:15 no case is there before"),
        Slip("laporan", "{other: true}", "3:15 no case is there before"),
        Slip("pbg", "{expect: {}}", "3:16 nothing is expected"),
        Slip("pbg", "{expect: {step: priksa}}", "3:23 `pbg` has no step `priksa`"),
        Slip("pbg", "{expect: {acts: [case.bilied]}}", "3:24 there is no act `case.bilied` (did"),
        Slip(
            "pbg", "{do: periksa, refused: case.demed}",
            "3:30 there is no refusal `case.demed` (did you mean `case.deemed`?)"),
        Slip(
            "pbg", "{expect: {step: bayar}, refused: case.deemed}",
            "3:40 `expect` is never refused"),
        Slip(
            "pbg", "- name: x\n  play: [{send: true, refused: forms.rule}, {do: periksa}]\n",
            "2:45 nothing was sent, so nothing follows"),
        Slip("pbg", "- name: x\n  play: []\n", "2:9 nothing is played"),
        Slip(
            "pbg",
            "- {name: x, play: [{do: periksa}]}\n- {name: x, play: [{do: periksa}]}\n",
            "2:3 the story `x` is there twice"),
        Slip(
            "pbg", "- name: x\n  play: [{do: periksa}, {send: true}]\n",
            "2:32 it was sent already"),
        Slip(
            "pbg", "- {name: x, before: [{service: tamann}], play: [{do: periksa}]}\n",
            "1:32 there is no service `tamann` (did you mean `taman`?)"),
    ]

    @Test("An empty list of stories is no test")
    func empty() throws {
        #expect(try Self.findings("[]\n", "pbg").first?.hasPrefix("1:1 the file tells no") == true)
    }

    @Test("Parts of a field are known by name, computed ones are not typed")
    func parts() throws {
        let read = try GalleryCity.source().read()
        let service = try #require(
            read.catalogue?.services.values.first { $0.code.text == "galeri" })
        let text = """
            - name: x
              answers:
                rumah: {jalann: Jalan Mawar}
                waktu: 2026-12-01
                kurang: 5
              play: [{send: true}]
            """
        let found = ScenarioReader.read(file: "s.yaml", source: text, service: service)
        #expect(
            found.findings.map { "\($0.line) \($0.message)" } == [
                "3 `rumah` has no part `jalann`", "4 `waktu` is typed in parts",
                "5 `kurang` is computed: nobody types it",
            ])
    }

    @Test("What follows an objection is read for its service, until it is back")
    func objection() throws {
        let findings = try Self.findings(
            """
            - name: x
              play:
                - do: periksa
                - object: {alasan: x}
                - do: telaah_salah
                - back: true
                - do: verifikasi
            """, "sip-dokter")
        #expect(findings.count == 1)
        #expect(findings.first?.hasPrefix("5:11 `keberatan` has no step") == true, "\(findings)")
    }

    @Test("What follows `other` is read for the service of the case before, until it is back")
    func other() throws {
        let findings = try Self.findings(
            """
            - name: x
              before: [{service: pbg}]
              play:
                - other: true
                - do: verifikasi
                - back: true
                - do: verifikasi
            """, "laporan")
        #expect(findings.count == 1)
        #expect(findings.first?.hasPrefix("5:11 `pbg` has no step") == true, "\(findings)")
    }

    @Test("The list of refusals is what the code refuses with, and the manual has it")
    func refusals() throws {
        let here = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        var used: Set<String> = []
        for folder in ["Sources/Cases/Actions", "Sources/Cases/Letters", "Sources/Forms/Answers"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(here)/\(folder)") {
                let text = try String(contentsOfFile: "\(here)/\(folder)/\(name)", encoding: .utf8)
                used.formUnion(
                    text.matches(of: /"((?:case|forms)\.[a-z_.]+)"/).map { String($0.1) })
            }
        }
        let words = try ["Cases", "Forms"].map {
            try String(contentsOfFile: "\(here)/Sources/\($0)/Words/en.words", encoding: .utf8)
        }.joined(separator: "\n")
        let worded = Set(words.split(separator: "\n").compactMap { $0.split(separator: " ").first })
        let acts = Set(ActKind.allCases.map(\.rawValue))
        // What only other doors than a story's lines refuse with.
        let others = [
            "case.assign.", "case.link.", "case.merge.", "case.migrate.", "forms.draft.",
            "forms.work.", "case.erase.", "case.restricted", "case.number_used",
            "case.revoke.", "case.letter.unsigned", "case.letter.no_key",
            "case.letter.passphrase", "case.letter.being_signed",
        ]
        let expected = used.subtracting(acts).filter { key in
            worded.contains(Substring(key)) && !others.contains { key.hasPrefix($0) }
        }.subtracting([
            "case.declaration", "case.claimed_by_other", "case.erased", "forms.answers.damaged",
            "forms.kind", "forms.file.kind",
        ])
        #expect(expected.subtracting(StoryIndex.refusals) == [])
        let manual = try String(contentsOfFile: "\(here)/docs/services.md", encoding: .utf8)
        for key in StoryIndex.refusals.union(acts) {
            #expect(manual.contains("`\(key)`"), "docs/services.md lacks \(key)")
        }
    }
}
