import Forms
import Kernel
import Testing

@Suite("Questions with parts")
struct PartsTests {
    private func read(
        _ texts: [String: String]
    ) throws -> (answers: Answers, problems: [FieldProblem]) {
        TypedAnswers(texts.mapValues { [$0] }).read(try KindsFixture().form, group: nil)
    }

    private func inputs(_ texts: [String: String]) throws -> [String: String] {
        Dictionary(try read(texts).problems.map { ($0.input, $0.key) }) { first, _ in first }
    }

    private func checked(_ texts: [String: String]) throws -> [String: String] {
        let fixture = try KindsFixture()
        let typed = TypedAnswers(texts.mapValues { [$0] })
        let (answers, problems) = typed.read(fixture.form, group: nil)
        #expect(problems == [])
        let found = fixture.form.check(answers, group: nil, now: fixture.today)
        return Dictionary(found.map { ($0.input, $0.key) }) { first, _ in first }
    }

    @Test("A range of days is read at both ends; half of one is said at the other half")
    func range() throws {
        let both = try read(["waktu.dari": "1 Desember 2026", "waktu.sampai": "3/12/2026"])
        #expect(both.problems == [])
        guard case .range(let range)? = both.answers["waktu"] else {
            Issue.record("no range")
            return
        }
        #expect(range.from.iso == "2026-12-01")
        #expect(range.days == 3)
        #expect(
            try inputs(["waktu.dari": "2026-12-01"]) == ["waktu.sampai": "forms.missing.date"])
        #expect(
            try inputs(["waktu.dari": "besok", "waktu.sampai": "2026-12-01"])
                == ["waktu.dari": "forms.date"])
        #expect(try inputs([:]) == [:])
    }

    @Test(
        "A range keeps its order, its bounds and its length",
        arguments: [
            ("2026-12-05", "2026-12-01", "waktu.sampai", "forms.range.order"),
            ("2026-11-22", "2026-12-01", "waktu.dari", "forms.date.early"),
            ("2027-01-20", "2027-01-23", "waktu.sampai", "forms.date.late"),
            ("2027-02-20", "2027-02-23", "waktu.dari", "forms.date.late"),
            ("2026-12-01", "2026-12-31", "waktu.sampai", "forms.range.long"),
            ("2026-11-26", "2026-11-27", "waktu", "forms.rule"),
        ])
    func bounds(_ from: String, _ to: String, _ input: String, _ key: String) throws {
        #expect(try checked(["waktu.dari": from, "waktu.sampai": to]) == [input: key])
    }

    @Test("A range that is exactly as long as allowed is accepted")
    func longest() throws {
        #expect(try checked(["waktu.dari": "2026-12-01", "waktu.sampai": "2026-12-30"]) == [:])
    }

    @Test("An address in the city is a kelurahan, elsewhere the name of a city")
    func address() throws {
        let here = try read([
            "rumah.jalan": " Jalan  Kenanga 5 ", "rumah.rt": "3", "rumah.rw": "RW 07",
            "rumah.kelurahan": "kel. sempur", "rumah.kota": "Bogor",
        ])
        #expect(here.problems == [])
        let code = try #require(RegionCode("32.71.03.1006"))
        #expect(
            here.answers["rumah"]
                == .address(
                    AddressAnswer(
                        street: "Jalan Kenanga 5", rt: "003", rw: "007", town: .region(code),
                        postalCode: "16129")))
        let elsewhere = try read([
            "rumah.jalan": "Jalan Braga 1", "rumah.kota": "Kota Bandung",
            "rumah.kode_pos": "40111",
        ])
        #expect(
            elsewhere.answers["rumah"]
                == .address(
                    AddressAnswer(
                        street: "Jalan Braga 1", town: .elsewhere("Kota Bandung"),
                        postalCode: "40111")))
    }

    @Test("What is wrong with an address is said at its part")
    func addressProblems() throws {
        #expect(
            try inputs(["rumah.kode_pos": "0123", "rumah.rt": "empat"]) == [
                "rumah.jalan": "forms.address.street", "rumah.kelurahan": "forms.address.town",
                "rumah.rt": "forms.rt", "rumah.kode_pos": "forms.postal",
            ])
        #expect(
            try inputs([
                "rumah.jalan": "Jalan 1", "rumah.kelurahan": "Sempur", "rumah.kota": "Depok",
            ]) == ["rumah.kota": "forms.address.both"])
        #expect(
            try inputs(["rumah.jalan": "Jalan 1", "rumah.kelurahan": "Antah Berantah"])
                == ["rumah.kelurahan": "forms.region.unknown"])
    }

    @Test("A kelurahan is asked with RW and RT, or with RW alone")
    func neighbourhood() throws {
        let code = try #require(RegionCode("32.71.03.1006"))
        let full = try read([
            "wilayah.kelurahan": "SEMPUR", "wilayah.rw": "7", "wilayah.rt": "012",
            "lingkungan.kelurahan": "Sempur", "lingkungan.rw": "7",
        ])
        #expect(full.problems == [])
        #expect(
            full.answers["wilayah"] == .region(RegionAnswer(code: code, rw: "007", rt: "012")))
        #expect(full.answers["lingkungan"] == .region(RegionAnswer(code: code, rw: "007")))
        #expect(
            try inputs(["wilayah.kelurahan": "Sempur", "wilayah.rw": "0", "wilayah.rt": "1234"])
                == ["wilayah.rw": "forms.rw", "wilayah.rt": "forms.rt"])
        #expect(
            try inputs(["wilayah.rw": "1"]) == [
                "wilayah.kelurahan": "forms.region.kelurahan", "wilayah.rt": "forms.missing",
            ])
    }

    @Test("A name that several kelurahan share must be chosen, and stays as it was typed")
    func ambiguous() throws {
        let typed = [
            "wilayah.kelurahan": "tanah baru", "wilayah.rw": "1", "wilayah.rt": "1",
        ]
        #expect(try inputs(typed) == ["wilayah.kelurahan": "forms.region.several"])
        let chosen = try read(
            typed.merging(["wilayah.pilihan": "32.71.06.1007"]) { first, _ in first })
        #expect(chosen.problems == [])
        // A choice that the name does not mean (any more) counts for nothing.
        let other = try inputs(
            typed.merging(["wilayah.pilihan": "32.71.03.1006"]) { first, _ in first })
        #expect(other == ["wilayah.kelurahan": "forms.region.several"])
    }

    @Test("A place is described; its point may be typed or pasted and must lie in the city")
    func point() throws {
        let plain = try read([
            "titik.kelurahan": "Sempur", "titik.tempat": "Depan pasar",
        ])
        #expect(plain.problems == [])
        let near = try checked([
            "titik.kelurahan": "Sempur", "titik.tempat": "Depan pasar",
            "titik.koordinat": "-6.5971, 106.8060", "waktu.dari": "2026-12-01",
            "waktu.sampai": "2026-12-01",
        ])
        #expect(near == [:])
        let far = try checked([
            "titik.kelurahan": "Sempur", "titik.tempat": "Depan pasar",
            "titik.koordinat": "-6.2, 106.8", "waktu.dari": "2026-12-01",
            "waktu.sampai": "2026-12-01",
        ])
        #expect(far == ["titik.koordinat": "forms.point.outside"])
        #expect(
            try inputs(["titik.koordinat": "di sana"]) == [
                "titik.kelurahan": "forms.region.kelurahan", "titik.tempat": "forms.point.place",
                "titik.koordinat": "forms.point.unreadable",
            ])
    }

    @Test("Answers with parts come back from JSON and from the page as they were")
    func roundTrips() throws {
        let code = try #require(RegionCode("32.71.06.1007"))
        let day = try #require(Day(iso: "2026-12-01"))
        let point = try #require(MapPoint(latitude: -6_597_100, longitude: 106_806_000))
        let answers = Answers([
            "waktu": .range(DayRange(from: day, to: day.adding(days: 2))),
            "rumah": .address(
                AddressAnswer(
                    street: "Jalan 1", rt: "001", rw: "002", town: .region(code),
                    postalCode: "16121")),
            "wilayah": .region(RegionAnswer(code: code, rw: "001", rt: "009")),
            "lingkungan": .region(RegionAnswer(code: code, rw: "001")),
            "titik": .point(PointAnswer(region: code, description: "Depan\npasar", point: point)),
            "belanja": .rows([
                Answers(["nama": .text("Pasir"), "harga": .integer(5), "hadir": .yesNo(false)]),
                Answers(["nama": .text("Batu"), "nik": .text("3271014101900001")]),
            ]),
        ])
        #expect(try Answers(JSONValue(parsing: answers.json.canonical)) == answers)
        let form = try KindsFixture().form
        let typed = TypedAnswers(showing: answers, form.places)
        #expect(typed.text("wilayah.kelurahan") == "Tanah Baru, Tanah Sareal")
        #expect(typed.read(form, group: nil).answers == answers)
    }

    @Test(
        "Parts that are not whole are refused as damaged",
        arguments: [
            #"{"a": {"from": "2026-01-01"}}"#, #"{"a": {"region": {"code": "x", "rw": "1"}}}"#,
            #"{"a": {"address": {"street": "x"}}}"#, #"{"a": {"point": {"region": "32.71"}}}"#,
            #"{"a": {"rows": [5]}}"#,
        ])
    func damaged(_ text: String) throws {
        let json = try JSONValue(parsing: Array(text.utf8))
        #expect(throws: Refusal(.invalid, "forms.answers.damaged")) { try Answers(json) }
    }
}
