import Cases
import City
import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing

/// Rows S of `docs/flow.md`.
@Suite("The truth table of flows: choices, parts, findings")
struct FlowStepTests {
    private static let birth =
        "{nama_anak: Sekar Ayu, minta_kia: tidak, nomor_kk: \"3271010101010001\""

    @Test(
        "S1 the first option whose condition holds is taken, and without one the step is skipped",
        arguments: TestEngine.available)
    func s1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "akta-kelahiran",
                Self.birth + ", tanggal_lahir: 2026-08-01, alasan_terlambat: Jauh.}",
                """
                - do: periksa
                - do: verifikasi
                - expect: {tasks: [persetujuan]}
                """)
            try await city.story(
                "akta-kelahiran", Self.birth + ", tanggal_lahir: 2026-11-01}",
                """
                - do: periksa
                - do: verifikasi
                - expect: {tasks: [akta, kk_baru]}
                """)
        }
    }

    @Test(
        "S2 a case stays in its option though the answer that led there has changed",
        arguments: TestEngine.available)
    func s2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.republish(
                "services/akta-kelahiran.yaml", "role: kepala\n",
                with: "role: kepala\n            mayReturn: true\n")
            try await city.story(
                "akta-kelahiran",
                Self.birth + ", tanggal_lahir: 2026-08-01, alasan_terlambat: Jauh.}",
                """
                - do: periksa
                - do: verifikasi
                - {return: persetujuan, notes: {tanggal_lahir: Tidak sama dengan surat lahir.}}
                - correct: {tanggal_lahir: 2026-11-01}
                - expect: {tasks: [persetujuan], values: {terlambat: "false"}}
                - do: persetujuan
                - expect: {step: terbit}
                """)
        }
    }

    @Test(
        "S3 a finding that is missing refuses the act at its field",
        arguments: TestEngine.available)
    func s3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story("pbg", "{basemen: 0}", "- do: periksa")
            let act = try await city.act(id, "dpupr-analis-1")
            let refusal = await #expect(throws: Refusal.self) {
                try await city.house.cases.giveOpinion(act, favourable: true, text: "Sesuai.")
            }
            #expect(refusal?.problems.map(\.field) == ["luas_hasil"])
            let tooMuch = Answers(["luas_hasil": .integer(100_001)])
            await #expect(throws: Refusal.self) {
                try await city.house.cases.giveOpinion(
                    act, favourable: true, text: "Sesuai.", tooMuch)
            }
            #expect(try await city.standing(id).tasks.contains { $0.step == "teknis" })
        }
    }

    @Test(
        "S4 what officers filled in counts behind their step, the newest above all",
        arguments: TestEngine.available)
    func s4(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "pbg",
                "{fungsi: hunian, luas: 120, lantai: 2, basemen: 0, kompleksitas: sederhana, "
                    + "permanensi: permanen, kegiatan: baru, kepemilikan: perorangan, "
                    + "dampak_lingkungan: tidak}",
                """
                - do: periksa
                - expect: {values: {retribusi: ""}}
                - {do: teknis, fields: {luas_hasil: 120}}
                - do: lingkungan
                - expect: {values: {retribusi: "783528"}}
                - do: tinjau
                - expect: {fee: 783528}
                - do: bayar
                - do: konsep
                - expect: {letter: ["Luas lantai : 120 meter persegi"]}
                """)
        }
    }

    @Test(
        "S5 how long ago something was counts from the day on which the case was sent",
        arguments: TestEngine.available)
    func s5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "akta-kelahiran", Self.birth + ", tanggal_lahir: 2026-09-24}",
                """
                - do: periksa
                - wait: 3 days
                - do: verifikasi
                - expect: {step: terbit, values: {terlambat: "false"}}
                """)
        }
    }

    @Test(
        "S6 nobody records, or refuses to, what he verified, or what he alone has checked",
        arguments: TestEngine.available)
    func s6(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "akta-kelahiran", Self.birth + ", tanggal_lahir: 2026-11-01}",
                "- do: periksa\n- do: verifikasi")
            let operator1 = try await city.officer("disdukcapil-operator-1")
            let verifier = try await city.officer("disdukcapil-analis-1").account
            // Somebody who holds both posts, as in a small office.
            try await done("verify", by: operator1.account, id, city)
            try await refuses(id, city)
            try await done("verify", by: verifier, id, city)
            try await done("check", by: operator1.account, id, city)
            try await city.play(id, "- do: kk_baru")
            try await done("verify", by: operator1.account, id, city)
            try await done("check", by: verifier, id, city)
            try await refuses(id, city)
        }
    }

    @Test("S6 where nobody examines further, whoever checked it does not record it")
    func alone() async throws {
        try await TestCity.run { city in
            try await city.republish(
                "services/ktp-el.yaml", "    kind: verify", with: "    kind: check")
            let id = try await city.story(
                "ktp-el", "{alasan: hilang, nomor_kk: \"3271010101010001\"}",
                "- do: periksa\n- do: verifikasi")
            let operator1 = try await city.officer("disdukcapil-operator-1")
            try await done("check", by: operator1.account, id, city)
            try await refuses(id, city)
        }
    }

    private func done(
        _ kind: String, by account: AccountID, _ id: CaseID, _ city: TestCity
    ) async throws {
        _ = try await city.house.store.write("test.own") { tx in
            try tx.execute(
                "UPDATE tasks SET done_by = \(account) WHERE case_id = \(id) AND kind = \(kind)")
        }
    }

    private func refuses(_ id: CaseID, _ city: TestCity) async throws {
        let act = try await city.act(id, "disdukcapil-operator-1")
        let cases = city.house.cases
        await #expect(throws: Refusal(.forbidden, "case.four_eyes.record")) {
            try await cases.recordOutcome(act, Answers())
        }
        await #expect(throws: Refusal(.forbidden, "case.four_eyes.record")) {
            try await cases.refuseOutcome(act, reason: "Data tidak ada.")
        }
    }
}
