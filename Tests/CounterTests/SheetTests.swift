import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("Paper while the line is down")
struct SheetTests {
    private static let sheets = "/meja/loket/lembar"

    /// Issues sheets and returns their numbers in the order of their serials.
    private func issue(_ count: Int, _ scene: CounterScene) async throws -> [TrackingCode] {
        await scene.clerk.open(Self.sheets)
        try await scene.clerk.send(
            [("layanan", "penelitian"), ("jumlah", "\(count)")], to: Self.sheets)
        return try await scene.city.house.store.read("test.sheets") { reader in
            try reader.rows("SELECT number FROM counter_sheets ORDER BY serial").map {
                try TrackingCode($0.text(0))
            }
        }
    }

    private func paper(
        _ number: TrackingCode, _ at: Instant, _ scene: CounterScene
    ) -> [(name: String, value: String)] {
        let day = Day(at, in: scene.zone)
        let clock = HumanText.clock(at, scene.zone, .id).prefix(5)
        return [("lembar", number.text), ("tanggal", day.iso), ("jam", String(clock))]
    }

    @Test(
        "a sheet becomes a case with its number, and its clock began on paper",
        arguments: TestEngine.available)
    func enter(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let printer = try await CounterScene(city)
            let numbers = try await issue(3, printer)
            #expect(numbers.count == 3)
            let series = await printer.clerk.path
            await printer.clerk.open(series + "/cetak.pdf")
            #expect(await printer.clerk.answer?.bytes.starts(with: Array("%PDF".utf8)) == true)
            let visitor = try TestBrowser(city)
            await visitor.open("/lacak/\(numbers[0].text)")
            #expect(await visitor.text.contains("ditulis di kertas"))
            city.clock.advance(milliseconds: 3_600_000)
            let received = city.clock.now
            city.clock.advance(milliseconds: 5 * 3_600_000)
            let scene = try await CounterScene(city)
            // Scanned: the counter asks whose it is, and the number goes along.
            try await scene.search("https://uji.example/lacak/\(numbers[0].text)")
            #expect(await scene.clerk.path == "/meja/loket?lembar=\(numbers[0].text)")
            let person = try await scene.enter(sheet: numbers[0].text)
            #expect(await scene.clerk.text.contains("value=\"\(numbers[0].text)\""))
            _ = try await scene.begin(person, paper: paper(numbers[0], received, scene))
            let number = try await scene.send()
            #expect(number == numbers[0])
            let id = try #require(try await city.house.cases.ids(of: person).first)
            let record = try await city.standing(id).record
            #expect(record.submittedAt == received)
            #expect(record.stepSince == received)
            let entered = try await scene.count(
                "SELECT at FROM ledger WHERE type = 'case.submitted'")
            #expect(entered == city.clock.now.milliseconds)
            await visitor.open("/lacak/\(numbers[0].text)")
            #expect(await !visitor.text.contains("ditulis di kertas"))
            // A second entry of the number is refused, and the number shows the case.
            _ = try await scene.begin(person, paper: paper(numbers[0], received, scene))
            #expect(await scene.clerk.status == 409)
            try await scene.search(numbers[0].text)
            #expect(await scene.clerk.text.contains("/meja/berkas/\(number.text)"))
            #expect(try await scene.count("SELECT COUNT(*) FROM cases") == 1)
        }
    }

    @Test("two counters that enter one sheet make one case")
    func once() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let other = try await CounterScene(city, "disdukcapil-loket-1")
            let number = try await issue(1, scene)[0]
            city.clock.advance(milliseconds: 60_000)
            let at = city.clock.now
            let person = try await scene.enter()
            let form = try await scene.begin(person, paper: paper(number, at, scene))
            // While one enters it, the other is told; both at once meet at the number.
            let second = try await other.enter("Orang Kedua")
            _ = try await other.begin(second, paper: paper(number, at, scene))
            #expect(await other.clerk.status == 409)
            await scene.clerk.open(form)
            let sent = try await scene.send()
            #expect(sent == number)
            _ = try await other.begin(second, paper: paper(number, at, scene))
            #expect(await other.clerk.status == 409)
            #expect(try await scene.count("SELECT COUNT(*) FROM cases") == 1)
        }
    }

    @Test("the time on paper is not in the future and not before the sheet was printed")
    func times() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let number = try await issue(1, scene)[0]
            let person = try await scene.enter()
            let now = city.clock.now
            for at in [now.adding(hours: 2), now.adding(hours: -2)] {
                let path = try await scene.begin(person, paper: paper(number, at, scene))
                let status = await scene.clerk.status
                #expect(status == 422)
                #expect(path.hasSuffix("/mulai"))
            }
            #expect(await scene.clerk.text.contains("lebih awal daripada lembar"))
        }
    }

    @Test("what is entered late needs a leader's word, and not the own")
    func late() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let number = try await issue(1, scene)[0]
            let at = city.clock.now
            city.wait(days: 4)
            let fresh = try await CounterScene(city)
            let person = try await fresh.enter()
            let form = try await fresh.begin(person, paper: paper(number, at, scene))
            let from = Day(city.clock.now, in: scene.zone)
            try await fresh.clerk.send(
                fresh.answers(from: from) + [("aksi", "lanjut")], to: form,
                files: CounterScene.files())
            let send = fresh.answers(from: from) + [("aksi", "kirim"), ("pernyataan", "ya")]
            try await fresh.clerk.send(send, to: form)
            #expect(await fresh.clerk.status == 403)
            let overview = "/meja/loket/pengawasan"
            let allow = "\(overview)/\(number.text)/izin"
            await fresh.clerk.open(overview)
            #expect(await fresh.clerk.text.contains("Menunggu pimpinan"))
            let stranger = try await TestBrowser.officer("disdukcapil-kepala", of: city)
            await stranger.open(overview)
            #expect(await !stranger.text.contains(number.text))
            let head = try await TestBrowser.officer("dpmptsp-kabid-perizinan", of: city)
            await head.open(overview)
            try await head.send(to: allow)
            #expect(await head.path == overview)
            await fresh.clerk.open(form)
            try await fresh.clerk.send(send, to: form)
            #expect(await fresh.clerk.path == "/meja/loket/terima/\(number.text)")
            #expect(try await scene.entries("counter.sheet-allowed") == 1)
        }
    }

    @Test("a time that was mistyped is put right without losing the form")
    func retimed() async throws {
        try await TestCity.run { city in
            let number = try await issue(1, try await CounterScene(city))[0]
            city.clock.advance(milliseconds: 3 * 3_600_000)
            let scene = try await CounterScene(city)
            let now = city.clock.now
            let person = try await scene.enter()
            let first = now.adding(hours: -1)
            let form = try await scene.begin(person, paper: paper(number, first, scene))
            try await scene.clerk.send(scene.answers() + [("aksi", "lanjut")], to: form)
            let again = try await scene.begin(
                person, paper: paper(number, now.adding(hours: -2), scene))
            #expect(again == form)
            await scene.clerk.open(form)
            #expect(await scene.clerk.text.contains("Pasar dan warganya"))
            let kept = try await scene.count(
                "SELECT received_at FROM counter_sittings WHERE ended_at IS NULL")
            #expect(kept < first.milliseconds)
            #expect(try await scene.count("SELECT COUNT(*) FROM drafts") == 1)
        }
    }

    @Test("whoever allowed a late sheet does not send it, also not after taking it over")
    func allowedByOneself() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let number = try await issue(1, scene)[0]
            let at = city.clock.now
            city.wait(days: 4)
            let fresh = try await CounterScene(city)
            let person = try await fresh.enter()
            let form = try await fresh.begin(person, paper: paper(number, at, scene))
            let from = Day(city.clock.now, in: scene.zone)
            try await fresh.clerk.send(
                fresh.answers(from: from) + [("aksi", "lanjut")], to: form,
                files: CounterScene.files())
            let officer = try await city.officer("dpmptsp-loket-1")
            try await city.house.store.write("test.allow") { tx in
                _ = try tx.execute(
                    """
                    UPDATE counter_sheets SET allowed_by = \(officer.account), received_at = \
                    (SELECT received_at FROM counter_sittings WHERE ended_at IS NULL) \
                    WHERE number = \(number.symbols)
                    """)
            }
            try await fresh.clerk.send(
                fresh.answers(from: from) + [("aksi", "kirim"), ("pernyataan", "ya")], to: form)
            #expect(await fresh.clerk.status == 403)
            #expect(try await scene.count("SELECT COUNT(*) FROM cases") == 0)
        }
    }

    @Test("void sheets say why; the register shows each, and none can be used")
    func void() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let numbers = try await issue(2, scene)
            let series = await scene.clerk.path
            let action = "\(series)/\(numbers[1].text)/batal"
            try await scene.clerk.send([], to: action)
            #expect(await scene.clerk.status == 422)
            try await scene.clerk.send([("alasan", "damaged")], to: action, on: series)
            #expect(await scene.clerk.path == series)
            #expect(await scene.clerk.text.contains("Rusak"))
            try await scene.search(numbers[1].text)
            #expect(await scene.clerk.status == 409)
            let person = try await scene.enter()
            _ = try await scene.begin(
                person, paper: paper(numbers[1], city.clock.now, scene))
            #expect(await scene.clerk.status == 409)
            #expect(try await scene.entries("counter.sheet-voided") == 1)
            let stranger = try await TestBrowser.officer("disdukcapil-loket-1", of: city)
            await stranger.open(series)
            #expect(await stranger.status == 404)
        }
    }

    @Test("on paper on a holiday: the clock begins with the next working day")
    func holiday() async throws {
        try await TestCity.run { city in
            let printer = try await CounterScene(city)
            let number = try await issue(1, printer)[0]
            // Christmas, on which the line was down and somebody came all the same.
            let feast = try #require(Day(iso: "2026-12-25"))
            let received = feast.at(hour: 10, minute: 0, in: .wib)
            city.clock.set(feast.adding(days: 3).at(hour: 8, minute: 30, in: .wib))
            let scene = try await CounterScene(city)
            let person = try await scene.enter(sheet: number.text)
            _ = try await scene.begin(person, paper: paper(number, received, scene))
            let sent = try await scene.send(from: feast)
            #expect(sent == number)
            let id = try #require(try await city.house.cases.ids(of: person).first)
            let standing = try await city.standing(id)
            #expect(standing.record.submittedAt == received)
            let task = try #require(standing.task)
            let due = try #require(task.dueAt)
            let calendar = try await city.house.shelf.calendar()
            #expect(try !calendar.isWorking(feast))
            // As if it had come at the next opening, and not when it was entered.
            let monday = feast.adding(days: 3)
            #expect(try calendar.workingTime(from: received, to: monday.start(in: .wib)) == 0)
            let opening = monday.at(hour: 7, minute: 0, in: .wib)
            let term = try calendar.workingTime(from: opening, to: due)
            #expect(try calendar.workingTime(from: received, to: due) == term)
            #expect(due > opening && term > 0)
        }
    }

    @Test("another node enters what this one printed, and neither makes a second case")
    func nodes() async throws {
        for engine in TestEngine.available where engine != .sqlite {
            try await TestCity.run(on: engine) { city in
                try await city.withTwin { twin in
                    let scene = try await CounterScene(city)
                    let number = try await issue(1, scene)[0]
                    city.clock.advance(milliseconds: 3_600_000)
                    let received = city.clock.now
                    city.clock.advance(milliseconds: 3_600_000)
                    let there = try await CounterScene(twin, "dpmptsp-loket-2")
                    let here = try await CounterScene(city)
                    let person = try await there.enter(sheet: number.text)
                    _ = try await there.begin(person, paper: paper(number, received, there))
                    // While it is entered there, it is not entered here.
                    let other = try await here.enter("Orang Kedua")
                    _ = try await here.begin(other, paper: paper(number, received, here))
                    let busy = await here.clerk.status
                    #expect(busy == 409)
                    await there.clerk.open("/meja/loket")
                    let text = await there.clerk.text
                    let parts = text.split(separator: "href=\"/meja/loket/isian/")
                    let form = try #require(parts.dropFirst().first?.prefix { $0 != "\"" })
                    await there.clerk.open("/meja/loket/isian/\(form)")
                    let sent = try await there.send()
                    #expect(sent == number)
                    _ = try await here.begin(other, paper: paper(number, received, here))
                    let late = await here.clerk.status
                    #expect(late == 409)
                    let id = try #require(try await city.house.cases.ids(of: person).first)
                    let record = try await city.standing(id).record
                    #expect(record.submittedAt == received)
                    #expect(try await scene.count("SELECT COUNT(*) FROM cases") == 1)
                }
            }
        }
    }
}
