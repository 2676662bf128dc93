import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

/// Rows D of `docs/flow.md`, on the permit to use a park.
@Suite("The truth table of flows: silence of the city")
struct FlowSilenceTests {
    private static let event =
        "{tempat: kencana, mulai: 2027-02-01, selesai: 2027-02-01, jam_mulai: 8, "
        + "jam_selesai: 12, peserta: 10, tutup_jalan: tidak}"

    private func story(_ engine: TestEngine, _ play: String) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story("taman", Self.event, play)
        }
    }

    @Test("D1 the promised day passes and the request is granted", arguments: TestEngine.available)
    func d1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "taman", Self.event,
                """
                - do: periksa
                - wait: until 2026-11-30 15.59
                - expect: {never: [case.deemed_granted], tasks: [pengelola]}
                - wait: until 2026-12-01 08.00
                - expect: {acts: [case.deemed_granted], tasks: [konsep], state: open}
                """)
            #expect(try await city.mails().contains { $0.contains("dianggap dikabulkan") })
        }
    }

    @Test("D2 never while the clock is paused", arguments: TestEngine.available)
    func d2(engine: TestEngine) async throws {
        try await story(
            engine,
            """
            - do: periksa
            - {return: pengelola, notes: {proposal: Tidak terbaca.}}
            - wait: 13 days
            - expect: {state: waiting, never: [case.deemed_granted]}
            """)
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "reklame", "{}",
                """
                - do: periksa
                - pause: kahar
                - wait: 60 days
                - expect: {state: waiting, never: [case.deemed_granted]}
                - resume: true
                - wait: 7 working days
                - expect: {acts: [case.deemed_granted]}
                """)
        }
    }

    @Test("D3 afterwards nobody can refuse", arguments: TestEngine.available)
    func d3(engine: TestEngine) async throws {
        try await story(
            engine,
            """
            - do: periksa
            - wait: 6 working days
            - {do: konsep, against: true, refused: case.deemed}
            - do: konsep
            - do: paraf
            - {refuse: putusan, refused: case.deemed}
            - do: putusan
            - do: serah
            - expect: {outcome: granted}
            """)
    }

    @Test("D4 afterwards nobody can ask for a correction", arguments: TestEngine.available)
    func d4(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            // A service whose outcome is recorded goes to that step, which has no letter.
            try await city.republish(
                "services/ktp-el.yaml", "confidentiality: terbatas",
                with: "confidentiality: terbatas\nsilence: grants")
            try await city.story(
                "ktp-el", "{alasan: rusak, nomor_kk: \"3271010101010001\"}",
                """
                - do: periksa
                - wait: 3 working days
                - expect: {tasks: [cetak], acts: [case.deemed_granted]}
                - {refuse: cetak, refused: case.deemed}
                - {return: cetak, notes: {nik: Salah.}, refused: case.changed_meanwhile}
                """)
        }
    }

    @Test("D5 a letter that grants stays where it is", arguments: TestEngine.available)
    func d5(engine: TestEngine) async throws {
        try await story(
            engine,
            """
            - do: periksa
            - do: pengelola
            - do: konsep
            - wait: 6 working days
            - expect: {tasks: [paraf], acts: [case.deemed_granted]}
            - do: paraf
            - do: putusan
            """)
    }

    @Test("D6 a letter that refuses is void", arguments: TestEngine.available)
    func d6(engine: TestEngine) async throws {
        try await story(
            engine,
            """
            - do: periksa
            - do: pengelola
            - {do: konsep, against: true}
            - wait: 6 working days
            - expect: {tasks: [konsep], acts: [case.deemed_granted]}
            - do: konsep
            - expect: {letter: [memberikan izin, dianggap dikabulkan menurut hukum]}
            """)
    }

    @Test(
        "D7 a service that says nothing about silence is only late", arguments: TestEngine.available
    )
    func d7(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .recommend)
            city.wait(days: 30)
            _ = try await city.house.cases.tick()
            let acts = try await city.acts(id)
            #expect(acts.contains("case.overdue"))
            #expect(!acts.contains("case.deemed_granted"))
        }
    }

    private static let house =
        "{fungsi: hunian, luas: 80, lantai: 1, basemen: 0, kepemilikan: perorangan}"

    /// A building approval that silence grants, played by these lines.
    private func charged(_ engine: TestEngine, _ plays: String...) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.republish(
                "services/pbg.yaml", "extension: 7 days",
                with: "extension: 7 days\nsilence: grants")
            for play in plays { try await city.story("pbg", Self.house, play) }
        }
    }

    @Test(
        "D8 who is granted by silence and pays late is granted still",
        arguments: TestEngine.available)
    func d8(engine: TestEngine) async throws {
        try await charged(
            engine,
            """
            - do: periksa
            - {do: teknis, fields: {luas_hasil: 80}}
            - wait: 29 working days
            - expect: {step: bayar, wait: payment, fee: 444240, acts: [case.deemed_granted]}
            - wait: 60 days
            - expect: {state: waiting, wait: payment, never: [case.lapsed]}
            - do: bayar
            - expect: {state: open, step: konsep}
            """)
    }

    @Test("The fee is owed all the same, where it is known", arguments: TestEngine.available)
    func fee(engine: TestEngine) async throws {
        try await charged(
            engine,
            """
            - do: periksa
            - {do: teknis, fields: {luas_hasil: 80}}
            - wait: 29 working days
            - expect: {acts: [case.deemed_granted, case.billed], wait: payment}
            - do: bayar
            - expect: {step: konsep}
            """,
            """
            - do: periksa
            - wait: 29 working days
            - expect: {acts: [case.deemed_granted, case.fee_none], step: konsep}
            """)
    }

    @Test(
        "silence grants nothing while the case is restricted: nobody may speak",
        arguments: TestEngine.available)
    func restricted(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story("taman", Self.event, "- do: periksa")
            let applicant = try await city.standing(id).record.applicant
            let officer = try await city.officer("diskominfo-ppdp")
            let seat = try #require(officer.authorities.first).position
            try await city.house.store.write("test.restrict") { tx in
                _ = try tx.execute(
                    """
                    INSERT INTO people_restrictions (request, account, case_id, service, since, \
                    by_account, position) VALUES (\(city.house.world.uuid().bytes), \
                    \(applicant), \(id), 'data-pribadi', \(city.clock.now), \
                    \(officer.account), \(seat))
                    """)
            }
            city.wait(days: 20)
            _ = try await city.house.cases.tick()
            #expect(try await city.standing(id).record.deemedAt == nil)
            try await city.house.store.write("test.lift") { tx in
                _ = try tx.execute(
                    "UPDATE people_restrictions SET lifted_at = \(city.clock.now)")
            }
            #expect(try await city.standing(id).record.state == .open)
        }
    }
}
