import Cases
import City
import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing

@testable import Leadership

@Suite("What the inspectorate is shown, and by whom")
struct SignalLimitTests {
    @Test("the limits are the city's: other numbers in its files, other signals")
    func limits() async throws {
        try await TestCity.run { city in
            try await city.republish("city.yaml", "seconds: 60", with: "seconds: 30")
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            city.clock.advance(milliseconds: 45_000)
            try await city.passStep(id)
            #expect(try await city.signals().isEmpty)
            let other = try await city.submitted(1, of: 1)
            try await city.bring(other, to: .verify)
            city.clock.advance(milliseconds: 29_000)
            try await city.passStep(other)
            #expect(try await city.signals().map(\.kind) == [.quick])
        }
    }

    @Test("each number over a list of signals is how many the list has")
    func counts() async throws {
        try await TestCity.run { city in
            city.goTo("2026-11-24", 23)
            for n in 0..<3 {
                let id = try await city.submitted(n, of: n)
                try await city.bring(id, to: .verify)
                try await city.passStep(id)
            }
            let found = try await city.signals()
            let counts = try await city.house.store.read("test.counts") { reader in
                try SignalRows.counts(in: reader)
            }
            for kind in Signal.Kind.allCases {
                let listed = found.count { $0.kind == kind && $0.state == .open }
                #expect(Int(counts[.open]?[kind] ?? 0) == listed, "\(kind)")
            }
            #expect(found.count > 3)
        }
    }

    @Test("whose post has ended judges nothing, whatever a page remembers of him")
    func ended() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            try await city.passStep(id)
            let signal = try #require(try await city.signals().first)
            let auditor = try await city.officer("inspektorat-auditor-1")
            let yesterday = Day(city.clock.now, in: city.house.zone).adding(days: -1)
            try await city.house.store.write("test.ended") { tx in
                try tx.execute(
                    """
                    UPDATE people_assignments SET until_day = \(yesterday) \
                    WHERE account = \(auditor.account)
                    """)
            }
            await #expect(throws: Refusal(.forbidden, "web.forbidden")) {
                try await city.house.leadershipTools.judge(
                    signal.id, .passed, reason: "Masih saya", by: auditor)
            }
        }
    }
}
