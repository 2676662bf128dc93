import Contracts
import Testing

@testable import Cases

/// Services that can be read and would not do what their writer wants: nobody could send them, or
/// a case would stand still. The sound files of Kota Bogor are broken at one place each.
@Suite("Findings about what a service means")
struct MeaningFindingTests {
    typealias Slip = FlowFindingTests.Slip

    @Test("A slip is found, with its mend, and nothing else", arguments: slips)
    func slip(_ slip: Slip) throws {
        let found = try slip.source().read()
        #expect(found.catalogue == nil)
        let errors = found.findings.filter { $0.severity == .error }
        // What is wrong in a shared part is said of each service that uses it.
        #expect(Set(errors.map(\.message)).count == 1, "\(errors.map(\.description))")
        let first = try #require(errors.first)
        #expect("\(first.message) (\(first.mend ?? ""))".hasPrefix(slip.says), "\(first)")
    }

    /// Cases go by what was published when they began: a later program must still read it.
    @Test("What was published once is read all the same", arguments: slips)
    func stored(_ slip: Slip) throws {
        let found = try slip.source().read(isStored: true)
        #expect(found.catalogue != nil, "\(found.findings.map(\.description))")
    }

    static let slips: [Slip] = codes + values + ways + city

    private static let codes: [Slip] = [
        Slip(
            "a condition on a code that is no option", "sip-dokter", "when: tempat == 'mandiri'\n",
            "when: tempat == 'mandri'\n",
            "`tempat` has no option `mandri` (did you mean `mandiri`?)"),
        Slip(
            "a condition on a list with a code that is no option", "sip-dokter",
            "when: tempat == 'mandiri'\n", "when: tempat in ['mandiri', 'rumah']\n",
            "`tempat` has no option `rumah` (there are: faskes, mandiri)"),
        Slip(
            "two options with one condition", "akta-kelahiran",
            "      - when: terlambat\n        steps:",
            "      - when: terlambat\n        steps:\n          - {id: x, kind: verify,"
                + " unit: disdukcapil, role: analis, title: {id: a, en: b}, within: 1 hour}\n"
                + "      - when: terlambat\n        steps:",
            "this option is never reached: one above it has the same `when`"),
    ]

    private static let values: [Slip] = [
        Slip(
            "a fee over an answer that may be missing", "pbg", "amount: retribusi",
            "amount: koefisien_seribu",
            "the fee may be unknown: `koefisien_seribu` may have no value"),
        Slip(
            "a fee over a place outside its list", "pbg", "amount: retribusi",
            "amount: \"[100, 200, 300][lantai - 1]\"",
            "the fee may be unknown: a place outside the list of 3"),
        Slip(
            "a last day over an answer that may be missing", "sip-dokter",
            "validUntil: addDays(addYears(today, 5), -1)",
            "validUntil: addDays(addYears(berakhir_lama, 5), -1)",
            "the last day of the letter may be unknown: `berakhir_lama` may have no value"),
        Slip(
            "a booking over an answer that may be missing", "taman",
            "    - id: jam_mulai\n", "    - id: jam_mulai\n        required: false\n",
            "the first hour may be unknown: `jam_mulai` may have no value"),
    ]

    private static let ways: [Slip] = [
        Slip(
            "a draft that may be skipped", "flows/surat-dpmptsp.yaml", "  kind: draft\n",
            "  kind: draft\n  when: today > date('2026-01-01')\n",
            "the case may come to `paraf` without a letter: its draft can be skipped"),
        Slip(
            "an objection that opens where no letter is", "taman", "reopens: konsep",
            "reopens: putusan", "at `putusan` there is no letter to work on"),
        Slip(
            "one person who drafts and decides", "flows/surat-dpmptsp.yaml",
            "  kind: draft\n  unit: dpmptsp\n  role: analis\n",
            "  kind: draft\n  unit: dpmptsp\n  role: kepala\n",
            "one person alone would do `konsep` and decide on it"),
        Slip(
            "a warning before the step begins", "sip-dokter", "warn: 4 hours", "warn: 3 days",
            "the warning comes before the step begins"),
        Slip(
            "an objection to itself", "keberatan", "service: banding", "service: keberatan",
            "objections go in a circle: `keberatan` comes again"),
        Slip(
            "a letter without its signature", "letters/izin-taman.letter", ":tanda-tangan", "",
            "the letter has no place for its signature"),
    ]

    private static let city: [Slip] = [
        Slip(
            "two units of one short name", "units.yaml", "short: DLH", "short: DPUPR",
            "two units are called `DPUPR`"),
        Slip(
            "an address that is none", "city.yaml", "site: https://", "site: javascript:",
            "`javascript:"),
        Slip(
            "a level that is none", "regions.csv", ",kecamatan,", ",kecamatn,",
            "`kecamatn` is not the level of"),
    ]
}

/// Files as editors and writers leave them.
@Suite("Files of a city as they are saved")
struct SavedFileTests {
    private func findings(_ change: (inout [String: String]) -> Void) throws -> [String] {
        var files = try KotaBogor.source().files
        change(&files)
        return CatalogueSource(files: files).read().findings.filter { $0.severity == .error }
            .map(\.description)
    }

    @Test("A shared part that holds itself is one error, whatever the circle")
    func circle() throws {
        let one = try findings { $0["flows/surat-dpmptsp.yaml"] = "- use: surat-dpmptsp\n" }
        #expect(!one.isEmpty)
        #expect(one.allSatisfy { $0.contains("the shared part `surat-dpmptsp` holds itself") })
        let two = try findings {
            $0["flows/surat-dpmptsp.yaml"] = "- use: lain\n"
            $0["flows/lain.yaml"] = "- use: surat-dpmptsp\n"
        }
        #expect(two.allSatisfy { $0.contains("holds itself") })
        #expect(!two.isEmpty)
    }

    @Test("Shared parts stand in shared parts, up to a number of steps that somebody reads")
    func nested() throws {
        #expect(
            try findings {
                $0["flows/inti.yaml"] = $0["flows/surat-dpmptsp.yaml"]
                $0["flows/surat-dpmptsp.yaml"] = "- use: inti\n"
            } == [])
        let many = try findings {
            $0["flows/v0.yaml"] = $0["flows/surat-dpmptsp.yaml"]
            for n in 1...30 { $0["flows/v\(n).yaml"] = "- use: v\(n - 1)\n- use: v\(n - 1)\n" }
            $0["flows/surat-dpmptsp.yaml"] = "- use: v30\n"
        }
        #expect(many.contains { $0.contains("has more than 200 steps") })
    }

    @Test("A missing file of people or units is one error")
    func missing() throws {
        for path in ["units.yaml", "people.yaml"] {
            #expect(
                try findings {
                    $0[path] = nil
                    $0["correspondence.yaml"] = nil
                } == [
                    "\(path):1:1: error: the file is missing"
                        + " (mend: write it; docs/services.md shows how)"
                ])
        }
    }

    @Test("Another heading of a list is one error, not one for each row")
    func heading() throws {
        let found = try findings {
            $0["regions.csv"] = $0["regions.csv"]?.replacing(",", with: ";")
        }
        #expect(found.count { $0.hasPrefix("regions.csv") } == 1)
    }
}
