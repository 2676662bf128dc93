import Cases
import City
import Contracts
import Forms
import Kernel
import Store
import TestKit
import Testing

/// Rows O of `docs/flow.md`, on the licence to practise.
@Suite("The truth table of flows: objection and appeal")
struct FlowContestTests {
    private static let refused = """
        - do: periksa
        - do: verifikasi
        - do: konsep
        - do: paraf
        - {refuse: putusan, reason: STR tidak berlaku.}

        """
    private static let examined = """
        - do: terima
        - do: telaah
        - do: konsep

        """

    private func story(_ city: TestCity, _ more: String) async throws -> CaseID {
        try await city.story("sip-dokter", "{tempat: faskes}", Self.refused + more)
    }

    @Test("O1 a refusal is contested by a case of its own", arguments: TestEngine.available)
    func o1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await story(
                city,
                """
                - object: {alasan: STR saya berlaku.}
                - do: terima
                - expect: {step: telaah, due: 2026-12-07}
                - back: true
                - expect: {state: closed, acts: [case.objected]}
                """)
        }
    }

    @Test(
        "O2 too late, or where nothing was refused, there is none", arguments: TestEngine.available)
    func o2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await story(
                city,
                """
                - wait: 40 days
                - {object: {alasan: Terlambat.}, refused: case.objection.too_late}
                """)
            try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - do: periksa
                - {object: {alasan: Belum apa-apa.}, refused: case.objection.too_late}
                """)
        }
    }

    @Test("O3 somebody else decides than who refused", arguments: TestEngine.available)
    func o3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.republish(
                "services/keberatan.yaml", "    kind: decide\n    unit: setda\n    role: sekda",
                with: "    kind: decide\n    unit: dpmptsp\n    role: kepala")
            try await story(
                city,
                "- object: {alasan: STR saya berlaku.}\n" + Self.examined
                    + "- {do: putusan, refused: case.objection.same_decider}")
        }
    }

    @Test(
        "O4 granted, the contested case opens and its refusal is void",
        arguments: TestEngine.available)
    func o4(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await story(city, "- expect: {outcome: refused}")
            let letter = try #require(try await city.house.cases.letter(of: id))
            let code = try TrackingCode(#require(letter.code))
            #expect(try await city.house.cases.proof(of: code)?.standing == .valid)
            let other = try await story(
                city,
                "- object: {alasan: STR saya berlaku.}\n" + Self.examined
                    + """
                    - do: putusan
                    - do: serah
                    - back: true
                    - expect: {state: open, step: konsep, acts: [case.reopened]}
                    - do: konsep
                    - do: paraf
                    - do: putusan
                    - do: serah
                    - expect: {outcome: granted}
                    """)
            #expect(try await city.house.cases.letter(of: other)?.kind == .grant)
            #expect(try await city.mails().contains { $0.contains("dibuka kembali") })
            let revoked = try await city.house.store.read("test.letters") { reader in
                try reader.row(
                    """
                    SELECT code FROM letters WHERE case_id = \(other) AND state = 'void' \
                    AND kind = 'refusal'
                    """)?.text(0)
            }
            let old = try TrackingCode(#require(revoked))
            // It was taken back, and the letter that grants stands in its place.
            let proof = try #require(try await city.house.cases.proof(of: old))
            #expect(proof.standing == .replaced)
            #expect(proof.ground == .reopened)
            let granted = try await city.house.store.read("test.letters") { reader in
                try reader.row(
                    """
                    SELECT number FROM letters WHERE case_id = \(other) AND state = 'issued' \
                    AND kind = 'grant'
                    """)?.text(0)
            }
            #expect(proof.successor == granted && granted != nil)
        }
    }

    @Test(
        "O5 refused, the case stays closed and the appeal is open", arguments: TestEngine.available)
    func o5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await story(
                city,
                "- object: {alasan: STR saya berlaku.}\n" + Self.examined
                    + """
                    - {refuse: putusan, reason: Tidak cukup.}
                    - expect: {outcome: refused}
                    - object: {alasan: Saya banding.}
                    - do: terima
                    - back: true
                    - back: true
                    - expect: {state: closed, outcome: refused, never: [case.reopened]}
                    """)
        }
    }

    @Test(
        "O6 the appeal granted opens the case that was contested first",
        arguments: TestEngine.available)
    func o6(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await story(
                city,
                "- object: {alasan: STR saya berlaku.}\n" + Self.examined
                    + "- {refuse: putusan, reason: Tidak cukup.}\n"
                    + "- object: {alasan: Saya banding.}\n" + Self.examined
                        + """
                        - do: putusan
                        - do: serah
                        - back: true
                        - expect: {state: closed, outcome: refused}
                        - back: true
                        - expect: {state: open, step: konsep}
                        """)
        }
    }

    @Test("O7 a second objection while one runs is refused", arguments: TestEngine.available)
    func o7(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await story(
                city,
                """
                - object: {alasan: STR saya berlaku.}
                - back: true
                - {object: {alasan: Sekali lagi.}, refused: case.objection.twice}
                """)
        }
    }

    @Test("What was thrown away or taken back blocks no objection", arguments: TestEngine.available)
    func again(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await story(city, "- expect: {outcome: refused}")
            let citizen = city.citizens[0]
            let draft = try await city.house.cases.beginObjection(id, by: citizen)
            #expect(try await city.house.cases.beginObjection(id, by: citizen) == draft)
            try await city.house.store.write("test.delete") { tx in
                try city.house.drafts.delete(draft, account: citizen, in: tx)
            }
            let other = try await city.house.cases.beginObjection(id, by: citizen)
            #expect(other != draft)
            await #expect(throws: Refusal.self) {
                try await city.house.cases.beginObjection(id, by: city.citizens[1])
            }
        }
    }

    @Test("O8 silence that does not grant may be contested", arguments: TestEngine.available)
    func o8(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "pbg", "{basemen: 0, dampak_lingkungan: tidak}",
                """
                - do: periksa
                - wait: 29 working days
                - expect: {state: open, acts: [case.overdue]}
                - object: {alasan: Kota diam.}
                - do: terima
                - do: telaah
                - do: konsep
                - do: putusan
                - do: serah
                - back: true
                - expect: {state: open, acts: [case.objected, case.reopened]}
                """)
        }
    }
}
