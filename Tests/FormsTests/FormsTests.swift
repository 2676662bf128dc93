import Contracts
import Forms
import Kernel
import Testing

struct FormsTests {
    private func day(_ iso: String) throws -> AnswerValue { .day(try #require(Day(iso: iso))) }

    @Test("Answers come back from JSON as they were")
    func roundTrip() throws {
        let blob = try #require(BlobID(text: "0192f0c1-2345-7abc-8def-0123456789ab"))
        let answers = Answers([
            "teks": .text("Nasi \"uduk\"\nlagi"), "angka": .integer(-5), "ya": .yesNo(false),
            "hari": try day("2026-11-23"), "pilihan": .codes(["b", "a"]),
            "berkas": .files([FileAnswer(blob: blob, name: "a.pdf", kind: .pdf, size: 12)]),
            "kosong": .text(""),
        ])
        #expect(answers["kosong"] == nil)
        #expect(try Answers(JSONValue(parsing: answers.json.canonical)) == answers)
    }

    @Test(
        "Other JSON is refused as damaged",
        arguments: ["[]", #"{"a": null}"#, #"{"a": 1.5}"#, #"{"a": {"day": "2026-02-30"}}"#])
    func damaged(_ text: String) throws {
        let json = try JSONValue(parsing: Array(text.utf8))
        #expect(throws: Refusal(.invalid, "forms.answers.damaged")) { try Answers(json) }
    }

    @Test("A field is asked only when its condition holds")
    func conditions() throws {
        let fixture = try FormFixture()
        func asked(_ values: [String: AnswerValue]) -> [String] {
            fixture.form.asked(Answers(values), now: fixture.today).flatMap(\.fields).map(\.id)
        }
        #expect(!asked([:]).contains("nik"))
        #expect(asked(["jenis": .text("wni")]).contains("nik"))
        #expect(!asked(["jenis": .text("wna")]).contains("nik"))
        #expect(!asked(["kelompok": .yesNo(false)]).contains("jumlah"))
        #expect(asked(["kelompok": .yesNo(true)]).contains("jumlah"))
        #expect(!asked([:]).contains("proposal"))
        #expect(asked(["minat": .codes(["air"])]).contains("proposal"))
    }

    @Test("Answers to fields that are not asked any more are dropped")
    func relevance() throws {
        let fixture = try FormFixture()
        let answers = Answers([
            "jenis": .text("wna"), "nik": .text("3271031708900001"), "lain": .text("x"),
        ])
        #expect(
            fixture.form.relevant(answers, now: fixture.today).values == ["jenis": .text("wna")])
    }

    @Test("What is missing is said field by field")
    func missing() throws {
        let fixture = try FormFixture()
        let problems = fixture.form.check(Answers(), group: "rencana", now: fixture.today)
        #expect(
            problems == [
                FieldProblem("mulai", "forms.missing.date"),
                FieldProblem("selesai", "forms.missing.date"),
                FieldProblem("kelompok", "forms.missing.choice"),
            ])
    }

    @Test("Dates keep their bounds, and rules between fields speak in the service's words")
    func dates() throws {
        let fixture = try FormFixture()
        func problems(_ from: String, _ to: String) throws -> [FieldProblem] {
            fixture.form.check(
                Answers(["mulai": try day(from), "selesai": try day(to), "kelompok": .yesNo(false)]
                ),
                group: "rencana", now: fixture.today)
        }
        #expect(try problems("2026-11-23", "2026-12-01") == [])
        #expect(
            try problems("2026-11-22", "2026-12-01").map(\.key) == ["forms.date.early"])
        #expect(try problems("2026-12-02", "2026-12-01").map(\.field) == ["selesai"])
        let long = try problems("2026-12-01", "2027-12-03")
        #expect(long.map(\.message?.id) == ["Paling lama satu tahun."])
    }

    @Test("A choice that does not exist, a text too long and a number out of range are refused")
    func ranges() throws {
        let fixture = try FormFixture()
        let answers = Answers([
            "jenis": .text("alien"), "nama": .text(String(repeating: "a", count: 21)),
            "kelompok": .yesNo(true), "jumlah": .integer(1), "minat": .codes(["api"]),
        ])
        let keys = Dictionary(
            fixture.form.check(answers, group: nil, now: fixture.today).map { ($0.field, $0.key) }
        ) { first, _ in first }
        #expect(keys["jenis"] == "forms.choice.unknown")
        #expect(keys["nama"] == "forms.text.long")
        #expect(keys["jumlah"] == "forms.number.range")
        #expect(keys["minat"] == "forms.choice.unknown")
    }

    @Test("The words of the forms exist in both languages")
    func words() {
        #expect(Vocabulary(Forms.words).problems() == [])
        #expect(Vocabulary(Forms.words).has("forms.missing"))
    }
}
