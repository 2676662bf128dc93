import Contracts
import Forms
import Foundation
import Testing

@testable import Cases

/// Whatever is changed in a service, the comparison says so.
@Suite("What differs between two editions")
struct DiffTests {
    private static func lines(_ old: Plain, _ new: Plain, _ parts: [String: Plain]) -> [String] {
        FileDiff.lines(
            PlainService(old, parts: parts).differences(to: PlainService(new, parts: parts)),
            DifferenceWords.line)
    }

    private static func check(_ file: Plain, parts: [String: Plain] = [:]) {
        let changes = file.changes
        #expect(changes.count > 20)
        for change in changes {
            let lines = lines(file, change.file, parts)
            #expect(!lines.isEmpty, "\(change.place) is not seen")
            let saysTextsOnly = lines.allSatisfy { $0.hasPrefix("only texts") }
            #expect(saysTextsOnly == change.isText, "\(change.place): \(lines)")
        }
    }

    @Test("Every key of the manual's tables counts")
    func everyKey() throws {
        let kitchen = Plain(yaml: Self.kitchen)
        let known = kitchen.everyKey
        let missing = try Self.manualKeys().subtracting(known)
        #expect(missing.isEmpty, "put them into the service below: \(missing.sorted())")
        Self.check(kitchen, parts: ["flows/bersama.yaml": Plain(yaml: "- {id: akhir, kind: x}")])
    }

    @Test(
        "Every place in the files of Kota Bogor counts",
        arguments: ["taman", "akta-kelahiran"])
    func everyPlace(code: String) throws {
        let files = try KotaBogor.source().files
        let file = Plain(yaml: try #require(files["services/\(code).yaml"]))
        Self.check(
            file, parts: files.filter { $0.key.hasPrefix("flows/") }.mapValues(Plain.init(yaml:)))
    }

    @Test("A change of a shared part counts in every service that uses it, and only there")
    func shared() throws {
        let lines = try Self.compare(
            "flows/surat-dpmptsp.yaml", "within: 4 hours", "within: 5 hours")
        #expect(lines["pbg"]?.first?.hasSuffix("5 hours, it was 4 hours") == true)
        #expect(lines["taman"] == lines["pbg"])
        #expect(lines["ktp-el"] == nil)
    }

    @Test("A change of a part in a shared part counts as well")
    func nested() throws {
        let file = Plain(yaml: "flow: [{use: luar}]")
        let editions = ["check", "verify"].map { kind in
            PlainService(
                file,
                parts: [
                    "flows/luar.yaml": Plain(yaml: "- use: dalam"),
                    "flows/dalam.yaml": Plain(yaml: "- {id: s, kind: \(kind)}"),
                ])
        }
        let found = editions[0].differences(to: editions[1])
        #expect(
            FileDiff.lines(found, DifferenceWords.line) == [
                "makes `s` a `verify`, it was `check`"
            ])
    }

    @Test("A template of a letter, a comment and a text each are what they are")
    func kinds() throws {
        let letter = try Self.compare("letters/izin-taman.letter", "Tempat", "Lokasi")
        #expect(letter["taman"]?.first?.hasPrefix("letters/izin-taman.letter: ") == true)
        let comment = try Self.compare("services/taman.yaml", "form:\n", "# baru\nform:\n")
        #expect(comment["taman"] == ["only comments or layout differ"])
        let text = try Self.compare("services/taman.yaml", "title: {id: ", "title: {id: Surat ")
        #expect(text["taman"]?.count == 1)
        #expect(text["taman"]?.first?.hasPrefix("only texts differ: ") == true)
    }

