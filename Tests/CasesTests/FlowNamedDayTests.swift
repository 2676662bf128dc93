import Cases
import City
import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing

/// Row T15 of `docs/flow.md`: days that national systems name.
@Suite("The truth table of flows: days of other systems")
struct FlowNamedDayTests {
    /// The service of messages with everything that lets a case wait.
    private static let waits: [(text: String, other: String)] = [
        (
            "fee: free\n",
            """
            fee:
              summary: {id: Biaya, en: A fee}
              how: {id: Bayar di bank, en: Pay at a bank}
              days: 30
              items: [{id: biaya, title: {id: Biaya, en: A fee}, amount: "50000"}]
            extension: 2 days
            pauses: [{id: kahar, title: {id: Kahar, en: Force majeure}, law: Pasal 31}]

            """
        ),
        (
            "    within: 5 days\n",
            """
                within: 5 days
                mayReturn: true
              - id: bayar
                kind: pay
                unit: bapenda
                role: bendahara
                title: {id: Dibayar, en: Paid}
                within: 1 day

            """
        ),
    ]

    @Test(
        "T15 a day that another system names is the promise, whatever was paused",
        arguments: TestEngine.available)
    func t11(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.republish("services/verifikasi-oss.yaml", Self.waits)
            let id = try await message(in: city, due: "2026-12-01")
            try await city.play(
                id,
                """
                - do: periksa
                - expect: {due: 2026-12-01}
                - {extend: Kurang waktu., refused: case.extend.named}
                - {return: teknis, notes: {jenis: Tidak jelas.}}
                - wait: 2 days
                """)
            let applicant = try await city.standing(id).record.applicant
            try await city.house.cases.answerCorrection(
                id, by: applicant, Answers(["jenis": .text("Izin baru")]))
            #expect(try await due(of: id, in: city) == "2026-12-01")
            // A new day while it is paused, while it waits for a correction, and for its fee.
            try await city.play(id, "- pause: kahar")
            try await rename("2026-12-04", id, in: city)
            let paused = try await city.standing(id)
            #expect(paused.record.state == .waiting && paused.record.clock.promise == nil)
            #expect(paused.record.clock.namedWhilePaused != nil)
            try await city.play(id, "- wait: 3 days\n- resume: true\n- expect: {due: 2026-12-04}")
            try await city.play(id, "- {return: teknis, notes: {jenis: Tidak jelas.}}")
            try await rename("2026-12-07", id, in: city)
            try await city.house.cases.answerCorrection(
                id, by: applicant, Answers(["jenis": .text("Izin lama")]))
            #expect(try await due(of: id, in: city) == "2026-12-07")
            // What was asked for has come, although a message came in between.
            let asked = try await city.house.store.read("test.asked") { reader in
                try reader.row("SELECT COUNT(*) FROM case_corrections WHERE answered_at IS NULL")?
                    .int(0)
            }
            #expect(asked == 0)
            try await city.play(id, "- do: teknis\n- expect: {state: waiting, wait: payment}")
            try await rename("2026-11-29", id, in: city)
            try await city.play(id, "- do: bayar\n- expect: {due: 2026-11-29, tasks: [catat]}")
            // The step has until Monday; the case is due before.
            let urgent = try await city.house.store.read("test.urgent") { reader in
                try reader.row(
                    "SELECT urgent_at FROM tasks WHERE case_id = \(id) AND state = 'open'")?
                    .instant(0)
            }
            let standing = try await city.standing(id)
            #expect(urgent == standing.record.clock.promise)
            #expect(standing.task?.dueAt.map { Day($0, in: .wib).iso } == "2026-11-30")
            try await city.play(
                id, "- wait: until 2026-11-30 09.00\n- expect: {acts: [case.overdue]}")
        }
    }

    /// A case that a message of another system begins.
    private func message(in city: TestCity, due: String) async throws -> CaseID {
        let catalogue = try await city.house.shelf.published()
        let service = try #require(ServiceCode("verifikasi-oss"))
        let day = try #require(Day(iso: due))
        return try await city.house.store.write("test.message") { tx in
            try city.house.cases.open(
                InternalCase(
                    service: service, answers: Self.said(day),
                    applicant: try city.house.accounts.system("OSS", in: tx),
                    sender: .system("oss"), due: day), of: catalogue, in: tx
            ).id
        }
    }

    private static func said(_ due: Day) -> Answers {
        Answers([
            "id_pesan": .text("A1"), "jenis": .text("Izin"), "pemohon": .text("PT Rasa"),
            "tenggat": .day(due),
        ])
    }

    /// The other system names another day.
    private func rename(_ due: String, _ id: CaseID, in city: TestCity) async throws {
        let catalogue = try await city.house.shelf.published()
        let day = try #require(Day(iso: due))
        let isTaken = try await city.house.store.write("test.message") { tx in
            try city.house.cases.change(
                id, to: Self.said(day), due: day, by: .system("oss"), of: catalogue, in: tx)
        }
        #expect(isTaken)
    }

    private func due(of id: CaseID, in city: TestCity) async throws -> String? {
        try await city.standing(id).record.clock.promise.map { Day($0, in: .wib).iso }
    }
}
