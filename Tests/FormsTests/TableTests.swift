import Forms
import Kernel
import Testing

@Suite("Tables and computed values")
struct TableTests {
    private let rows = TypedAnswers([
        "belanja.n": ["3"], "belanja.0.nama": ["Pasir"], "belanja.0.harga": ["20.000"],
        "belanja.1.nama": [" "], "belanja.1.harga": [""],
        "belanja.2.nama": ["Batu"], "belanja.2.harga": ["Rp 30.000"], "belanja.2.hadir": ["ya"],
    ])

    @Test("Empty rows move down, so that rows of the page and of the answer are the same")
    func blanks() throws {
        let form = try KindsFixture().form
        let typed = rows.withBlankRowsLast()
        #expect(typed.rows(of: "belanja") == 3)
        #expect(typed.text("belanja.1.nama") == "Batu")
        let (answers, problems) = typed.read(form, group: nil)
        #expect(problems == [])
        #expect(
            answers.rows("belanja") == [
                Answers(["nama": .text("Pasir"), "harga": .integer(20_000)]),
                Answers([
                    "nama": .text("Batu"), "harga": .integer(30_000), "hadir": .yesNo(true),
                ]),
            ])
    }

    @Test("Rows are added and removed with everything else kept as it was typed")
    func changes() {
        let more = rows.addingRow(to: "belanja")
        #expect(more.rows(of: "belanja") == 4)
        #expect(more.text("belanja.2.harga") == "Rp 30.000")
        let less = rows.removingRow(0, from: "belanja").withBlankRowsLast()
        #expect(less.rows(of: "belanja") == 2)
        #expect(less.text("belanja.0.nama") == "Batu")
        #expect(less.text("belanja.2.nama") == "")
        #expect(rows.removingRow(9, from: "belanja") == rows)
        let full = (0..<80).reduce(rows) { typed, _ in typed.addingRow(to: "belanja") }
        #expect(full.rows(of: "belanja") == TableRule.mostRows)
        // A row that was removed does not come back from what was typed before.
        #expect(rows.merging(less).rows(of: "belanja") == 2)
    }

    @Test("A table that pretends to have a million rows has as many as may be")
    func flood() throws {
        let typed = TypedAnswers([
            "belanja.n": ["1000000"], "belanja.999999.nama": ["x"], "belanja.-1.nama": ["x"],
        ])
        #expect(typed.rows(of: "belanja") == TableRule.mostRows)
        #expect(typed.read(try KindsFixture().form, group: nil).answers.rows("belanja").isEmpty)
    }

    @Test("What is wrong in a table is said at its cell")
    func cells() throws {
        let fixture = try KindsFixture()
        let typed = TypedAnswers([
            "belanja.n": ["2"], "belanja.0.nama": ["Nama yang terlalu panjang sekali"],
            "belanja.0.harga": ["2.000.000"], "belanja.1.nik": ["123"],
        ])
        let (answers, misread) = typed.read(fixture.form, group: nil)
        #expect(misread.map(\.input) == ["belanja.1.nik"])
        let wrong = fixture.form.check(answers, group: nil, now: fixture.today)
        let all = misread.joined(with: wrong, answers).map { "\($0.input) \($0.key)" }
        #expect(
            all == [
                "belanja.1.nik forms.nik", "waktu.dari forms.missing.date",
                "belanja.0.nama forms.text.long", "belanja.0.harga forms.rupiah.range",
                "belanja.1.nama forms.missing", "belanja.1.harga forms.missing",
            ])
    }

    @Test("A table has as many rows as its service says")
    func counts() throws {
        let fixture = try KindsFixture()
        let row = Answers(["nama": .text("A"), "harga": .integer(1)])
        func keys(_ count: Int) -> [String] {
            fixture.form.check(
                Answers(["belanja": .rows(Array(repeating: row, count: count))]), group: nil,
                now: fixture.today
            ).filter { $0.field == "belanja" }.map(\.key)
        }
        #expect(keys(3) == [])
        #expect(keys(4) == ["forms.table.many"])
    }

    @Test("A computed value follows from answers, and opens questions below it")
    func computed() throws {
        let fixture = try KindsFixture()
        let form = fixture.form
        let typed = rows.withBlankRowsLast()
        func relevant(_ more: [String: AnswerValue]) -> Answers {
            let answers = typed.read(form, group: nil).answers.merging(Answers(more))
            return form.relevant(answers, now: fixture.today)
        }
        #expect(relevant(["luas": .integer(2)])["total"] == nil)
        let asked = relevant(["luas": .integer(2), "rapat": .yesNo(true)])
        #expect(asked["total"] == .integer(52_000))
        #expect(relevant(["rapat": .yesNo(true)])["total"] == nil, "luas is not answered")
        let fields = form.asked(asked, now: fixture.today).flatMap(\.fields).map(\.id)
        #expect(fields.contains("alasan"))
        let small = relevant(["luas": .integer(0), "rapat": .yesNo(true)])
        #expect(small["total"] == .integer(50_000))
        let less = form.asked(small, now: fixture.today).flatMap(\.fields).map(\.id)
        #expect(!less.contains("alasan"))
        let total = try #require(form.field("total"))
        #expect(total.display(.integer(52_000), .id) == "Rp52.000")
    }

    @Test("What somebody claims a computed value to be counts for nothing")
    func claimed() throws {
        let fixture = try KindsFixture()
        let typed = TypedAnswers(["total": ["1"], "rapat": ["ya"], "luas": ["1"]])
        let answers = typed.read(fixture.form, group: nil).answers
        #expect(answers["total"] == nil)
        let claimed = answers.merging(Answers(["total": .integer(1)]))
        #expect(
            fixture.form.relevant(claimed, now: fixture.today)["total"] == .integer(1_000))
        // A case keeps what was worked out when it was sent.
        let kept = fixture.form.bindings(relevant: claimed, now: fixture.today)
        #expect(kept["total"] == .int(1))
    }

    @Test("Answers with parts are read as people write them, in both languages")
    func display() throws {
        let form = try KindsFixture().form
        let names = { (code: RegionCode) -> String? in
            [
                "32.71": "Kota Bogor", "32.71.03": "Bogor Tengah", "32.71.03.1006": "Sempur",
            ][code.text]
        }
        func text(_ id: String, _ value: AnswerValue, _ language: Language = .id) throws -> String {
            try #require(form.field(id)).display(value, language, region: names)
        }
        let code = try #require(RegionCode("32.71.03.1006"))
        let day = try #require(Day(iso: "2026-12-01"))
        #expect(
            try text("waktu", .range(DayRange(from: day, to: day.adding(days: 2))))
                == "1–3 Desember 2026")
        #expect(
            try text("wilayah", .region(RegionAnswer(code: code, rw: "007", rt: "003")))
                == "RT 003/RW 007, Kelurahan Sempur, Kecamatan Bogor Tengah")
        let home = AddressAnswer(
            street: "Jalan 1", rt: "003", rw: "007", town: .region(code), postalCode: "16129")
        #expect(
            try text("rumah", .address(home))
                == "Jalan 1, RT 003/RW 007, Kelurahan Sempur, Kecamatan Bogor Tengah, "
                + "Kota Bogor 16129")
        let away = AddressAnswer(street: "Jalan Braga 1", town: .elsewhere("Bandung"))
        #expect(try text("rumah", .address(away)) == "Jalan Braga 1, Bandung")
        let point = PointAnswer(
            region: code, description: "depan pasar",
            point: MapPoint(latitude: -6_597_104, longitude: 106_806_005))
        #expect(
            try text("titik", .point(point))
                == "6,59710° LS, 106,80601° BT — Kelurahan Sempur, Kecamatan Bogor Tengah, "
                + "depan pasar")
        #expect(try text("titik", .point(point), .en).hasPrefix("6.59710° S, 106.80601° E"))
        let rows = [Answers(["nama": .text("Pasir"), "harga": .integer(5_000)])]
        #expect(try text("belanja", .rows(rows)) == "1. nama: Pasir; harga: Rp5.000")
    }
}
