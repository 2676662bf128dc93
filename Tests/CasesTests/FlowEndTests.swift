import Cases
import City
import Contracts
import Foundation
import Kernel
import TestKit
import Testing

@Suite("The truth table of flows: ends from outside")
struct FlowEndTests {
    @Test("E1 withdrawing before the decision closes the case", arguments: TestEngine.available)
    func e1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            try await city.house.cases.withdraw(id, by: city.citizens[0], reason: "Batal.")
            let standing = try await city.standing(id)
            #expect(standing.record.outcome == .withdrawn)
            #expect(standing.task == nil)
        }
    }

    @Test(
        "E2 after the decision nothing can be withdrawn, and never by somebody else",
        arguments: TestEngine.available)
    func e2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            await #expect(throws: Refusal(.notFound, "case.not_found")) {
                try await city.house.cases.withdraw(id, by: city.citizens[1], reason: "")
            }
            try await city.bring(id, to: .handover)
            await #expect(throws: Refusal(.conflict, "case.withdraw.too_late")) {
                try await city.house.cases.withdraw(id, by: city.citizens[0], reason: "")
            }
            try await city.story(
                "laporan", "{kategori: pju}",
                """
                - do: verifikasi
                - do: tanggapan
                - {withdraw: true, refused: case.withdraw.too_late}
                - refute: Belum.
                - withdraw: true
                - wait: 20 days
                - expect: {outcome: withdrawn, never: [case.confirm_lapsed]}
                """)
        }
    }

    @Test("E3 the applicant's download is the hand-over, once", arguments: TestEngine.available)
    func e3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .handover)
            for _ in 0..<2 {
                try await city.house.cases.applicantFetched(id, city.citizens[0])
            }
            #expect(try await city.standing(id).record.outcome == .granted)
            #expect(try await city.acts(id).filter { $0 == "case.handed_over" }.count == 1)
        }
    }

    @Test("E4 a step past its time is noted once", arguments: TestEngine.available)
    func e4(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            city.wait(days: 3)
            for _ in 0..<2 { try await city.house.cases.tick() }
            #expect(try await city.acts(id).filter { $0 == "case.step_overdue" }.count == 1)
            #expect(try await city.standing(id).record.state == .open)
        }
    }

    @Test("E5 the promised day is noted once when it has passed", arguments: TestEngine.available)
    func e5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            city.wait(days: 5)
            for _ in 0..<2 { try await city.house.cases.tick() }
            #expect(try await city.acts(id).filter { $0 == "case.overdue" }.count == 1)
        }
    }

    @Test("E6 while the clock is paused nothing is noted as late", arguments: TestEngine.available)
    func e6(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            try await city.house.cases.returnForCorrection(
                try await city.act(id, "dpmptsp-analis-1"), FlowCorrectionTests.correction)
            city.wait(days: 10)
            try await city.house.cases.tick()
            let acts = try await city.acts(id)
            #expect(!acts.contains("case.overdue"))
            #expect(!acts.contains("case.step_overdue"))
        }
    }
}

@Suite("docs/flow.md and its tests")
struct FlowTableTests {
    @Test("every row of the table is a test, and every test a row")
    func rowsAreTests() throws {
        let here = URL(fileURLWithPath: #filePath)
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let table = try String(
            contentsOf: root.appending(path: "docs/flow.md"), encoding: .utf8)
        let rows = table.split(separator: "\n").compactMap { line -> String? in
            let cell = line.split(separator: "|").first?.filter { $0 != " " } ?? ""
            guard let letter = cell.first, "MCPLESFDTORJVBQK".contains(letter),
                Int(cell.dropFirst()) != nil
            else { return nil }
            return String(cell)
        }
        var tests: [String] = []
        for name in [
            "Truth", "Correction", "Parallel", "Letter", "End", "Step", "Fee", "Silence", "Time",
            "Contest", "Change", "Version", "Booking", "Talk", "NamedDay", "Confirm", "Ladder",
            "Route",
        ] {
            let path = here.deletingLastPathComponent().appending(path: "Flow\(name)Tests.swift")
            let source = try String(contentsOf: path, encoding: .utf8)
            for line in source.split(separator: "\n") {
                // The name of a test begins its line, or follows `@Test(`.
                let text = line.drop { $0 == " " }
                guard text.hasPrefix("@Test(\"") || text.hasPrefix("\""),
                    let start = line.firstRange(of: "\"")
                else { continue }
                let word = line[start.upperBound...].prefix { $0 != " " }
                if word.first.map({ "MCPLESFDTORJVBQK".contains($0) }) == true,
                    Int(word.dropFirst()) != nil
                {
                    tests.append(String(word))
                }
            }
        }
        #expect(rows.count > 30)
        #expect(Set(rows) == Set(tests))
        #expect(rows.count == Set(rows).count)
    }
}
