import Cases
import City
import Contracts
import Kernel
import Store
import TestKit
import Testing

/// Rows K1 to K7, K12 and K13 of `docs/flow.md`.
@Suite("The truth table of flows: confirmation")
struct FlowConfirmTests {
    private static let lamp = "{kategori: pju}"
    private static let answer = """
        - do: verifikasi
        - {do: tanggapan, text: Lampu sudah diganti.}

        """

    private func story(_ engine: TestEngine, _ play: String) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story("laporan", Self.lamp, play)
        }
    }

    @Test(
        "K1 an answer waits for the word of the reporter, who is told until when",
        arguments: TestEngine.available)
    func k1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "laporan", Self.lamp,
                Self.answer
                    + "- expect: {wait: confirmation, tasks: [konfirmasi], unit: dishub}")
            let record = try await city.standing(id).record
            #expect(record.clock.stoppedAt == city.clock.now && record.clock.promise == nil)
            let file = try await city.house.cases.file(record.number, for: city.citizens[0])
            #expect(file.confirmUntil.map { Day($0, in: .wib).iso } == "2026-12-07")
            #expect(file.messages.last?.text == "Lampu sudah diganti.")
            let mails = try await city.mails()
            #expect(mails.contains { $0.hasSuffix("sudah selesai?") })
            #expect(!mails.contains { $0.contains("dijawab") })
            // Nobody in the office can do anything to it meanwhile.
            let act = try await city.act(id, "dishub-penghubung")
            await #expect(throws: Refusal(.conflict, "case.changed_meanwhile")) {
                try await city.house.cases.answer(act, text: "Sekali lagi.")
            }
        }
    }

    @Test("K2 the reporter confirms: it ends, once", arguments: TestEngine.available)
    func k2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story("laporan", Self.lamp, Self.answer)
            let (cases, own) = (city.house.cases, city.citizens[0])
            await #expect(throws: Refusal(.notFound, "case.not_found")) {
                try await cases.confirm(id, by: city.citizens[1])
            }
            async let first: Void? = try? cases.confirm(id, by: own)
            async let second: Void? = try? cases.refute(id, by: own, reason: "Belum.")
            let won = [await first, await second].compactMap(\.self).count
            #expect(won == 1)
            if try await city.standing(id).record.state == .open {
                try await city.play(id, "- do: tanggapan\n- confirm: true")
            }
            let record = try await city.standing(id).record
            #expect(record.state == .closed && record.outcome == .answered)
            await #expect(throws: Refusal(.conflict, "case.confirm.not_now")) {
                try await cases.confirm(id, by: own)
            }
            #expect(try await city.acts(id).filter { $0 == "case.confirmed" }.count == 1)
        }
    }

    @Test(
        "K3 the reporter refutes: the same step is open again at the same unit, with new time",
        arguments: TestEngine.available)
    func k3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story("laporan", Self.lamp, "- do: verifikasi")
            let before = try #require(try await city.standing(id).task)
            try await city.play(
                id,
                """
                - do: tanggapan
                - wait: 4 days
                - refute: Lampunya mati lagi.
                - expect: {state: open, step: tanggapan, tasks: [tanggapan], unit: dishub}
                """)
            let standing = try await city.standing(id)
            let task = try #require(standing.task)
            #expect(task.id != before.id && task.openedAt == city.clock.now)
            let (due, earlier) = (try #require(task.dueAt), try #require(before.dueAt))
            #expect(due > earlier)
            let file = try await city.house.cases.file(
                standing.record.number, for: try await city.officer("dishub-penghubung"))
            #expect(file.messages.last?.text == "Lampunya mati lagi.")
            #expect(file.messages.last?.isInternal == false)
            #expect(standing.record.unansweredAt == nil)
        }
    }

    @Test(
        "K4 without a reason, too often, or when nobody asks it is refused",
        arguments: TestEngine.available)
    func k4(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "laporan", Self.lamp,
                """
                - {confirm: true, refused: case.confirm.not_now}
                - {refute: Belum., refused: case.confirm.not_now}

                """ + Self.answer)
            let acts = try await city.acts(id)
            await #expect(throws: Refusal(.invalid, "case.text.missing", field: "reason")) {
                try await city.house.cases.refute(id, by: city.citizens[0], reason: "  ")
            }
            #expect(try await city.acts(id) == acts)
            try await city.play(
                id,
                """
                - refute: Belum.
                - do: tanggapan
                - refute: Masih belum.
                - do: tanggapan
                - {refute: Tetap belum., refused: case.confirm.often}
                - expect: {wait: confirmation, tasks: [konfirmasi]}
                - confirm: true
                """)
        }
    }

    @Test("K5 silence confirms when its time is over", arguments: TestEngine.available)
    func k5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "laporan", Self.lamp,
                Self.answer + """
                    - wait: until 2026-12-07 15.00
                    - expect: {wait: confirmation}
                    - wait: until 2026-12-08 09.00
                    - expect: {state: closed, outcome: answered, never: [case.confirmed]}
                    """)
            #expect(try await city.acts(id).filter { $0 == "case.confirm_lapsed" }.count == 1)
            #expect(try await city.house.cases.tick() == 0)
            await #expect(throws: Refusal(.conflict, "case.confirm.not_now")) {
                try await city.house.cases.refute(
                    id, by: city.citizens[0], reason: "Saya baru pulang.")
            }
        }
    }

    @Test(
        "K6 refuted, the promise goes on with what was left when it was answered",
        arguments: TestEngine.available)
    func k6(engine: TestEngine) async throws {
        try await story(
            engine,
            """
            - do: verifikasi
            - expect: {due: 2026-12-11}
            - wait: 2 working days
            - do: tanggapan
            - wait: 5 working days
            - expect: {due: 2026-12-11}
            - refute: Belum menyala.
            - expect: {due: 2026-12-18}
            """)
    }

    @Test(
        "K7 a promise that was broken by the answer stays broken, noted once",
        arguments: TestEngine.available)
    func k7(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "laporan", Self.lamp,
                """
                - do: verifikasi
                - wait: 15 working days
                - expect: {acts: [case.overdue], due: 2026-12-11}
                - do: tanggapan
                - wait: 2 working days
                - refute: Belum menyala.
                - wait: 2 working days
                - expect: {due: 2026-12-11, state: open}
                """)
            #expect(try await city.standing(id).record.clock.isOverdue(at: city.clock.now))
            #expect(try await city.acts(id).filter { $0 == "case.overdue" }.count == 1)
        }
    }

    @Test("K12 a report that is no matter ends with its reason", arguments: TestEngine.available)
    func k12(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "laporan", Self.lamp,
                """
                - do: verifikasi
                - {dismiss: bukan_wewenang, text: Jalan ini milik provinsi.}
                - expect: {state: closed, outcome: answered, acts: [case.dismissed], tasks: []}
                """)
            #expect(try await city.mails().contains { $0.contains("Bukan wewenang kota") })
            let number = try await city.standing(id).record.number
            let file = try await city.house.cases.file(number, for: city.citizens[0])
            #expect(file.messages.last?.text == "Jalan ini milik provinsi.")
            let first = try await city.story(
                "laporan", Self.lamp, "- {dismiss: arsip, text: Isinya iklan.}")
            #expect(try await city.standing(first).record.state == .closed)
        }
    }

    @Test(
        "K13 nobody else closes it so, and not with another reason",
        arguments: TestEngine.available)
    func k13(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let id = try await city.story("laporan", Self.lamp, "- do: verifikasi")
            let acts = try await city.acts(id)
            for post in ["dishub-kepala", "diskominfo-koordinator", "dlh-penghubung"] {
                let act = try await city.act(id, post)
                await #expect(throws: Refusal(.forbidden, "case.not_yours")) {
                    try await cases.dismiss(act, reason: "arsip", text: "Iklan.")
                }
            }
            let own = try await city.act(id, "dishub-penghubung")
            await #expect(throws: Refusal(.invalid, "case.dismiss.reason", field: "reason")) {
                try await cases.dismiss(own, reason: "bosan", text: "Iklan.")
            }
            await #expect(throws: Refusal(.invalid, "case.text.missing", field: "text")) {
                try await cases.dismiss(own, reason: "arsip", text: " ")
            }
            #expect(try await city.acts(id) == acts)
            try await city.play(id, "- do: tanggapan")
            let late = try await city.act(id, "dishub-penghubung")
            await #expect(throws: Refusal(.conflict, "case.changed_meanwhile")) {
                try await cases.dismiss(late, reason: "arsip", text: "Iklan.")
            }
        }
    }
}
