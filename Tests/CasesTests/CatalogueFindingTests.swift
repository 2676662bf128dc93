import Testing

@testable import Cases

/// Each slip in a file is found at its place. The sound files of Kota Bogor are broken at one,
/// so every test also shows that nothing else is reported.
struct CatalogueFindingTests {
    struct Slip: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let other: String
        /// Where in `other` the finding points to.
        let at: String
        let message: String
        let path: String
        var testDescription: String { name }

        init(
            _ name: String, _ text: String, _ other: String, at: String, _ message: String,
            path: String = "services/penelitian.yaml"
        ) {
            self.name = name
            self.text = text
            self.other = other
            self.at = at
            self.message = message
            self.path = path
        }
    }

    @Test("A slip is found at its line and column, with its mend", arguments: slips)
    func slip(_ slip: Slip) throws {
        let source = try KotaBogor.source()
        let original = try #require(source.files[slip.path])
        let start = try #require(original.firstRange(of: slip.text), "not there: \(slip.text)")
        let broken = original.replacing(slip.text, with: slip.other, maxReplacements: 1)
        let inside = try #require(slip.other.firstRange(of: slip.at))
        let before =
            original[..<start.lowerBound] + slip.other[..<inside.lowerBound]
        let line = before.count { $0 == "\n" } + 1
        let column = before.reversed().prefix { $0 != "\n" }.count + 1
        var files = source.files
        files[slip.path] = broken
        let found = CatalogueSource(files: files).read()
        #expect(found.catalogue == nil)
        #expect(
            found.findings.map(\.description) == [
                "\(slip.path):\(line):\(column): error: \(slip.message)"
            ])
    }

    static let slips: [Slip] = reading + meaning + elsewhere + supervision

    /// Slips in how often permits are visited by their risk.
    private static let supervision: [Slip] = [
        risk(
            "a field that is not there", "field: bentuk, v", "field: bentukk, v", at: "bentukk",
            "there is no field `bentukk` here (mend: did you mean `bentuk`?)"),
        risk(
            "no choice", "field: bentuk, v", "field: naskah, v", at: "naskah",
            "`naskah` is no choice (mend: name a field of kind `choice`)"),
        risk(
            "no field", "{field: bentuk, v", "{v", at: "{v",
            "nothing says whose answer is the risk (mend: write `field: FIELD`, a field of kind"
                + " `choice`)"),
        risk(
            "no such option", "videotron: 90", "videotrn: 90", at: "videotrn",
            "`bentuk` has no option `videotrn` (mend: did you mean `videotron`?)"),
        risk(
            "no days", "videotron: 90", "videotron: 0", at: "0", "0 is outside 1 to 3650"),
        risk(
            "no levels", "{field: bentuk, videotron: 90, papan: 180}", "{field: bentuk}",
            at: "{field",
            "no option says how often (mend: write `OPTION: DAYS` for options of `bentuk`)"),
    ]

    private static func risk(
        _ name: String, _ text: String, _ other: String, at place: String, _ message: String
    ) -> Slip {
        Slip(
            "risk: \(name)", text, other, at: place, message, path: "services/reklame.yaml")
    }

    private static let reading: [Slip] = [
        Slip(
            "no such level", "identityLevel: 0", "identityLevel: 3", at: "3",
            "3 is outside 0 to 2"),
        Slip(
            "unknown key", "summary:", "sumary: {id: a, en: b}\nsummary:", at: "sumary",
            "unknown key `sumary` (mend: did you mean `summary`?)"),
        Slip(
            "duplicate key", "owner: dpmptsp", "owner: dpmptsp\nowner: dinkes", at: "owner",
            "`owner` is written twice in the same place (mend: keep one of them)"),
        Slip(
            "wrong type", "max: 120", "max: panjang", at: "panjang",
            "expected a whole number, found `panjang` (mend: write digits only)"),
        Slip(
            "number out of range", "max: 120", "max: 0", at: "0", "0 is outside 1 to 20000"),
        Slip(
            "not a list", "applicants: [person, institution, foreigner]", "applicants: person",
            at: "person", "expected a list, found `person` (mend: begin each line with `- `)"),
        Slip(
            "text missing in a language", "{id: Nama lengkap, en: Full name}",
            "{id: Nama lengkap}", at: "{id",
            "the text in `en` is missing (mend: add `en: …`)"),
        Slip(
            "empty text", "{id: Nama lengkap, en: Full name}", "{id: Nama lengkap, en: \"\"}",
            at: "\"\"", "the text is empty (mend: write it, or remove the key)"),
        Slip(
            "bad code", "owner: dpmptsp", "owner: DPMPTSP", at: "DPMPTSP",
            "`DPMPTSP` is not a code (mend: use lower-case letters, digits and hyphens, a"
                + " letter first)"
        ),
        Slip(
            "not YAML", "fee: free\n", "fee: [free\n}\n", at: "}",
            "not YAML: did not find expected ',' or ']' (mend: check indentation and quotes"
                + " here and on the line above)"
        ),
        Slip(
            "unknown kind of field", "kind: nik", "kind: nk", at: "nk",
            "unknown kind `nk` (mend: did you mean `nik`?)"),
        Slip(
            "unknown unit", "owner: dpmptsp", "owner: dpmptps", at: "dpmptps",
            "unknown unit `dpmptps` (mend: did you mean `dpmptsp`?)"),
        Slip(
            "unknown role", "role: kepala", "role: kepla", at: "kepla",
            "unknown role `kepla` (mend: did you mean `kepala`?)"),
        Slip(
            "role without people", "unit: dpmptsp\n    role: kepala",
            "unit: dinkes\n    role: kepala", at: "kepala",
            "nobody has the role `kepala` in `dinkes` (mend: add a position to people.yaml"
                + " or choose another role)"
        ),
        Slip(
            "missing deadline", "- id: konsep",
            "- id: konsep_awal\n    kind: verify\n"
                + "    unit: dpmptsp\n    role: analis\n    title: {id: a, en: b}\n"
                + "  - id: konsep", at: "id: konsep_awal",
            "the step has no deadline (mend: add `within: 1 day`)"),
    ]

    private static let meaning: [Slip] = [
        Slip(
            "unknown name in an expression", "when: kewarganegaraan == 'wni'",
            "when: kewarganegaran == 'wni'", at: "kewarganegaran ",
            "there is no name `kewarganegaran` here (mend: did you mean `kewarganegaraan`?)"),
        Slip(
            "type error inside an expression", "when: kewarganegaraan == 'wni'",
            "when: true && kewarganegaraan", at: "kewarganegaraan",
            "a yes/no is needed by `&&`, this is a text (mend: compare it, such as `… == \"…\"`)"),
        Slip(
            "field used before it is asked", "when: kewarganegaraan == 'wni'",
            "when: jenis_lembaga == 'ormas'", at: "jenis_lembaga",
            "`jenis_lembaga` is used before it is asked (mend: move the field"
                + " `jenis_lembaga` above `nik`)"
        ),
        Slip(
            "two fields of one name", "- id: nomor_paspor", "- id: nik", at: "nik",
            "the field `nik` is there twice (mend: give it another id)"),
        Slip(
            "name of the house", "- id: nomor_induk", "- id: surat", at: "surat",
            "`surat` is a name of the house (mend: give the field another id)"),
        Slip(
            "rule at an unknown field", "field: tanggal_selesai", "field: tanggal_selsai",
            at: "tanggal_selsai",
            "unknown field `tanggal_selsai` (mend: did you mean `tanggal_selesai`?)"),
        Slip(
            "deadlines over the promise", "promise: 3 days", "promise: 2 days", at: "2 days",
            "the steps take up to 3 working days, the promise is 2 working days (mend:"
                + " shorten `within` of the steps or promise more time)"
        ),
        Slip(
            "no such term", "promise: 3 days", "promise: 3 hari", at: "3 hari",
            "`3 hari` is not a working time (mend: write `3 days` or `4 hours`)"),
        Slip(
            "letter template missing", "template: surat-keterangan-penelitian",
            "template: surat-keterangan-peneltian", at: "surat-keterangan-peneltian",
            "there is no letter template `surat-keterangan-peneltian` (mend: did you mean"
                + " `surat-keterangan-penelitian`?)"
        ),
        Slip(
            "return from a decision", "kind: decide", "kind: decide\n    mayReturn: true",
            at: "true",
            "a `decide` step cannot return the case to its applicant (mend: only `check`,"
                + " `verify`, `recommend` and `inspect` steps may)"
        ),
    ]

    private static let elsewhere: [Slip] = [
        Slip(
            "holiday twice", "{date: 2026-05-01,", "{date: 2026-04-05,", at: "2026-04-05",
            "2026-04-05 is there twice (mend: keep one of them)", path: "calendar/2026.yaml"),
        Slip(
            "holiday of another year", "{date: 2026-05-01,", "{date: 2025-05-01,",
            at: "2025-05-01", "2025-05-01 is not in 2026 (mend: move it to that year's file)",
            path: "calendar/2026.yaml"),
        Slip(
            "region without its parent", "32.71.06.1011,", "32.71.07.1011,", at: "32.71.07",
            "the region above 32.71.07.1011 is unknown (mend: write it first)",
            path: "regions.csv"),
        Slip(
            "position in an unknown unit", "unit: dpmptsp, role: pengawas",
            "unit: dpmtsp, role: pengawas", at: "dpmtsp",
            "unknown unit `dpmtsp` (mend: did you mean `dpmptsp`?)", path: "people.yaml"),
        Slip(
            "hours that are none", "open: \"08:00-16:00\"", "open: \"8-16\"", at: "\"8-16",
            "`8-16` are not hours (mend: write them like \"08:00-16:00\")",
            path: "calendar/2026.yaml"),
        Slip(
            "unknown name in a letter", "{{judul}}", "{{judl}}", at: "{{judl}}",
            "“judl” is"
                + " not a name of this text. (mend: Did you mean “judul”?)",
            path: "letters/surat-keterangan-penelitian.letter"),
    ]

    /// The findings after one replacement, without their places.
    private func messages(_ text: String, _ other: String) throws -> [String] {
        let path = "services/penelitian.yaml"
        var files = try KotaBogor.source().files
        files[path] = files[path]?.replacing(text, with: other, maxReplacements: 1)
        return CatalogueSource(files: files).read().findings.map(\.message)
    }

    @Test("A flow must start its clock, decide, and end there")
    func flow() throws {
        #expect(
            try messages("    startsClock: true\n", "") == [
                "no step starts the promised time"
            ])
        #expect(
            try messages("kind: handover", "kind: verify")
                .contains("the step `serah` is never reached"))
        #expect(
            try messages("kind: decide", "kind: verify") == [
                "nobody decides: the flow has no way to its outcome"
            ])
        #expect(
            try messages("kind: draft", "kind: verify")
                .contains("the service has a letter, but no step drafts it"))
        #expect(
            try messages("    line:\n", "    line: []\n    lines:\n").contains(
                "unknown key `lines`"))
    }

    @Test("A question ends with its answer: nobody decides, nothing follows, no letter")
    func question() throws {
        let found = try messages("kind: check", "kind: answer")
        #expect(
            found.contains("the flow answers and decides: a question has no decision"))
        #expect(found.contains("steps come after the answer, which ends the case"))
        #expect(found.contains("a question has no letter"))
    }

    @Test("A decision that can be skipped is found")
    func skippedDecision() throws {
        #expect(
            try messages("kind: decide", "kind: decide\n    when: berkelompok") == [
                "the decision can be skipped"
            ])
    }

    @Test("A missing file and a missing component of the standard are found")
    func missing() throws {
        var files = try KotaBogor.source().files
        files["people.yaml"] = nil
        let lines = CatalogueSource(files: files).read().findings.map(\.description)
        #expect(lines.contains { $0.hasPrefix("people.yaml:1:1: error: the file is missing") })
        #expect(
            try messages("  guarantee:\n", "  guarantees:\n").contains(
                "component 12 of the standard, `guarantee`, is missing"))
    }
}
