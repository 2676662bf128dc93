import Cases
import City
import Contracts
import Kernel
import Ledger
import Open311
import People
import Store
import TestKit
import Testing
import Web

@Suite("Open311: how lists are found")
struct Open311PlanTests {
    private static let lists: [(query: String, index: String)] = [
        ("", "reports_newest"), ("?status=closed", "reports_open"),
        ("?service_code=jalan", "reports_topic"),
        ("?service_code=jalan&status=open", "reports_topic_open"),
        ("?service_code=jalan,pju&page=3", "reports_topic"),
        ("?updated_after=2026-11-20T00:00:00Z", "reports_updated"),
        ("?updated_after=2026-11-20T00:00:00Z&page=40&service_code=pju", "reports_topic_open"),
        ("?page=900", "reports_newest"),
    ]

    @Test("every list goes along an index, and sorts nothing but the page")
    func plans() async throws {
        try await Open311Scene.run { scene in
            let now = scene.city.clock.now
            try await ListedReport.insert(
                (0..<200).map { ListedReport(at: now.adding(minutes: -Int64($0))) }, scene)
            for (query, index) in Self.lists {
                let (_, counter) = await StatementCounter.counting {
                    await scene.get("/requests.json\(query)")
                }
                let plans = try await counter.plans(on: scene.city.house.store)
                let list = try #require(plans.first { $0.text.contains("FROM reports r") })
                let plan = list.plan.joined(separator: "; ")
                #expect(
                    plan.contains("INDEX \(index) ") || plan.hasSuffix(index), "\(query): \(plan)")
                #expect(!plan.contains("SCAN r ") || plan.contains("INDEX"), "\(query): \(plan)")
                if !query.contains("page"), !query.contains(",") {
                    #expect(!plan.contains("TEMP B-TREE"), "\(query): \(plan)")
                }
            }
        }
    }

    @Test("updates go along their own time")
    func updates() async throws {
        try await Open311Scene.run { scene in
            _ = try await scene.sent()
            try await scene.city.house.readOnce()
            let (_, counter) = await StatementCounter.counting {
                await scene.get("/servicerequestupdates.json?page=2&page_size=1")
            }
            let plans = try await counter.plans(on: scene.city.house.store)
            let list = try #require(plans.first { $0.text.contains("FROM report_updates u") })
            let plan = list.plan.joined(separator: "; ")
            #expect(plan.contains("report_updates_at") && !plan.contains("TEMP B-TREE"), "\(plan)")
        }
    }
}
