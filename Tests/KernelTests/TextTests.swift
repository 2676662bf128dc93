import Testing

@testable import Kernel

@Suite struct TextTests {
    static let morning = day("2026-08-17").at(hour: 14, minute: 30, in: .wib)

    @Test func `Dates and times read as people write them`() {
        let day = day("2026-08-17")
        #expect(HumanText.day(day, .id) == "17 Agustus 2026")
        #expect(HumanText.day(day, .en) == "17 August 2026")
        #expect(HumanText.weekdayAndDay(day, .id) == "Senin, 17 Agustus 2026")
        #expect(HumanText.time(Self.morning, .wib) == "14.30 WIB")
        #expect(HumanText.time(Self.morning, .wit, .en) == "16:30 WIT")
        #expect(HumanText.dateTime(Self.morning, .wib, .id) == "17 Agustus 2026 pukul 14.30 WIB")
        #expect(HumanText.numericDay(day) == "17/08/2026")
        #expect(HumanText.period(day, day.adding(days: 10), .id) == "17–27 Agustus 2026")
        #expect(HumanText.period(day, day.adding(days: 20), .en) == "17 August – 6 September 2026")
    }

    @Test func `Numbers have the separators of their language`() {
        #expect(HumanText.number(1_250_000, .id) == "1.250.000")
        #expect(HumanText.number(1_250_000, .en) == "1,250,000")
        #expect(HumanText.number(Int64.min, .id) == "-9.223.372.036.854.775.808")
        #expect(HumanText.number(999, .id) == "999")
        #expect(HumanText.rupiah(Rupiah(1_250_000)) == "Rp1.250.000")
        #expect(HumanText.rupiah(Rupiah(-1_500_000)) == "-Rp1.500.000")
        #expect(HumanText.shortRupiah(Rupiah(2_300_000_000), .id) == "Rp2,3 M")
        #expect(HumanText.shortRupiah(Rupiah(1_500_000), .id) == "Rp1,5 jt")
        #expect(HumanText.bytes(1_234_567, .id) == "1,2 MB")
        #expect(HumanText.bytes(999_960, .id) == "1 MB")
        #expect(HumanText.bytes(512, .en) == "512 bytes")
    }

    @Test(arguments: [
        (1_500_000, "satu juta lima ratus ribu"), (1000, "seribu"), (100, "seratus"),
        (11, "sebelas"), (1_001_100, "satu juta seribu seratus"), (0, "nol"),
        (19, "sembilan belas"),
        (21, "dua puluh satu"), (101_000, "seratus satu ribu"), (-5, "minus lima"),
        (1_000_000_000, "satu miliar"),
    ])
    func `Amounts are spelled in words`(number: Int64, words: String) {
        #expect(HumanText.terbilang(number) == words)
    }

    @Test func `Spans of time use their largest unit`() {
        let now = Self.morning
        #expect(HumanText.workingDays(2, .id) == "2 hari kerja")
        #expect(HumanText.workingDays(1, .en) == "1 working day")
        #expect(HumanText.relative(now.adding(hours: -3), to: now, .id) == "3 jam yang lalu")
        #expect(HumanText.relative(now.adding(hours: 49), to: now, .en) == "in 2 days")
        #expect(HumanText.relative(now.adding(seconds: -59), to: now, .id) == "baru saja")
        #expect(HumanText.list(["a", "b", "c"], .id) == "a, b, dan c")
    }

    @Test func `Words take values and plurals`() {
        let list = WordList(
            .en, parsing: "# c\nx = {n} {n|day|days} of {name}\\nend {not a name}\n\ny=1 = 2\r\n")
        let words = Wording(Vocabulary([list]), .en)
        #expect(words("x", ["n": "1", "name": "A"]) == "1 day of A\nend {not a name}")
        #expect(words("x", ["n": "2", "name": "{n}"]) == "2 days of {n}\nend {not a name}")
        #expect(words("x", ["n": "2"]) == "2 days of ⟦name⟧\nend {not a name}")
        #expect(words("y") == "1 = 2")
        #expect(words("unknown") == "⟦unknown⟧")
    }

    @Test func `Faults of locale files are told`() {
        let id = WordList(.id, parsing: "a = {x}\nb = 1\nb = 2\nnonsense\nc =")
        let en = WordList(.en, parsing: "a = {y}\nd = 1")
        let problems = Vocabulary([id, en]).problems()
        #expect(problems.contains { $0.contains("`a`: {x, y}") })
        #expect(problems.contains { $0.contains("id.words:3: `b` is there twice") })
        #expect(problems.contains { $0.contains("id.words:4") })
        #expect(problems.contains { $0.contains("`c` has no text") })
        #expect(problems.contains("en: `b` is missing"))
        #expect(problems.contains("id: `d` is missing"))
    }

    @Test func `The kernel's own words are complete`() {
        let vocabulary = Vocabulary(KernelWords.lists)
        #expect(vocabulary.problems() == [])
        #expect(vocabulary.has("nik.birth"))
        #expect(KernelWords.lists.count == Language.allCases.count)
    }
}
