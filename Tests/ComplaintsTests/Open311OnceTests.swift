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

@Suite("Open311: sent twice it is one report")
struct Open311OnceTests {
    private func id(_ reply: TestReply) throws -> String {
        let receipt = try GeoReader(zone: .wib).receipt(Array(reply.text.utf8))
        guard case .request(let id) = receipt.handle else { throw TestProblem(reply.text) }
        return id
    }

    @Test("one Idempotency-Key is one report", arguments: TestEngine.available)
    func once(_ engine: TestEngine) async throws {
        try await Open311Scene.run(on: engine) { scene in
            let first = try await scene.sent(once: "kunci-1")
            #expect(try await scene.sent(once: "kunci-1") == first)
            #expect(try await scene.count("cases") == 1)
            #expect(try await scene.count("people_walkins") == 1)
            #expect(try await scene.sent(once: "kunci-2") != first)
            // Without a key each is a report of its own.
            let bare = [try await scene.sent(), try await scene.sent()]
            #expect(bare[0] != bare[1])
            let other = await scene.post(
                Open311Scene.report(["description": "Lain"]), once: "kunci-1")
            #expect(other.status == 400)
            #expect(
                Open311Scene.errors(other).first?.description.contains("Idempotency-Key") == true)
        }
    }

    @Test("sent at the same time from many sides it is one report", arguments: TestEngine.available)
    func together(_ engine: TestEngine) async throws {
        try await Open311Scene.run(on: engine) { scene in
            let numbers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<6 { group.addTask { try await scene.sent(once: "bersama") } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(numbers.count == 1)
            #expect(try await scene.count("cases") == 1)
            #expect(try await scene.count("drafts") == 0)
        }
    }

    @Test("the key belongs to the holder, and is forgotten after a day")
    func forgotten() async throws {
        try await Open311Scene.run { scene in
            let other = try await Open311Scene.token(scene.city, "diskominfo-ppdp", [.reports])
            let first = try await scene.sent(once: "kunci")
            let reply = await scene.post(Open311Scene.report(), key: other, once: "kunci")
            #expect(try id(reply) != first)
            scene.city.wait(hours: 25)
            let timers = scene.city.house.rooms.timers
            try await #require(timers.first { $0.name == "complaints.open311" }).run()
            #expect(try await scene.sent(once: "kunci") != first)
        }
    }
}
