import Forms
import Kernel
import Testing

struct TypedAnswersTests {
    @Test("What people type is understood")
    func understood() throws {
        let fixture = try FormFixture()
        let typed = TypedAnswers([
            "jenis": ["wni"], "nik": ["3271.0317.0890.0001"], "nama": ["  Siti \n Aminah "],
            "telepon": ["0812-3456-7890"], "surel": ["siti@contoh.id"], "kelompok": ["ya"],
            "jumlah": ["12"], "biaya": ["Rp 1.500.000,-"], "mulai": ["1 Desember 2026"],
            "selesai": ["31/12/2026"], "minat": ["udara", "air"], "wilayah": ["32.71.03"],
            "catatan": ["satu\r\ndua"],
        ])
        let (answers, problems) = typed.read(fixture.form, group: nil)
        #expect(problems == [])
        #expect(
            answers.values == [
                "jenis": .text("wni"), "nik": .text("3271031708900001"),
                "nama": .text("Siti Aminah"), "telepon": .text("+6281234567890"),
                "surel": .text("siti@contoh.id"), "kelompok": .yesNo(true),
                "jumlah": .integer(12), "biaya": .integer(1_500_000),
                "mulai": .day(try #require(Day(iso: "2026-12-01"))),
                "selesai": .day(try #require(Day(iso: "2026-12-31"))),
                "minat": .codes(["air", "udara"]), "wilayah": .text("32.71.03"),
                "catatan": .text("satu\ndua"),
            ])
    }

    @Test("What cannot be understood is a problem and stays as it was typed")
    func notUnderstood() throws {
        let fixture = try FormFixture()
        let typed = TypedAnswers(pairs: [
            ("mulai", "besok"), ("jumlah", "selusin"), ("biaya", "1.50"), ("minat", "api"),
        ])
        let (answers, problems) = typed.read(fixture.form, group: "rencana")
        #expect(answers.values.isEmpty)
        #expect(
            problems.map(\.key) == [
                "forms.date", "forms.number", "forms.choice.unknown", "forms.rupiah",
            ])
        #expect(typed.text("mulai") == "besok")
        #expect(TypedAnswers(typed.json) == typed)
    }

    @Test("A group replaces its own answers only")
    func groups() throws {
        let fixture = try FormFixture()
        let before = Answers([
            "nama": .text("Siti"), "jumlah": .integer(3), "surel": .text("a@b.id"),
        ])
        let typed = TypedAnswers(["nama": ["Budi"], "surel": [""]])
        let after = typed.read(fixture.form, group: "orang", over: before).answers
        #expect(after.values == ["nama": .text("Budi"), "jumlah": .integer(3)])
    }

    @Test("Answers shown in a form are understood again", arguments: [true, false])
    func shown(group: Bool) throws {
        let fixture = try FormFixture()
        let answers = Answers([
            "jenis": .text("wna"), "mulai": .day(fixture.today), "kelompok": .yesNo(group),
            "jumlah": .integer(1250), "minat": .codes(["tanah"]), "biaya": .integer(2_000_000),
        ])
        let typed = TypedAnswers(showing: answers)
        #expect(typed.read(fixture.form, group: nil).answers == answers)
    }
}
