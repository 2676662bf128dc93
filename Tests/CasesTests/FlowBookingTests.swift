import Cases
import City
import Contracts
import Forms
import Kernel
import TestKit
import Testing

/// Rows B of `docs/flow.md`: places that only one case may have at a time.
@Suite("The truth table of flows: places")
struct FlowBookingTests {
    private static func event(
        _ place: String = "sempur", from: String = "2026-12-12", to: String = "2026-12-13",
        hours: (Int, Int) = (8, 12)
    ) -> String {
        "{tempat: \(place), mulai: \(from), selesai: \(to), jam_mulai: \(hours.0), "
            + "jam_selesai: \(hours.1), peserta: 10, tutup_jalan: tidak}"
    }

    private func isTaken(_ city: TestCity, _ answers: String) async throws -> Bool {
        do {
            try await city.story("taman", answers, "- expect: {state: open}")
            return false
        } catch let failure as ScenarioFailure {
            #expect(failure.message.contains("case.booking.taken"))
            return true
        }
    }

    @Test(
        "B1 only what overlaps in place, days and hours collides", arguments: TestEngine.available)
    func overlap(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            #expect(try await !isTaken(city, Self.event()))
            #expect(try await isTaken(city, Self.event()))
            #expect(try await isTaken(city, Self.event(from: "2026-12-13", to: "2026-12-20")))
            #expect(try await isTaken(city, Self.event(hours: (11, 15))))
            #expect(try await !isTaken(city, Self.event(hours: (12, 15))))
            #expect(try await !isTaken(city, Self.event("kencana")))
            #expect(try await !isTaken(city, Self.event(from: "2026-12-14", to: "2026-12-14")))
            let catalogue = try await city.house.shelf.published()
            let service = try #require(
                catalogue.services.values.first { $0.code.text == "taman" })
            #expect(try await city.house.cases.taken(service).count == 4)
        }
    }

    @Test(
        "B2 a case that ends without a grant gives its place back", arguments: TestEngine.available)
    func released(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story("taman", Self.event(), "- withdraw: true")
            try await city.story(
                "taman", Self.event(),
                """
                - do: periksa
                - do: pengelola
                - do: konsep
                - do: paraf
                - do: putusan
                - do: serah
                """)
            #expect(try await isTaken(city, Self.event()))
        }
    }

    @Test("B3 a correction takes the place that it asks for now", arguments: TestEngine.available)
    func corrected(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story("taman", Self.event("kencana"), "- expect: {state: open}")
            try await city.story(
                "taman", Self.event(),
                """
                - {return: periksa, notes: {tempat: Lapangan itu diperbaiki.}}
                - {correct: {tempat: kencana}, refused: case.booking.taken}
                - correct: {tempat: heulang}
                - expect: {state: open, step: periksa}
                """)
            #expect(try await isTaken(city, Self.event("heulang")))
            #expect(try await !isTaken(city, Self.event()))
        }
    }

    private static let refusal = """
        - do: periksa
        - do: pengelola
        - {do: konsep, against: true}
        - do: paraf
        - do: putusan

        """

    @Test("B4 a case that is open again has its place again", arguments: TestEngine.available)
    func rebooked(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "taman", Self.event(),
                Self.refusal + """
                    - expect: {state: closed, outcome: refused}
                    - reopen: periksa
                    - expect: {state: open, never: [case.place_lost]}
                    """)
            #expect(try await isTaken(city, Self.event()))
        }
    }

    @Test(
        "B5 a place that another has by then is asked for anew, or not granted",
        arguments: TestEngine.available)
    func lost(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story("taman", Self.event(), Self.refusal)
            #expect(try await !isTaken(city, Self.event()))
            try await city.play(
                id,
                """
                - reopen: konsep
                - expect: {state: open, acts: [case.place_lost]}
                - do: konsep
                - do: paraf
                - {do: putusan, refused: case.booking.taken}
                - reopen: periksa
                - {return: periksa, notes: {tempat: Lapangan itu dipakai.}}
                - correct: {tempat: heulang}
                - do: periksa
                - do: pengelola
                - do: konsep
                - do: paraf
                - do: putusan
                - do: serah
                - expect: {state: closed, outcome: granted}
                """)
            #expect(try await isTaken(city, Self.event("heulang")))
        }
    }

    @Test("B6 of many who want the same place at once one gets it", arguments: TestEngine.available)
    func race(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let application = DemoApplication(house: city.house)
            let code = try #require(ServiceCode("taman"))
            let day = try #require(Day(iso: "2026-12-12"))
            let answers = Answers([
                "tempat": .text("sempur"), "mulai": .day(day), "selesai": .day(day),
                "jam_mulai": .integer(8), "jam_selesai": .integer(12),
                "peserta": .integer(10), "tutup_jalan": .yesNo(false),
                "pernyataan_benar": .yesNo(true),
            ])
            var drafts: [CaseID] = []
            for n in 0..<40 {
                drafts.append(
                    try await application.draft(of: code, n * 2, answers, city.citizens[n % 3]))
            }
            let won = await withTaskGroup(of: Bool.self) { group in
                for (n, draft) in drafts.enumerated() {
                    group.addTask {
                        let citizen = city.citizens[n % 3]
                        return
                            (try? await city.house.cases.submit(
                                draft, by: citizen, language: .id, declared: true)) != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(won == 1)
        }
    }
}
