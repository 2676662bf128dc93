import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import OpenAPI

@Suite("Idempotency keys")
struct OnceTests {
    private static let body: JSONValue = ["text": "Sekali saja"]

    @Test(
        "sent many times at once, to two nodes, it is done once",
        arguments: TestEngine.available)
    func races(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let other = try ProgramSite(city)
            let id = try await city.submitted()
            let path = "/api/v1/cases/\(try await site.number(id))/messages"
            let token = try await site.citizen()
            let answers = await withTaskGroup(of: ProgramSite.Answer.self) { group in
                for n in 0..<12 {
                    group.addTask {
                        let node = n % 2 == 0 ? site : other
                        return await node.call(
                            "POST", path, as: token, Self.body, key: "kunci-1")
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let good = answers.filter { $0.status == 201 }
            #expect(!good.isEmpty)
            #expect(Set(good.map(\.reply.text)).count == 1)
            for answer in answers where answer.status != 201 {
                #expect(answer.status == 409 && answer.code == "openapi.key.busy")
                #expect(answer.reply.header("retry-after") != nil)
            }
            let list = await site.get(path, as: token)
            #expect(list.items.count == 1)
            let again = await other.call("POST", path, as: token, Self.body, key: "kunci-1")
            #expect(again.reply.text == good.first?.reply.text)
            let another = await site.call(
                "POST", path, as: token, ["text": "Lain"], key: "kunci-1")
            #expect(another.status == 409 && another.code == "openapi.key.other")
            // Keys are a token's own.
            let second = try await site.citizen()
            let fresh = await site.call("POST", path, as: second, Self.body, key: "kunci-1")
            #expect(fresh.items.count == 2)
        }
    }

    @Test("what was refused may be mended and sent again with the same key")
    func refused() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            let draft = try await city.draft(4)
            let made = await site.call(
                "POST", "/api/v1/drafts", as: token, ["service": "penelitian"], key: "a")
            let path = "/api/v1/drafts/\(made.text("id"))/submission"
            let first = await site.call("POST", path, as: token, ["declared": true], key: "b")
            #expect(first.status == 409)
            let model = await site.get("/api/v1/drafts/\(draft.text)", as: token)
            _ = await site.call(
                "PATCH", "/api/v1/drafts/\(made.text("id"))", as: token,
                ["answers": model["answers"] ?? [:]])
            let second = await site.call("POST", path, as: token, ["declared": true], key: "b")
            // Refused for the file now, and not because the key was used.
            #expect(second.status == 409)
            #expect(second.code != "openapi.key.busy" && second.code != "openapi.key.other")
            let again = await site.call(
                "POST", "/api/v1/drafts", as: token, ["service": "penelitian"], key: "a")
            #expect(again.text("id") == made.text("id"))
            _ = await site.call("DELETE", "/api/v1/drafts/\(made.text("id"))", as: token)
            let gone = await site.call(
                "POST", "/api/v1/drafts", as: token, ["service": "penelitian"], key: "a")
            #expect(gone.status == 409 && gone.code == "openapi.key.gone")
        }
    }

    @Test(
        "a node that died after the act: the act is not done again, the answer is made anew",
        arguments: TestEngine.available)
    func killed(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let id = try await city.submitted()
            let path = "/api/v1/cases/\(try await site.number(id))/messages"
            let token = try await site.citizen()
            _ = await site.call("POST", path, as: token, Self.body, key: "k")
            func set(_ state: StaticString) async throws {
                try await city.house.store.write("test") { tx in
                    _ = try tx.execute(
                        """
                        UPDATE openapi_keys SET state = \(state.description), answer = NULL, \
                        status = NULL
                        """)
                }
            }
            try await set("acted")
            let busy = await site.call("POST", path, as: token, Self.body, key: "k")
            #expect(busy.status == 409)
            city.wait(hours: 1)
            let again = await site.call("POST", path, as: token, Self.body, key: "k")
            #expect(again.status == 201)
            #expect(again.items.count == 1)
            // One that died before the act is taken over, and done.
            _ = try await city.house.store.write("test") { tx in
                try tx.execute("DELETE FROM case_messages")
            }
            try await set("begun")
            city.wait(hours: 1)
            let late = await site.call("POST", path, as: token, Self.body, key: "k")
            #expect(late.status == 201)
            #expect(late.items.count == 1)
            // After a day the key is free, and the row gone.
            city.wait(days: 2)
            try await Once(tools: city.house.openAPITools).sweep()
            let left = try await city.house.store.read("test") { reader in
                try reader.row("SELECT COUNT(*) FROM openapi_keys")?.int(0)
            }
            #expect(left == 0)
        }
    }

    @Test("what is kept of an answer is sealed, and dies with the account")
    func sealed() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let id = try await city.submitted()
            let path = "/api/v1/cases/\(try await site.number(id))/messages"
            let token = try await site.citizen()
            _ = await site.call("POST", path, as: token, Self.body, key: "k")
            let kept = try await city.house.store.read("test") { reader in
                try reader.row("SELECT answer FROM openapi_keys")?.bytes(0)
            }
            let text = String(decoding: try #require(kept), as: UTF8.self)
            #expect(!text.contains("Sekali"))
            // The answer holds what is sealed by the case: it is made anew, and dies with the case.
            let again = await site.call("POST", path, as: token, Self.body, key: "k")
            #expect(again.status == 201 && again.items.count == 1)
            #expect(text.utf8.count < 80)
        }
    }
}
