import Cases
import City
import Contracts
import Kernel
import TestKit
import Testing

/// Rows F of `docs/flow.md`, on the building approval.
@Suite("The truth table of flows: fee")
struct FlowFeeTests {
    private static let house =
        "{fungsi: hunian, luas: 80, lantai: 1, basemen: 0, kompleksitas: sederhana, "
        + "permanensi: permanen, kegiatan: baru, kepemilikan: perorangan, "
        + "dampak_lingkungan: tidak}"

    private static let toPayment = """
        - do: periksa
        - {do: teknis, fields: {luas_hasil: 80}}
        - do: lingkungan
        - do: tinjau

        """

    private func billed(_ city: TestCity, _ more: String = "") async throws -> CaseID {
        try await city.story("pbg", Self.house, Self.toPayment + more)
    }

    private func late(_ city: TestCity, _ id: CaseID, paid day: String) async throws {
        let day = try #require(Day(iso: day))
        try await city.house.cases.recordLatePayment(
            try await city.act(id, "bapenda-bendahara"),
            Payment(day: day, rupiah: 444_240, reference: "BANK-7"))
    }

    @Test("F1 the bill is issued and the clock stands still", arguments: TestEngine.available)
    func f1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await billed(
                city, "- expect: {state: waiting, wait: payment, fee: 444240, tasks: [bayar]}")
            let clock = try await city.standing(id).record.clock
            #expect(clock.pausedAt != nil && clock.dueAt == nil)
            #expect(try await city.mails().contains { $0.hasPrefix("Tagihan untuk berkas") })
        }
    }

    @Test("F2 a fee of nothing is not asked for", arguments: TestEngine.available)
    func f2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let state = Self.house.split(separator: "perorangan").joined(separator: "negara")
            try await city.story(
                "pbg", state,
                Self.toPayment
                    + """
                    - expect: {step: konsep, state: open, fee: 0, acts: [case.fee_none], \
                    never: [case.billed]}
                    """)
        }
    }

    @Test("F3 paid in time the case goes on", arguments: TestEngine.available)
    func f3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await billed(city)
            let left = try await city.standing(id).record.clock.daysLeft
            city.wait(days: 9)
            try await city.house.cases.recordPayment(
                try await city.act(id, "bapenda-bendahara"),
                Payment(
                    day: Day(city.clock.now, in: .wib), rupiah: 444_240, reference: "BANK-1"))
            let standing = try await city.standing(id)
            #expect(standing.record.state == .open)
            #expect(standing.tasks.map(\.step) == ["konsep"])
            let due = try #require(standing.record.clock.dueAt)
            let calendar = try await city.house.shelf.calendar()
            #expect(try calendar.daysLeft(until: due, at: city.clock.now) == Int(left ?? 0))
        }
    }

    @Test("F4 another amount or an impossible day is refused", arguments: TestEngine.available)
    func f4(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await billed(
                city,
                """
                - {do: bayar, rupiah: 444239, refused: case.pay.amount}
                - {do: bayar, day: 2026-11-22, refused: case.pay.day}
                - {do: bayar, day: 2026-11-24, refused: case.pay.day}
                - expect: {state: waiting, tasks: [bayar], never: [case.paid]}
                """)
        }
    }

    @Test(
        "F5 unpaid on its last day the case lapses the day after", arguments: TestEngine.available)
    func f5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await billed(
                city,
                """
                - wait: until 2026-12-23 23.59
                - expect: {state: waiting}
                - wait: until 2026-12-24 00.01
                - expect: {state: closed, outcome: lapsed, tasks: []}
                """)
        }
    }

    @Test("F6 what was paid in time opens the case again", arguments: TestEngine.available)
    func f6(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await billed(city, "- wait: 40 days")
            #expect(try await city.standing(id).record.outcome == .lapsed)
            try await late(city, id, paid: "2026-12-23")
            let standing = try await city.standing(id)
            #expect(standing.record.state == .open)
            #expect(standing.tasks.map(\.step) == ["konsep"])
            #expect(standing.record.clock.isRunning)
            #expect(try await city.acts(id).contains("case.paid"))
        }
    }

    @Test("F7 what was paid too late goes back", arguments: TestEngine.available)
    func f7(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await billed(city, "- wait: 40 days")
            try await late(city, id, paid: "2026-12-24")
            #expect(try await city.standing(id).record.state == .closed)
            #expect(try await city.acts(id).contains("case.paid_late"))
            #expect(try await city.mails().contains { $0.contains("datang terlambat") })
            // Once only.
            await #expect(throws: Refusal.self) {
                try await late(city, id, paid: "2026-12-24")
            }
        }
    }

    @Test("F8 opened anew only what is not paid yet is asked for", arguments: TestEngine.available)
    func f8(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await billed(
                city,
                """
                - do: bayar
                - do: konsep
                - do: paraf
                - {refuse: putusan, reason: Ukuran keliru.}
                - wait: 1 day
                - reopen: tinjau
                - do: tinjau
                - expect: {step: konsep, state: open, acts: [case.fee_none]}
                """)
        }
    }
}