    @Test("What moves to another page or branch is not asked anew")
    func moves() {
        let old = Plain(
            yaml: """
                form:
                  - {id: a, fields: [{id: x, kind: text}, {id: y, kind: text}]}
                  - {id: b, fields: [{id: z, kind: text}]}
                flow:
                  - {id: s, kind: check}
                  - {id: p, kind: parallel, branches: [{id: q, kind: verify}, {steps: [{id: r}]}]}
                """)
        let new = Plain(
            yaml: """
                form:
                  - {id: a, fields: [{id: x, kind: text}]}
                  - {id: b, fields: [{id: z, kind: text}, {id: y, kind: text, max: 5}]}
                flow:
                  - {id: p, kind: parallel, branches: [{id: q, kind: verify}, {id: r}]}
                  - {id: s, kind: check}
                """)
        #expect(
            Self.lines(old, new, [:]) == [
                "fields[y].max: nothing -> 5", "flow: [s, p] -> [p, s]",
                "form[a].fields: [x, y] -> [x]", "form[b].fields: [z] -> [z, y]",
            ])
    }

    @Test("Long values are shown where they differ")
    func short() {
        let long = String(repeating: "1000000, ", count: 30)
        let (old, new) = Shortened.pair("[\(long)5]", "[\(long)6]")
        #expect(old.hasSuffix("5]") && new.hasSuffix("6]") && old.count < 60)
    }

    @Test("Lines of a letter are numbered as in the new file")
    func textLines() {
        #expect(
            TextDiff.lines("a\nb\nc\nd", "a\nx\nc\nd\ne") == [
                "2: `b` -> `x`", "5: nothing -> `e`",
            ])
        #expect(TextDiff.lines("a\nb\n", "a\r\nb\r\n").isEmpty)
    }

    @Test("Owners of drafts hear of everything that changes in the form, and of nothing else")
    func owners() throws {
        func diff(_ text: String, _ other: String) throws -> FormDiff {
            let (old, new) = try Self.pair("services/taman.yaml", text, other)
            let code = try #require(old.services.keys.first { $0.text == "taman" })
            return FormDiff(
                from: try #require(old.services[code]), to: try #require(new.services[code]))
        }
        #expect(try diff("promise: ", "promise: 1").isEmpty)
        #expect(try diff("title: {id: ", "title: {id: Surat ").isEmpty)
        let later = try diff(
            "        kind: integer\n", "        kind: integer\n        help: {id: x, en: y}\n")
        #expect(later.isEmpty)
        let rule = try diff("    must: ", "    must: peserta > 0 && ")
        #expect(rule.rules.count == 1 && rule.changed.isEmpty)
        let most = try diff("        max: ", "        max: 1")
        #expect(most.changed.count == 1)
    }

    // MARK: Helpers

    private static func pair(
        _ path: String, _ text: String, _ other: String
    ) throws -> (Catalogue, Catalogue) {
        var files = try KotaBogor.source().files
        let original = try #require(files[path])
        #expect(original.contains(text), "not there: \(text)")
        files[path] = original.replacing(text, with: other, maxReplacements: 1)
        let read = CatalogueSource(files: files).read()
        return (try KotaBogor.catalogue(), try #require(read.catalogue, "\(read.findings)"))
    }

    /// Lines by the code of the service, of those that differ.
    private static func compare(
        _ path: String, _ text: String, _ other: String
    ) throws -> [String: [String]] {
        let (old, new) = try pair(path, text, other)
        var lines: [String: [String]] = [:]
        for (code, service) in old.services {
            guard let now = new.services[code], now.edition != service.edition else { continue }
            lines[code.text] = ServiceDiff(service, now).lines
        }
        return lines
    }

    /// The keys that the tables of docs/services.md name before the chapter of scenarios.
    private static func manualKeys() throws -> Set<String> {
        let here = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let text = try String(contentsOfFile: "/\(here)/docs/services.md", encoding: .utf8)
        let chapters = text.split(separator: "\n## ").map(String.init)
        let service = try #require(chapters.first { $0.hasPrefix("The service") })
        let form = try #require(chapters.first { $0.hasPrefix("The form") })
        let flow = try #require(chapters.first { $0.hasPrefix("The flow") })
        // Keys of services and steps stand in the first cell, those of fields in the second.
        let steps = flow.components(separatedBy: "More keys of a step").last ?? ""
        let cells = cells(service, 0) + cells(form, 1) + cells(steps, 0)
        // Cells of kinds name values too.
        let values = Set(FieldKind.names).union(RegionLevel.allCases.map(\.rawValue))
            .union(FileKind.allCases.map(\.rawValue)).union(["today"])
        return Set(cells.flatMap(words)).subtracting(values)
    }

    private static func cells(_ text: String, _ column: Int) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().compactMap { line in
            let cells = line.split(separator: "|")
            return cells.indices.contains(column) ? String(cells[column]) : nil
        }
    }

    /// The keys between backticks, without values such as in `mayReturn: true`.
    private static func words(_ cell: String) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }
            .map { String($0.element.prefix { $0 != ":" }) }
            .filter { $0.allSatisfy(\.isLetter) }
    }
}
