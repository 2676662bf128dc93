import Contracts
import Testing

@testable import Cases

/// What the checker finds in flows with visits, fees, choices, shared parts and objections. The
/// sound files of Kota Bogor are broken at one place.
@Suite("Findings in flows")
struct FlowFindingTests {
    struct Slip: Sendable, CustomTestStringConvertible {
        let name: String
        let path: String
        let text: String
        let other: String
        /// How the first finding begins, behind the file's name.
        let says: String
        var testDescription: String { name }

        init(
            _ name: String, _ service: String, _ text: String, _ other: String, _ says: String
        ) {
            self.name = name
            path = service.contains(".") ? service : "services/\(service).yaml"
            self.text = text
            self.other = other
            self.says = says
        }

        /// The files of Kota Bogor, broken at this place.
        func source() throws -> CatalogueSource {
            var files = try KotaBogor.source().files
            let original = try #require(files[path])
            #expect(original.contains(text), "not there: \(text)")
            files[path] = original.replacing(text, with: other, maxReplacements: 1)
            return CatalogueSource(files: files)
        }
    }

    @Test("A slip is found, with its mend, and nothing else", arguments: slips)
    func slip(_ slip: Slip) throws {
        let found = try slip.source().read()
        #expect(found.catalogue == nil)
        let errors = found.findings.filter { $0.severity == .error }
        #expect(
            errors.contains { "\($0.message) (\($0.mend ?? ""))".hasPrefix(slip.says) },
            "\(errors.map(\.description))")
        #expect(errors.allSatisfy { $0.line > 0 })
    }

    static let slips: [Slip] = flows + fees + terms + reports

    private static let reports: [Slip] = [
        Slip(
            "a rung at no part of the time", "laporan", "at: 80%, to: holder",
            "at: 80, to: holder", "`80` is no part of the step's time (write `80%` or `150%`)"),
        Slip(
            "a rung for nobody", "laporan", "to: holder", "to: pemegang",
            "nobody is called so here (write `to: holder`"),
        Slip(
            "a rung for two", "laporan", "{at: 80%, to: holder}",
            "{at: 80%, to: holder, role: kepala}", "the rung names two"),
        Slip(
            "a rung that is not above the one before", "laporan", "{at: 150%,", "{at: 90%,",
            "the rung is not above the one before it"),
        Slip(
            "a rung for a role that there is not", "laporan", "unit: routed, role: kepala",
            "unit: routed, role: kepla", "unknown role `kepla` (did you mean `kepala`?)"),
        Slip(
            "a rung for a role that may not read it", "laporan-pengawasan",
            "{at: 100%, unit: inspektorat, role: kepala}",
            "{at: 100%, unit: satpol-pp, role: peninjau}",
            "the role `peninjau` may not open papers of the class `terbatas`"),
        Slip(
            "an end without work where somebody decides", "taman", "fee:",
            "dismissals:\n  - {id: arsip, title: {id: a, en: b}}\nfee:",
            "`dismissals` mean nothing where somebody decides"),
        Slip(
            "a confirmation that leads nowhere", "laporan", "returnsTo: tanggapan",
            "returnsTo: tangapan",
            "there is no step `tangapan` to do again (did you mean `tanggapan`?)"),
        Slip(
            "a confirmation without a way back", "laporan", "    returnsTo: tanggapan\n", "",
            "nothing says what is done again when it is not confirmed"),
        Slip(
            "a confirmation of nothing", "laporan", "    kind: answer\n", "    kind: verify\n",
            "there is nothing to confirm here"),
    ]

    private static let flows: [Slip] = [
        Slip(
            "a visit that asks for nothing", "pbg", "    fields:\n      - id: garis_sempadan_cm",
            "    feilds:\n      - id: garis_sempadan_cm",
            "unknown key `feilds` (did you mean `fields`?)"),
        Slip(
            "a finding used in a branch beside it", "pbg",
            "when: lantai >= 4 || fungsi == 'usaha' && luas >= 500",
            "when: luas_hasil >= 500",
            "`luas_hasil` is used before the step `teknis` asks for it (move `kebakaran`"),
        Slip(
            "a finding used before its step", "sip-dokter",
            "    when: tempat == 'mandiri'\n    fields:",
            "    when: ruang_sesuai\n    fields:",
            "`ruang_sesuai` is used before the step `tinjau` asks for it"),
        Slip(
            "an unknown shared part", "pbg", "  - use: surat-dpmptsp",
            "  - use: surat-dpmptps",
            "there is no shared part `surat-dpmptps` (did you mean `surat-dpmptsp`?)"),
        Slip(
            "a mistake in a shared part", "flows/surat-dpmptsp.yaml", "role: kepala",
            "role: kepla", "unknown role `kepla` (did you mean `kepala`?)"),
        Slip(
            "options behind one that always holds", "akta-kelahiran",
            "      - when: terlambat\n        steps:",
            "      - steps:\n          - {id: x, kind: verify, unit: disdukcapil, role: analis,"
                + " title: {id: a, en: b}, within: 1 hour}\n      - when: terlambat\n"
                + "        steps:",
            "the options after this one are never reached (add `when`"),
        Slip(
            "a way that comes to no outcome", "ktp-el",
            "  - id: cetak\n    kind: record",
            "  - id: cetak\n    when: alasan == 'hilang'\n    kind: record",
            "the decision can be skipped (remove its `when`)"),
        Slip(
            "a role that may not open such papers", "people.yaml",
            "en: SIAK operator}, clearance: terbatas, may", "en: SIAK operator}, may",
            "the role `operator` may not open papers of the class `terbatas` (give it"),
        Slip(
            "a letter that nobody signs", "ktp-el", "\nflow:\n",
            "\nletter: {template: izin-taman, register: x, classification: \"1\"}\nflow:\n",
            "the service has a letter, but no step drafts it"),
        Slip(
            "a decision without a letter", "ktp-el", "    kind: record",
            "    kind: decide", "a `decide` step has no fields"),
        Slip(
            "no join of that number", "pbg", "join: all", "join: 3",
            "`3` joins no branches (write `all`, `any`, or a number below"),
        Slip(
            "a hand-over in a branch", "taman",
            "      - id: pengelola\n        kind: recommend",
            "      - id: pengelola\n        kind: handover",
            "a `handover` step cannot stand in a branch"),
    ]

    private static let fees: [Slip] = [
        Slip(
            "a fee that can be negative", "pbg",
            "- id: luas_hasil\n            kind: integer\n            min: 1",
            "- id: luas_hasil\n            kind: integer\n            min: -10",
            "the fee can be negative (give its fields a `min`"),
        Slip(
            "a fee without a step", "pbg", "    kind: pay\n", "    kind: verify\n",
            "the service has a fee, but no step asks for it (add a step of kind `pay`)"),
        Slip(
            "a step without a fee", "taman", "kind: recommend\n        unit: satpol-pp",
            "kind: pay\n        unit: satpol-pp", "a `pay` step cannot stand in a branch"),
        Slip(
            "a fee that needs what is found later", "pbg",
            "  - id: bayar\n    kind: pay\n    unit: bapenda\n    role: bendahara\n",
            "  - id: bayar\n    kind: verify\n    unit: bapenda\n    role: bendahara\n",
            "the service has a fee, but no step asks for it"),
        Slip(
            "an unknown name in a value", "pbg", "value: indeks_fungsi * jumlah_bobot",
            "value: indek_fungsi * jumlah_bobot",
            "there is no name `indek_fungsi` here (did you mean `indeks_fungsi`?)"),
        Slip(
            "a value twice", "pbg", "- {id: faktor_kepemilikan,", "- {id: harga_dasar,",
            "the name `harga_dasar` is taken (give the value another id)"),
        Slip(
            "a fee that is no number", "pbg", "      amount: retribusi",
            "      amount: fungsi", "a number is needed here, this is a text"),
    ]

    private static let terms: [Slip] = [
        Slip(
            "silence that means nothing", "taman", "silence: grants", "silence: refuses",
            "`refuses` is not what silence can mean (write `grants`)"),
        Slip(
            "an objection that goes nowhere", "taman", "service: keberatan",
            "service: keberatn", "objections go to the service `keberatn`, which is not there"),
        Slip(
            "an objection to no step", "taman", "reopens: konsep", "reopens: konsp",
            "there is no step `konsp` to work on again (did you mean `konsep`?)"),
        Slip(
            "an objection into a branch", "taman", "reopens: konsep", "reopens: pengelola",
            "a case cannot be opened again inside `pengelola`"),
        Slip(
            "a booking of no place", "taman", "booking: {place: tempat", "booking: {place: peserta",
            "`peserta` does not name a place"),
        Slip(
            "a pause twice", "pbg", "  - id: kahar\n", "  - id: sengketa\n",
            "the reason `sengketa` is there twice (keep one of them)"),
        Slip(
            "a pause without its law", "ktp-el",
            "    law: Peraturan Menteri Dalam Negeri Nomor 19 Tahun 2018 # K\n", "",
            "`law` is missing (add `law: …`)"),
    ]

    @Test("Slips in scenarios are found at their lines")
    func scenarios() throws {
        let service = try #require(
            try KotaBogor.catalogue().services.values.first { $0.code.text == "ktp-el" })
        let source = """
            - name: cerita
              answers: {alasn: hilang}
              play:
                - do: periksa
                - {do: cetak, fields: {tanggal: 2026-11-23}}
                - wait: 3 minggu
                - {wait: 1 day, do: periksa}
                - expect: {step: cetak, acts: [case.printed], values: {x: "1"}, stat: open}
            """
        let found = ScenarioReader.read(file: "s.yaml", source: source, service: service)
        #expect(
            found.findings.map(\.description) == [
                "s.yaml:2:13: error: unknown field `alasn` (mend: did you mean `alasan`?)",
                "s.yaml:5:28: error: unknown field `tanggal` (mend: use one of:"
                    + " kartu_lama_ditarik, tanggal_cetak)",
                "s.yaml:6:13: error: `3 minggu` is not a time to wait (mend: write `3 days`,"
                    + " `2 working days`, `4 hours` or `until 2026-12-01 10.00`)",
                "s.yaml:7:7: error: two things happen on one line (mend: begin with one of do,"
                    + " return, correct, refuse, sendBack, wait, withdraw, extend, pause, resume,"
                    + " reopen, reroute, object, renew, back, fetch, expect, send, confirm, refute,"
                    + " dismiss, merge, other)",
                "s.yaml:8:36: error: there is no act `case.printed` (mend: did you mean"
                    + " `case.granted`?)",
                "s.yaml:8:60: error: the service has no value `x`",
                "s.yaml:8:69: error: unknown key `stat` (mend: did you mean `state`?)",
            ])
    }
}
