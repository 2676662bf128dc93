import Cases
import City
import Contracts
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

/// Rows V of `docs/flow.md`.
@Suite("The truth table of flows: versions and people")
struct FlowVersionTests {
    @Test("V1 a running case goes on by the version it began with", arguments: TestEngine.available)
    func v1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
            try await city.republish(
                "services/sip-dokter.yaml", "  - id: verifikasi\n    kind: recommend\n",
                with: "  - id: verifikasi_baru\n    kind: recommend\n")
            let record = try await city.standing(id).record
            let old = try await city.house.cases.rules(record.service, version: record.version)
            #expect(old.service.flow.step("verifikasi") != nil)
            try await city.speak(id, "dinkes-analis-1")
            #expect(try await city.standing(id).tasks.map(\.step) == ["konsep"])
            try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - do: periksa
                - expect: {tasks: [verifikasi_baru]}
                """)
        }
    }

    /// The head of licensing is delegated to an analyst of another office for some days.
    private func delegate(_ city: TestCity, _ capacity: Capacity, days: Int) async throws {
        let today = Day(city.clock.now, in: .wib)
        let stand = try await city.officer("dlh-analis-1")
        let delegations = Delegations(
            ledger: city.house.ledger, world: city.house.world, zone: city.house.zone)
        try await city.house.store.write("test.delegate") { tx in
            let post = try #require(
                try city.house.directory.position(code: "dpmptsp-kepala", in: tx))
            _ = try delegations.give(
                post.id, to: stand.account, as: capacity, from: today,
                until: today.adding(days: days), reason: "Surat perintah 800/12",
                by: .system("test"), in: tx)
        }
        city.house.directory.forget()
    }

    private func act(_ city: TestCity, _ id: CaseID, as post: String) async throws -> OfficerAct {
        OfficerAct(
            caseID: id, revision: try await city.standing(id).record.revision,
            officer: try await city.officer(post))
    }

    private static let toDecision = """
        - do: periksa
        - do: verifikasi
        - do: konsep
        - do: paraf
        """

    @Test(
        "V2 who held a delegation that has ended may not act, the holder of the post may",
        arguments: TestEngine.available)
    func v2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story("sip-dokter", "{tempat: faskes}", Self.toDecision)
            try await delegate(city, .plh, days: 1)
            city.wait(days: 2)
            let late = try await act(city, id, as: "dlh-analis-1")
            await #expect(throws: Refusal.self) {
                try await city.house.cases.decide(late, .sign)
            }
            #expect(try await city.standing(id).tasks.map(\.step) == ["putusan"])
            try await city.house.cases.decide(
                try await act(city, id, as: "dpmptsp-kepala"), .sign)
            #expect(try await city.standing(id).tasks.map(\.step) == ["serah"])
        }
    }

    @Test(
        "V3 a delegate's letter says in what capacity", arguments: TestEngine.available,
        [Capacity.plt, .plh])
    func v3(engine: TestEngine, capacity: Capacity) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story("sip-dokter", "{tempat: faskes}", Self.toDecision)
            try await delegate(city, capacity, days: 3)
            try await city.house.cases.decide(
                try await act(city, id, as: "dlh-analis-1"), .sign)
            let number = try await city.standing(id).record.number
            let head = try await city.officer("dpmptsp-kepala")
            let letter = try await city.house.cases.issuedLetter(of: number, for: head)
            let bytes = try await city.house.blobs.read(letter.blob)
            let path = FileManager.default.temporaryDirectory.path + "/surat-\(id.text).pdf"
            try Data(bytes).write(to: URL(filePath: path))
            defer { try? FileManager.default.removeItem(atPath: path) }
            let text = try OutsideProgram.run("/usr/bin/pdftotext", ["-raw", path, "-"]).output
            #expect(text.contains("\(capacity.prefix) Kepala DPMPTSP"))
        }
    }
}
