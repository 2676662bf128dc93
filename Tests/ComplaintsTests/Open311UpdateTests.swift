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

@Suite("Open311: updates in both directions")
struct Open311UpdateTests {
    private func update(
        _ number: String, _ id: String, _ status: String = "OPEN", _ text: String = "Masih rusak"
    ) -> [(name: String, value: String)] {
        [
            ("service_request_id", number), ("update_id", id), ("status", status),
            ("updated_datetime", "2026-11-24T10:00:00+07:00"), ("description", text),
        ]
    }

    private func send(
        _ scene: Open311Scene, _ values: [(name: String, value: String)], key: String? = nil
    ) async -> TestReply {
        await scene.post(values, to: "/servicerequestupdates.json", key: key)
    }

    @Test(
        "whoever follows all reports hears of every public act once",
        arguments: TestEngine.available)
    func reading(_ engine: TestEngine) async throws {
        try await Open311Scene.run(on: engine) { scene in
            let number = try await scene.sent()
            scene.city.wait(hours: 1)
            try await scene.answer(number)
            let elsewhere = try await scene.sent(["service_code": "air"])
            try await scene.dismiss(elsewhere, "bukan_wewenang")
            let all = try await scene.updates()
            let own = all.filter { $0.requestID == number }
            #expect(own.map(\.status) == [.open, .actionScheduled, .fixed])
            #expect(own.map(\.externalStatusCode) == ["submitted", "verified", "answered"])
            #expect(own.last?.description == "Sudah ditambal.")
            #expect(Set(all.map(\.id)).count == all.count && all.count == 5)
            let other = all.filter { $0.requestID == elsewhere }
            #expect(other.map(\.status) == [.open, .notResponsible])
            #expect(other.last?.description == "Bukan milik kota.")
            #expect(all.map(\.updatedAt) == all.map(\.updatedAt).sorted())
            // The same in XML, page by page.
            let xml = await scene.get("/servicerequestupdates.xml?page=2&page_size=2&api_key=")
            #expect(xml.text.contains("<service_request_updates><request_update><update_id>"))
            let page = try GeoReader(zone: .wib).updates(Array(xml.text.utf8))
            #expect(page.values.map(\.id) == Array(all.map(\.id)[2..<4]))
            let late = try await scene.updates("?start_date=2026-11-23T02:30:00Z")
            #expect(late.count == 4)
        }
    }

    @Test("what an office said goes when a report is not public any more")
    func hidden() async throws {
        try await Open311Scene.run { scene in
            let number = try await scene.sent()
            try await scene.answer(number)
            #expect(try await scene.count("report_updates WHERE body IS NOT NULL") == 1)
            let id = try await scene.caseID(number)
            try await scene.city.house.store.write("test.hide") { tx in
                _ = try tx.execute("UPDATE reports SET hidden = 1 WHERE case_id = \(id)")
            }
            scene.city.wait(days: 30)
            try await scene.city.house.cases.tick()
            try await scene.city.house.readOnce()
            #expect(try await scene.updates("?start_date=2026-11-20T00:00:00Z").isEmpty)
            #expect(try await scene.count("report_updates WHERE body IS NOT NULL") == 0)
        }
    }

    @Test("words of the reporter reach the office once", arguments: TestEngine.available)
    func writing(_ engine: TestEngine) async throws {
        try await Open311Scene.run(on: engine) { scene in
            let number = try await scene.sent()
            for _ in 0..<2 {
                let reply = await send(scene, update(number, "fms-1"))
                #expect(reply.status == 200)
                #expect(
                    reply.text
                        == "[{\"update_id\":\"fms-1\",\"service_request_id\":\"\(number)\"}]\n")
            }
            let id = try await scene.caseID(number)
            let acts = try await scene.city.acts(id)
            #expect(acts.filter { $0 == "case.messaged" }.count == 1)
            let xml = await scene.post(
                update(number, "fms-2"), to: "/servicerequestupdates.xml")
            #expect(xml.status == 200 && xml.text.contains("<update_id>fms-2</update_id>"))
            #expect(try await scene.city.acts(id).filter { $0 == "case.messaged" }.count == 2)
        }
    }

    @Test("who is asked whether it is done may say that it is not; anything else is only words")
    func objecting() async throws {
        try await Open311Scene.run { scene in
            let number = try await scene.sent()
            try await scene.answer(number)
            let id = try await scene.caseID(number)
            _ = await send(scene, update(number, "1", "FIXED", "Terima kasih"))
            #expect(try await scene.city.acts(id).last == "case.messaged")
            let reply = await send(scene, update(number, "2", "REOPEN"))
            #expect(reply.status == 200)
            #expect(try await scene.city.acts(id).contains("case.refuted"))
            try await scene.city.house.readOnce()
            let told = try await scene.requests("/requests/\(number).json")
            #expect(told.first?.status == .open)
            #expect(try await scene.updates().last?.status == .reopen)
        }
    }

    @Test("only whoever sent a report may add to it, and what is wrong is named")
    func wrong() async throws {
        try await Open311Scene.run { scene in
            let number = try await scene.sent()
            let other = try await Open311Scene.token(scene.city, "diskominfo-ppdp", [.reports])
            let foreign = await send(scene, update(number, "1"), key: other)
            #expect(foreign.status == 403)
            let listed = try await ListedReport(at: scene.city.clock.now).insert(scene)
            #expect(await send(scene, update(listed, "1")).status == 403)
            #expect(await send(scene, update("tidak-ada", "1")).status == 404)
            let required = [
                "service_request_id", "update_id", "status", "updated_datetime", "description",
            ]
            for name in required {
                let reply = await send(scene, update(number, "1").filter { $0.name != name })
                #expect(reply.status == 400)
                #expect(
                    Open311Scene.errors(reply).contains { $0.description.contains(name) },
                    "\(reply.text)")
            }
            #expect(await send(scene, update(number, "1", "ANEH")).status == 400)
            let trial = await scene.post(
                update(number, "1"), to: "/servicerequestupdates.json", base: "/open311/uji/v2")
            #expect(trial.status == 200)
            let acts = try await scene.city.acts(try await scene.caseID(number))
            #expect(acts == ["case.submitted"])
        }
    }
}
