import Cases
import City
import Contracts
import Kernel
import Store
import TestKit
import Testing

/// Rows T of `docs/flow.md`.
@Suite("The truth table of flows: time")
struct FlowTimeTests {
    private static let card = "{alasan: rusak, nomor_kk: \"3271010101010001\"}"

    private func story(
        _ engine: TestEngine, _ service: String, _ answers: String, _ play: String
    ) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(service, answers, play)
        }
    }

    @Test("T1 the promise is extended, with its reason told", arguments: TestEngine.available)
    func t1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - do: periksa
                - expect: {due: 2026-11-30}
                - extend: Data Konsil belum datang.
                - expect: {due: 2026-12-03, acts: [case.extended]}
                """)
            #expect(try await city.mails().contains { $0.contains("diperpanjang") })
        }
    }

    @Test("T2 once only, and not after it has passed", arguments: TestEngine.available)
    func t2(engine: TestEngine) async throws {
        try await story(
            engine, "sip-dokter", "{tempat: faskes}",
            """
            - {extend: Belum lengkap., refused: case.extend.too_late}
            - do: periksa
            - extend: Data Konsil belum datang.
            - {extend: Masih belum., refused: case.extend.once}
            """)
        try await story(
            engine, "pbg", "{basemen: 0}",
            """
            - do: periksa
            - wait: 29 working days
            - {extend: Terlambat., refused: case.extend.too_late}
            """)
    }

    @Test(
        "T3 the clock is stopped for a reason that the law knows", arguments: TestEngine.available)
    func t3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "ktp-el", Self.card,
                """
                - do: periksa
                - {pause: bosan, refused: case.pause.reason}
                - pause: jaringan
                - expect: {state: waiting, wait: pause, tasks: [verifikasi]}
                """)
            #expect(try await city.standing(id).tasks.allSatisfy { $0.state == .waiting })
            #expect(try await city.mails().contains { $0.contains("dijeda") })
            await #expect(throws: Refusal.self) {
                try await city.house.cases.giveOpinion(
                    try await city.act(id, "disdukcapil-analis-1"), favourable: true, text: "Ya.")
            }
        }
    }

    @Test("T4 afterwards the days that were left are left", arguments: TestEngine.available)
    func t4(engine: TestEngine) async throws {
        try await story(
            engine, "sip-dokter", "{tempat: faskes}",
            """
            - do: periksa
            - wait: 1 day
            - pause: sengketa
            - wait: 30 days
            - resume: true
            - expect: {state: open, tasks: [verifikasi], due: 2026-12-31}
            """)
    }

    @Test(
        "T5 of a promise in hours the minutes that were left are left",
        arguments: TestEngine.available)
    func t5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.republish(
                "services/ktp-el.yaml", "promise: 1 day", with: "promise: 8 hours")
            let id = try await city.story(
                "ktp-el", Self.card,
                """
                - do: periksa
                - wait: 2 hours
                - pause: jaringan
                - wait: 24 hours
                - resume: true
                """)
            let clock = try await city.standing(id).record.clock
            let calendar = try await city.house.shelf.calendar()
            let due = try #require(clock.dueAt)
            #expect(try calendar.workingTime(from: city.clock.now, to: due) == 6 * 3_600_000)
        }
    }

    @Test("T6 a step that is nearly over is noted once", arguments: TestEngine.available)
    func t6(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - do: periksa
                - wait: 1 day
                - expect: {never: [case.step_warned]}
                - wait: until 2026-11-25 14.00
                - expect: {acts: [case.step_warned], never: [case.step_overdue]}
                """)
            try await city.house.cases.tick()
            #expect(try await city.acts(id).filter { $0 == "case.step_warned" }.count == 1)
        }
    }

    @Test(
        "T9 a step goes on with the time that it had left when the case waited",
        arguments: TestEngine.available)
    func t9(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - do: periksa
                - wait: 1 working day
                - {return: verifikasi, notes: {nomor_str: Tidak terbaca.}}
                - wait: 5 days
                - correct: {}
                - expect: {state: open, step: verifikasi}
                """)
            // Two days from Monday; on Tuesday one was left; answered on a Sunday.
            let due = try #require(try await city.standing(id).task?.dueAt)
            #expect(Day(due, in: .wib).iso == "2026-11-30")
            try await city.play(id, "- wait: until 2026-11-30 14.00")
            #expect(try await city.acts(id).filter { $0 == "case.step_warned" }.count == 1)
        }
    }

    @Test("T10 a step that was late is late still", arguments: TestEngine.available)
    func t10(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - do: periksa
                - wait: 3 working days
                - expect: {acts: [case.step_overdue]}
                - {return: verifikasi, notes: {nomor_str: Tidak terbaca.}}
                - wait: 1 day
                - correct: {}
                - wait: 1 working day
                """)
            let due = try #require(try await city.standing(id).task?.dueAt)
            #expect(due < city.clock.now)
            #expect(try await city.acts(id).filter { $0 == "case.step_overdue" }.count == 1)
        }
    }

    @Test("T7 a step past its time goes up", arguments: TestEngine.available)
    func t7(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "pbg", "{basemen: 0, kepemilikan: negara, dampak_lingkungan: tidak}",
                """
                - do: periksa
                - do: teknis
                - do: lingkungan
                - do: tinjau
                - do: konsep
                - do: paraf
                - wait: 2 working days
                - expect: {acts: [case.step_overdue, case.escalated], tasks: [putusan]}
                """)
            let sekda = try await city.officer("setda-sekda")
            let gone = try await city.house.cases.escalated(to: sekda)
            #expect(gone.map(\.task.caseID) == [id])
            let number = try await city.standing(id).record.number
            #expect(try await city.house.cases.record(number, for: sekda).id == id)
            let mayor = try await city.officer("wali-kota")
            #expect(try await city.house.cases.escalated(to: mayor).isEmpty)
            // Bound to another region the same post sees nothing of it.
            try await city.house.store.write("test.bind") { tx in
                try tx.execute(
                    "UPDATE people_positions SET region = '32.71.06' WHERE code = 'setda-sekda'")
                try tx.execute("UPDATE tasks SET region = '32.71.01' WHERE case_id = \(id)")
                try tx.execute("UPDATE cases SET region = '32.71.01' WHERE id = \(id)")
            }
            let bound = try await city.officer("setda-sekda")
            #expect(try await city.house.cases.escalated(to: bound).isEmpty)
            await #expect(throws: Refusal(.notFound, "case.not_found")) {
                _ = try await city.house.cases.record(number, for: bound)
            }
        }
    }

    @Test("T8 who does not lead the case moves no promise", arguments: TestEngine.available)
    func t8(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
            for post in ["dpmptsp-analis-1", "disdukcapil-kepala", "dinkes-analis-1"] {
                let act = try await city.act(id, post)
                await #expect(throws: Refusal(.forbidden, "case.not_yours")) {
                    try await city.house.cases.extendPromise(act, reason: "Saya mau.")
                }
                await #expect(throws: Refusal(.forbidden, "case.not_yours")) {
                    try await city.house.cases.pause(act, reason: "kahar", note: "Saya mau.")
                }
            }
        }
    }
}
