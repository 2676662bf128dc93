import Cases
import City
import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing

@testable import Leadership

@Suite("What the inspectorate is shown")
struct SignalTests {
    @Test("a clean history shows nothing", arguments: TestEngine.available)
    func clean(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            for n in 0..<3 {
                city.goTo("2026-11-2\(n + 4)", 9)
                let id = try await city.submitted(n, of: n)
                for _ in 0..<12 where try await city.standing(id).task != nil {
                    city.clock.advance(milliseconds: 10 * 60_000)
                    try await city.passStep(id)
                }
                #expect(try await city.standing(id).record.state == .closed)
            }
            #expect(try await city.signals().isEmpty)
        }
    }

    @Test("done within seconds: below the limit it shows, at the limit it does not")
    func quick() async throws {
        try await TestCity.run { city in
            for (n, seconds) in [59, 60].enumerated() {
                let id = try await city.submitted(n, of: n)
                try await city.bring(id, to: .verify)
                city.clock.advance(milliseconds: Int64(seconds) * 1_000)
                try await city.passStep(id)
            }
            let found = try await city.signals()
            #expect(found.map(\.kind) == [.quick])
            #expect(found.first?.evidence["seconds"] == 59)
            // Read again from the first entry, it is found once.
            try await city.house.store.write("test.again") { tx in
                try tx.execute("UPDATE ledger_readers SET position = 0")
            }
            #expect(try await city.signals().count == 1)
        }
    }

    @Test(
        "at night by the city's clock, on Sundays and holidays; not a minute earlier",
        arguments: [
            ("2026-11-24", 21, 59, false), ("2026-11-24", 22, 0, true),
            ("2026-11-24", 23, 59, true), ("2026-11-25", 0, 0, true),
            ("2026-11-25", 4, 59, true), ("2026-11-25", 5, 0, false),
            ("2026-11-29", 10, 0, true), ("2026-12-25", 10, 0, true),
        ])
    func night(day: String, hour: Int, minute: Int, shows: Bool) async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            city.goTo(day, hour, minute)
            try await city.passStep(id)
            #expect(try await city.signals().map(\.kind) == (shows ? [.night] : []))
        }
    }

    @Test("a day that was decreed in the house is a working day, or none")
    func decreed() async throws {
        try await TestCity.run { city in
            let admin = try await city.officer("diskominfo-admin").account
            let span = try #require(OfficeHours.Span("08.00-15.00"))
            let saturday = try #require(Day(iso: "2026-11-28"))
            let tuesday = try #require(Day(iso: "2026-11-24"))
            for (day, change) in [
                (saturday, CalendarException.Change.open(span)), (tuesday, .closed),
            ] {
                let dated = DatedException(
                    CalendarException(day: day, name: "Pengganti", change: change),
                    source: "Keputusan Wali Kota 100.3.3.3/46")
                try await city.house.store.write("test.decree") { tx in
                    try CalendarExceptions.insert(
                        dated, as: city.house.world.id(), by: admin, at: city.clock.now, in: tx)
                }
            }
            for (n, day) in ["2026-11-24", "2026-11-28"].enumerated() {
                let id = try await city.submitted(n, of: n)
                try await city.bring(id, to: .verify)
                city.goTo(day, 10)
                try await city.passStep(id)
                #expect(try await city.signals().filter { $0.caseID == id }.count == 1 - n)
            }
        }
    }

    @Test("ahead of the queue: ten older ones of the same step wait, nine are not enough")
    func queue() async throws {
        for (waiting, shows) in [(9, false), (10, true)] {
            try await TestCity.run { city in
                for n in 0..<waiting {
                    try await city.bring(try await city.submitted(n, of: n % 3), to: .verify)
                }
                city.wait(hours: 24)
                let late = try await city.submitted(50)
                try await city.bring(late, to: .verify)
                city.clock.advance(milliseconds: 300_000)
                try await city.passStep(late)
                let found = try await city.signals()
                #expect(found.map(\.kind) == (shows ? [.queue] : []))
                #expect(found.allSatisfy { $0.caseID == late && $0.evidence["waiting"] == 10 })
            }
        }
    }

    @Test("the same officer and applicant: five cases show once, four do not")
    func pairs() async throws {
        try await TestCity.run(tampers: true) { city in
            for n in 0..<6 {
                let id = try await city.submitted(n)
                try await city.bring(id, to: .verify)
                city.clock.advance(milliseconds: 120_000)
                try await city.passStep(id)
                let kinds = try await city.signals().map(\.kind)
                #expect(kinds == (n >= 4 ? [.pair] : []), "\(n)")
            }
            // What is kept of the two is a keyed hash.
            let officer = try await city.officer("dpmptsp-analis-1").account
            let plain = try await city.house.store.read("test.plain") { reader in
                try reader.row(
                    """
                    SELECT COUNT(*) FROM leadership_pairs \
                    WHERE pair = \(officer) OR pair = \(city.citizens[0])
                    """)?.int(0)
            }
            #expect(plain == 0)
            // It goes with its case, and when the rule looks back no further.
            func left() async throws -> Int64? {
                try await city.house.leadershipTools.sweepPairs()
                return try await city.house.store.read("test.left") { reader in
                    try reader.row("SELECT COUNT(*) FROM leadership_pairs")?.int(0)
                }
            }
            #expect(try await left() == 6)
            try await city.house.store.write("test.destroy") { tx in
                try tx.execute(
                    """
                    UPDATE data_keys SET wrapped = NULL WHERE id IN \
                    (SELECT case_id FROM leadership_pairs LIMIT 2)
                    """)
            }
            #expect(try await left() == 4)
            city.wait(days: 366)
            #expect(try await left() == 0)
        }
    }

    /// Returns a licence to practise to its applicant and takes the correction.
    private func giveBack(_ city: TestCity, _ id: CaseID, corrects: Bool) async throws {
        let code = try #require(ServiceCode("sip-dokter"))
        let form = try await city.house.shelf.published().services[code]?.form
        let field = try #require(form?.fields.first { $0.kind.isAnswered }?.id)
        city.clock.advance(milliseconds: 300_000)
        try await city.house.cases.returnForCorrection(
            try await city.act(id, "dinkes-analis-1"),
            Correction(items: [.init(field: field, note: "Perbaiki.")], letter: ""))
        guard corrects else { return }
        city.clock.advance(milliseconds: 300_000)
        let answers = try await city.house.cases.flowFacts(of: id)?.answers ?? Answers()
        try await city.house.cases.answerCorrection(id, by: city.citizens[0], answers)
    }

    @Test("returned for the third time it shows, for the second it does not")
    func repeated() async throws {
        try await TestCity.run { city in
            let id = try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
            try await giveBack(city, id, corrects: true)
            try await giveBack(city, id, corrects: true)
            #expect(try await city.signals().filter { $0.kind == .returns }.isEmpty)
            try await giveBack(city, id, corrects: false)
            let found = try await city.signals().filter { $0.kind == .returns }
            #expect(found.map { $0.evidence["times"] } == [3])
            #expect(found.allSatisfy { $0.caseID == id })
        }
    }

    @Test("a clock stopped with a day left shows, with two left not; a pause counts as well")
    func stopped() async throws {
        for (left, shows) in [(Int64(2), false), (1, true), (0, true)] {
            try await TestCity.run { city in
                let id = try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
                let due = try #require(try await city.standing(id).record.clock.dueAt)
                let calendar = try await city.house.shelf.calendar()
                let last = Day(due, in: city.house.zone)
                let day = try calendar.adding(workingDays: -Int(left), to: last)
                city.goTo(day.iso, 9)
                try await city.play(id, "- pause: sengketa")
                let found = try await city.signals()
                #expect(found.map(\.kind) == (shows ? [.stopped] : []), "\(left)")
                #expect(found.allSatisfy { $0.evidence["pause"] == 1 })
            }
        }
    }

    @Test("returned for the first time, early and on the last day", arguments: [0, 30])
    func returns(days: Int) async throws {
        try await TestCity.run { city in
            let id = try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
            let due = try #require(try await city.standing(id).record.clock.dueAt)
            if days > 0 {
                let day = Day(due, in: city.house.zone)
                city.goTo(day.iso, 9)
            }
            let code = try #require(ServiceCode("sip-dokter"))
            let form = try await city.house.shelf.published().services[code]?.form
            let field = try #require(form?.fields.first { $0.kind.isAnswered }?.id)
            try await city.house.cases.returnForCorrection(
                try await city.act(id, "dinkes-analis-1"),
                Correction(items: [.init(field: field, note: "Perbaiki.")], letter: ""))
            let found = try await city.signals()
            #expect(found.map(\.kind) == (days > 0 ? [.stopped] : []))
            #expect(found.allSatisfy { ($0.evidence["left"] ?? 9) <= 1 })
        }
    }

    @Test("an inspector judges with a reason, once; the reason is sealed; others see nothing")
    func judge() async throws {
        try await TestCity.run(tampers: true) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            try await city.passStep(id)
            let signal = try #require(try await city.signals().first)
            let tools = city.house.leadershipTools
            let auditor = try await city.officer("inspektorat-auditor-1")
            let browser = try await TestBrowser.officer("inspektorat-auditor-1", of: city)
            await browser.open("/meja/tanda")
            let text = await browser.text
            #expect(await browser.status == 200)
            #expect(text.contains("Selesai dalam hitungan detik") && !text.contains("⟦"))
            #expect(text.contains("Tanda bukan tuduhan"))
            #expect(text.contains("/meja/tanda?tanda=\(signal.id.text)"))
            await browser.open("/meja/tanda?tanda=\(signal.id.text)")
            #expect(await browser.text.contains("name=\"alasan\""))
            let analyst = try await city.officer("dpmptsp-analis-1")
            #expect(!text.contains(analyst.name) && !text.contains(DemoNames.person(0).name))
            let head = try await city.officer("dpmptsp-kepala")
            await #expect(throws: Refusal.self) {
                try await tools.judge(signal.id, .passed, reason: "Rahasia saya", by: head)
            }
            try await tools.judge(signal.id, .explained, reason: "Uji sistem", by: auditor)
            await #expect(throws: Refusal(.conflict, "leadership.signal.judged")) {
                try await tools.judge(signal.id, .passed, reason: "Lagi", by: auditor)
            }
            let judged = try #require(try await city.signals().first)
            #expect(judged.state == .explained && judged.reason == "Uji sistem")
            let sealed = try await city.house.store.read("test.sealed") { reader in
                try reader.row("SELECT reason FROM leadership_signals")?.bytes(0) ?? []
            }
            #expect(!String(decoding: sealed, as: UTF8.self).contains("Uji"))
            // They go with what the case says.
            try await tools.sweepPairs()
            #expect(try await city.signals().first?.reason == "Uji sistem")
            try await city.house.store.write("test.erased") { tx in
                try tx.execute("UPDATE data_keys SET wrapped = NULL WHERE id = \(id)")
            }
            try await tools.sweepPairs()
            let left = try #require(try await city.signals().first)
            #expect(left.state == .explained && left.reason == nil)
        }
    }

}

extension TestCity {
    func goTo(_ day: String, _ hour: Int, _ minute: Int = 0) {
        if let moment = Day(iso: day)?.at(hour: hour, minute: minute, in: .wib) {
            clock.set(moment)
        }
    }

    func signals() async throws -> [Signal] {
        try await readAll()
        return try await house.store.read("test.signals") { reader in
            try Signal.State.allCases.flatMap {
                try SignalRows(vault: house.vault).page(nil, $0, before: nil, in: reader)
            }
        }
    }
}
