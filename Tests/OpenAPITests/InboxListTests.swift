import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("The list of tasks of the open interface")
struct InboxListTests {
    private func tasks(_ items: [JSONValue]) -> [String] {
        items.compactMap { $0["task"]?.stringValue }
    }

    @Test(
        "pages give each task once, the most urgent first, whatever is done meanwhile",
        arguments: TestEngine.available)
    func pages(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            for n in 0..<7 {
                _ = try await city.submitted(n)
                // Two of them in the same moment: the id decides.
                if n != 3 { city.wait(hours: 5) }
            }
            let clerk = try await site.officer("dpmptsp-loket-1")
            let all = await site.get("/api/v1/inbox", as: clerk)
            #expect(all.items.count == 7 && all["next"] == nil)
            let parts = await ListTests.all(site, "/api/v1/inbox?limit=2", as: clerk)
            #expect(tasks(parts.items) == tasks(all.items))
            #expect(parts.pages == 4)
            let due = all.items.compactMap { $0["dueAt"]?.stringValue }
            #expect(due == due.sorted() && due.count == 7)
            // Somebody does the first while the reader stands behind the second.
            let first = await site.get("/api/v1/inbox?limit=2", as: clerk)
            let number = first.items.first?["number"]?.stringValue ?? ""
            let done = await site.call(
                "POST", "/api/v1/cases/\(number)/acts", as: clerk, ["act": "complete"])
            #expect(done.status == 201, "\(done.reply.text)")
            var rest: [JSONValue] = []
            var next: String? = first.text("next")
            while let place = next, rest.count < 20 {
                let part = await site.get("/api/v1/inbox?limit=2&cursor=\(place)", as: clerk)
                rest += part.items
                next = part["next"]?.stringValue
            }
            #expect(tasks(rest) == Array(tasks(all.items).dropFirst(2)))
        }
    }

    @Test(
        "tasks without a time come last, by their id, and every page says so",
        arguments: TestEngine.available)
    func untimed(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let clerk = try await site.officer("dpmptsp-loket-1")
            for n in 0..<5 {
                let number = try await site.number(try await city.submitted(n))
                guard n % 2 == 0 else { continue }
                let asked = await site.call(
                    "POST", "/api/v1/cases/\(number)/acts", as: clerk,
                    [
                        "act": "ask-correction", "text": "Mohon diperbaiki.",
                        "items": [["field": "judul", "note": "Kurang jelas."]],
                    ])
                #expect(asked.status == 201, "\(asked.reply.text)")
            }
            let waiting = await ListTests.all(
                site, "/api/v1/inbox?list=waiting&limit=2", as: clerk)
            #expect(waiting.items.count == 3 && waiting.pages == 2)
            #expect(waiting.items.allSatisfy { $0["dueAt"] == nil })
            #expect(tasks(waiting.items) == tasks(waiting.items).sorted())
            let open = await ListTests.all(site, "/api/v1/inbox?limit=1", as: clerk)
            #expect(open.items.count == 2)
            // A cursor of one list leads nowhere in another, nor for somebody else.
            let part = await site.get("/api/v1/inbox?list=waiting&limit=2", as: clerk)
            let next = part.text("next")
            #expect(await site.get("/api/v1/inbox?cursor=\(next)", as: clerk).status == 404)
            let other = try await site.officer("dpmptsp-loket-2")
            let stolen = await site.get(
                "/api/v1/inbox?list=waiting&limit=2&cursor=\(next)", as: other)
            #expect(stolen.status == 404)
        }
    }
}
