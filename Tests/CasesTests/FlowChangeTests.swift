import Cases
import City
import Contracts
import Kernel
import Store
import TestKit
import Testing

/// Rows R and J of `docs/flow.md`.
@Suite("The truth table of flows: another office, cases that belong together")
struct FlowChangeTests {
    @Test("R1 another unit has the task, step and time stay", arguments: TestEngine.available)
    func r1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
            let before = try #require(try await city.standing(id).task)
            try await city.house.cases.reroute(
                try await city.act(id, "dinkes-analis-1"), task: before.id,
                to: try #require(UnitCode("dlh")), reason: "Bukan wilayah kami.")
            let after = try #require(try await city.standing(id).task)
            #expect(after.id == before.id && after.step == before.step)
            #expect(after.dueAt == before.dueAt && after.unit.text == "dlh")
            await #expect(throws: Refusal(.forbidden, "case.not_yours")) {
                try await city.house.cases.giveOpinion(
                    try await city.act(id, "dinkes-analis-1"), favourable: true, text: "Ya.")
            }
            try await city.house.cases.giveOpinion(
                try await city.act(id, "dlh-analis-1"), favourable: true, text: "Ya.")
            #expect(try await city.acts(id).contains("case.rerouted"))
        }
    }

    @Test("R2 not to a unit without the role", arguments: TestEngine.available)
    func r2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - do: periksa
                - {reroute: verifikasi, unit: inspektorat, refused: case.reroute.unit}
                - {reroute: verifikasi, unit: dinkes, refused: case.reroute.unit}
                """)
            #expect(try await city.standing(id).task?.unit.text == "dinkes")
        }
    }

    @Test("R3 a closed case is opened again at a named step", arguments: TestEngine.available)
    func r3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - {reopen: verifikasi, refused: case.reopen.step}
                - do: periksa
                - do: verifikasi
                - do: konsep
                - do: paraf
                - {refuse: putusan, reason: STR tidak berlaku.}
                - wait: 7 days
                - {reopen: serah, refused: case.reopen.step}
                - reopen: verifikasi
                - expect: {state: open, step: verifikasi, due: 2026-12-07}
                - do: verifikasi
                - do: konsep
                - do: paraf
                - do: putusan
                - do: serah
                - expect: {outcome: granted}
                """)
        }
    }

    @Test("R4 not one that was granted with a letter", arguments: TestEngine.available)
    func r4(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - do: periksa
                - do: verifikasi
                - do: konsep
                - do: paraf
                - do: putusan
                - do: serah
                - {reopen: verifikasi, refused: case.reopen.letter}
                - expect: {state: closed, outcome: granted}
                """)
        }
    }

    @Test(
        "R6 an open case goes back; the promise runs on, the letter begins anew",
        arguments: TestEngine.available)
    func r6(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "sip-dokter", "{tempat: mandiri}",
                """
                - do: periksa
                - expect: {due: 2026-11-30}
                - do: verifikasi
                - do: tinjau
                - do: konsep
                - do: paraf
                - expect: {step: putusan}
                - wait: 1 working day
                - reopen: verifikasi
                - expect: {state: open, step: verifikasi, due: 2026-11-30, acts: [case.put_back]}
                """)
            let state: SQL = "SELECT state FROM letters WHERE case_id = \(id)"
            let numbers: SQL = "SELECT text FROM numbers WHERE case_id = \(id)"
            #expect(try await texts(state, city) == ["void"])
            let number = try await texts(numbers, city)
            try await city.play(
                id,
                """
                - do: verifikasi
                - do: tinjau
                - do: konsep
                - do: paraf
                - do: putusan
                - do: serah
                - expect: {outcome: granted}
                """)
            #expect(try await texts(numbers, city) == number)
        }
    }

    private func texts(_ query: SQL, _ city: TestCity) async throws -> [String] {
        try await city.house.store.read("test") { reader in
            try reader.rows(query).map { $0.text(0) }
        }
    }

    @Test(
        "R7 not forward, not into a branch, not behind a decision", arguments: TestEngine.available)
    func r7(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - {reopen: konsep, refused: case.reopen.step}
                - do: periksa
                - do: verifikasi
                - do: konsep
                - do: paraf
                - {reopen: putusan, refused: case.reopen.step}
                - do: putusan
                - {reopen: verifikasi, refused: case.reopen.step}
                - expect: {step: serah}
                """)
            try await city.story(
                "reklame", "{}",
                """
                - do: periksa
                - {reopen: ketertiban, refused: case.reopen.step}
                """)
        }
    }

    @Test("R5 of two who act at once the first wins", arguments: TestEngine.available)
    func r5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
            let act = try await city.act(id, "dinkes-analis-1")
            let task = try #require(try await city.standing(id).task)
            let unit = try #require(UnitCode("dlh"))
            let cases = city.house.cases
            async let first = Self.succeeds {
                try await cases.reroute(act, task: task.id, to: unit, reason: "Bukan kami.")
            }
            async let second = Self.succeeds {
                try await cases.giveOpinion(act, favourable: true, text: "Sesuai.")
            }
            let done = await [first, second]
            #expect(done.filter { $0 }.count == 1)
        }
    }

    private static func succeeds(_ body: () async throws -> Void) async -> Bool {
        (try? await body()) != nil
    }

    // MARK: Cases that belong together

    private func two(_ city: TestCity) async throws -> (CaseID, CaseID) {
        (
            try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa"),
            try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
        )
    }

    private func merge(_ city: TestCity, _ id: CaseID, into other: CaseID) async throws {
        try await city.house.cases.link(
            try await city.act(id, "dpmptsp-kepala"), .merged,
            to: try await city.standing(other).record.number, reason: "Permohonan yang sama.")
    }

    @Test("J1 a merged case waits", arguments: TestEngine.available)
    func j1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let (main, twin) = try await two(city)
            try await merge(city, twin, into: main)
            let standing = try await city.standing(twin)
            #expect(standing.record.state == .waiting && standing.record.wait == .merge)
            #expect(standing.record.clock.pausedAt != nil)
            #expect(standing.tasks.allSatisfy { $0.state == .waiting })
        }
    }

    @Test("J2 it ends as the other ends", arguments: TestEngine.available)
    func j2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let (main, twin) = try await two(city)
            try await merge(city, twin, into: main)
            try await city.house.cases.withdraw(main, by: city.citizens[0], reason: "Batal.")
            let standing = try await city.standing(twin)
            #expect(standing.record.state == .closed && standing.record.outcome == .withdrawn)
            #expect(standing.tasks.isEmpty)
            // Whoever follows the ledger learns it from an entry of its own.
            #expect(try await city.acts(twin).filter { $0 == "case.merged_ended" }.count == 1)
        }
    }

    @Test("J3 taken back it goes on where it stood", arguments: TestEngine.available)
    func j3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let (main, twin) = try await two(city)
            let before = try await city.standing(twin).record.clock.dueAt
            try await merge(city, twin, into: main)
            let number = try await city.standing(twin).record.number
            let head = try await city.officer("dpmptsp-kepala")
            let file = try await city.house.cases.file(number, for: head)
            let link = try #require(file.links.first { $0.kind == .merged })
            try await city.house.cases.unlink(
                try await city.act(twin, "dpmptsp-kepala"), link.id)
            let standing = try await city.standing(twin)
            #expect(standing.record.state == .open)
            #expect(standing.record.clock.dueAt == before)
            #expect(standing.tasks.map(\.state) == [.open])
        }
    }

    @Test("J4 no chains", arguments: TestEngine.available)
    func j4(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let (main, twin) = try await two(city)
            let third = try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
            try await merge(city, twin, into: main)
            await #expect(throws: Refusal.self) { try await merge(city, main, into: third) }
            await #expect(throws: Refusal.self) { try await merge(city, third, into: twin) }
            await #expect(throws: Refusal.self) { try await merge(city, third, into: third) }
        }
    }

    @Test("J5 parent and copy change nothing else", arguments: TestEngine.available)
    func j5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let (main, twin) = try await two(city)
            for kind in [LinkKind.parent, .copy] {
                try await city.house.cases.link(
                    try await city.act(twin, "dpmptsp-kepala"), kind,
                    to: try await city.standing(main).record.number, reason: "Lihat berkas itu.")
                let number = try await city.standing(twin).record.number
                let head = try await city.officer("dpmptsp-kepala")
                let file = try await city.house.cases.file(number, for: head)
                let link = try #require(file.links.first { $0.kind == kind })
                #expect(link.reason == "Lihat berkas itu.")
                try await city.house.cases.unlink(
                    try await city.act(twin, "dpmptsp-kepala"), link.id)
                #expect(try await city.standing(twin).record.state == .open)
            }
            let acts = try await city.acts(twin)
            #expect(acts.filter { $0 == "case.linked" }.count == 2)
            #expect(acts.filter { $0 == "case.unlinked" }.count == 2)
        }
    }
}
