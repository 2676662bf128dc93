import Cases
import City
import Contracts
import Crypto
import Foundation
import Kernel
import Ledger
import Outbound
import People
import Store
import TestKit
import Testing
import Web

@testable import OpenAPI

@Suite("Webhooks and events")
struct HookTests {
    private let url = "https://penerima.example/kabar"

    /// Writes down what is new, and sends what is due.
    private func turn(_ city: TestCity, _ receiver: Receiver, isDemo: Bool = false) async throws {
        let tools = city.house.openAPITools.sending(by: receiver.outbound, isDemo: isDemo)
        try await city.numbered()
        try await city.house.ledger.catchUp([Delivery(tools: tools).reader])
        try await city.house.jobs.runDue([Delivery.job: Delivery(tools: tools).handler])
    }

    private func make(
        _ site: ProgramSite, _ token: String, types: [JSONValue] = []
    ) async -> ProgramSite.Answer {
        await site.call(
            "POST", "/api/v1/webhooks", as: token,
            ["url": .string(url), "types": .array(types)])
    }

    @Test(
        "each event of the own cases is sent signed, and the list gives the same again",
        arguments: TestEngine.available)
    func stream(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            let hook = await make(site, token)
            #expect(hook.status == 201, "\(hook.reply.text)")
            let secret = hook.text("secret")
            let receiver = Receiver([.success(204)])
            _ = try await city.submitted(0, of: 1)
            let id = try await city.submitted()
            try await city.bring(id, to: .handover)
            try await turn(city, receiver)
            let sent = receiver.sent
            #expect(sent.count >= 4)
            for request in sent {
                #expect(request.reach == .publicOnly)
                let id = request.header("webhook-id")
                let moment = request.header("webhook-timestamp")
                let key = try #require(Data(base64Encoded: String(secret.dropFirst(6))))
                let code = HMAC<SHA256>.authenticationCode(
                    for: Array("\(id).\(moment).".utf8) + request.body,
                    using: SymmetricKey(data: key))
                let expected = "v1," + Data(code).base64EncodedString()
                #expect(request.header("webhook-signature") == expected)
                #expect(request.json["id"]?.stringValue == id)
            }
            try await city.numbered()
            let events = await ListTests.events(site, token, after: hook.text("cursor"))
            let sentIDs = sent.compactMap { $0.json["id"]?.stringValue }
            #expect(Set(events.compactMap { $0["id"]?.stringValue }) == Set(sentIDs))
            #expect(Set(sent.map { $0.json }) == Set(events))
            let number = try await site.number(id)
            #expect(events.allSatisfy { $0["data"]?["case"]?.stringValue == number })
            let text = events.map(\.text).joined()
            let person = DemoNames.person(0)
            for word in [person.name, person.nik, person.email] { #expect(!text.contains(word)) }
            // Nothing is sent twice.
            try await turn(city, receiver)
            #expect(receiver.sent.count == sent.count)
        }
    }

    @Test("an officer's hook hears of what the officer may see, and only of the wanted types")
    func officer() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let clerk = try await site.officer("dpmptsp-loket-1")
            let far = try await site.officer("disdukcapil-kepala")
            _ = await make(site, clerk, types: ["case.submitted"])
            _ = await make(site, far)
            let receiver = Receiver([.success(200)])
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            try await turn(city, receiver)
            #expect(receiver.sent.map { $0.json["type"] } == ["case.submitted"])
        }
    }

    @Test(
        "what fails is tried again with the same id, then given up, paused, told, and replayed",
        arguments: TestEngine.available)
    func failing(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            let hook = await make(site, token, types: ["case.submitted"])
            let receiver = Receiver([
                .failure(.timedOut), .success(500), .success(302), .failure(.refusedAddress),
                .failure(.badAnswer("two answers")), .success(503),
            ])
            _ = try await city.submitted()
            for _ in 0..<Delivery.attempts + 3 {
                try await turn(city, receiver)
                city.wait(hours: 7)
            }
            let sent = receiver.sent
            #expect(sent.count == Delivery.attempts)
            #expect(Set(sent.map { $0.header("webhook-id") }).count == 1)
            // A redirect is no address of ours: nothing was asked there.
            #expect(Set(sent.map(\.url)) == [url])
            #expect(Set(sent.map { $0.header("webhook-timestamp") }).count == sent.count)
            let path = "/api/v1/webhooks/\(hook.text("id"))"
            let fresh = try await site.citizen()
            let paused = await site.get(path, as: fresh)
            #expect(paused["state"] == "paused")
            #expect(paused["lastOutcome"] == "503")
            let mails = try await city.mails()
            #expect(mails.contains { $0.contains("Webhook") })
            // While it rests nothing is sent; the list has it all.
            _ = try await city.submitted(1)
            receiver.answers([.success(200)])
            try await turn(city, receiver)
            #expect(receiver.sent.count == Delivery.attempts)
            let resumed = await site.call("POST", path + "/resumption", as: fresh)
            #expect(resumed["state"] == "active")
            _ = try await city.submitted(2)
            try await turn(city, receiver)
            #expect(receiver.sent.count == Delivery.attempts + 1)
            try await city.numbered()
            let missed = await ListTests.events(site, fresh, after: hook.text("cursor"))
            #expect(missed.count { $0["type"] == "case.submitted" } == 3)
            let dead = try await city.house.store.read("test") { reader in
                try city.house.jobs.deadLetters(in: reader)
            }
            #expect(dead.isEmpty)
        }
    }

    @Test("a receiver that says 410 is left alone; one that was taken away hears nothing")
    func gone() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            let hook = await make(site, token)
            let receiver = Receiver([.success(410)])
            _ = try await city.submitted()
            try await turn(city, receiver)
            #expect(receiver.sent.count == 1)
            let path = "/api/v1/webhooks/\(hook.text("id"))"
            #expect(await site.get(path, as: token)["state"] == "paused")
            let other = try await site.citizen(1)
            #expect(await site.get(path, as: other).status == 404)
            #expect(await site.call("DELETE", path, as: other).status == 404)
            #expect(await site.call("DELETE", path, as: token).status == 204)
            #expect(await site.get(path, as: token).status == 404)
        }
    }

    @Test("a hook falls silent with the token that made it")
    func silent() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let given = try await city.house.tokens.give(
                city.citizens[0], name: "x", scopes: [.webhooks], days: 30, by: .system("test"))
            _ = await make(site, given.secret)
            let receiver = Receiver([.success(200)])
            _ = try await city.submitted()
            let tools = city.house.openAPITools.sending(by: receiver.outbound, isDemo: false)
            try await city.numbered()
            try await city.house.ledger.catchUp([Delivery(tools: tools).reader])
            // Also what was on its way.
            try await city.house.tokens.end(given.id, by: .system("test"))
            try await turn(city, receiver)
            _ = try await city.submitted(1)
            try await turn(city, receiver)
            #expect(receiver.sent.isEmpty)
        }
    }

    @Test("for a day both secrets sign, then the new one alone")
    func rotation() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            let hook = await make(site, token, types: ["case.submitted"])
            let path = "/api/v1/webhooks/\(hook.text("id"))"
            let fresh = await site.call("POST", path + "/secret", as: token)
            #expect(fresh.text("secret") != hook.text("secret"))
            #expect(await site.get(path, as: token)["secret"] == nil)
            let receiver = Receiver([.success(200)])
            _ = try await city.submitted()
            try await turn(city, receiver)
            city.wait(days: 2)
            _ = try await city.submitted(1)
            try await turn(city, receiver)
            let counts = receiver.sent.map {
                $0.header("webhook-signature").split(separator: " ").count
            }
            #expect(counts == [2, 1])
        }
    }

    @Test("no event is sent into the house itself")
    func inside() async throws {
        try await TestCity.run { city in
            let receiver = Receiver([.success(200)])
            let tools = city.house.openAPITools.sending(by: receiver.outbound, isDemo: false)
            let hooks = Hooks(tools: tools)
            for url in [
                "http://penerima.example/", "https://127.0.0.1/", "https://localhost:8443/",
                "https://[::1]/", "https://a@penerima.example/", "https://penerima.example/#x",
            ] {
                #expect(throws: Refusal.self, "\(url)") { try hooks.check(url) }
            }
            try hooks.check("https://penerima.example/kabar")
            // A name that leads inside is refused when the connection is made.
            let curl = Outbound.curl(
                limits: OutboundLimits(allowsPlainHTTP: false, allowsPrivateAddresses: false),
                threads: BlockingThreads(name: "test", count: 1, waiting: 2))
            let letter = OutboundRequest.post("https://localhost:9/", body: [])
            var refused: OutboundError?
            do throws(OutboundError) {
                _ = try await curl.send(letter.reaching(.publicOnly))
            } catch {
                refused = error
            }
            #expect(refused == .refusedAddress)
        }
    }
}

extension ListTests {
    /// Everything that happened after a place.
    static func events(
        _ site: ProgramSite, _ token: String, after cursor: String
    ) async -> [JSONValue] {
        var items: [JSONValue] = []
        var place = cursor
        for _ in 0..<50 {
            let part = await site.get("/api/v1/events?limit=3&after=\(place)", as: token)
            items += part.items
            place = part.text("next")
            if part["hasMore"] != true { break }
        }
        return items
    }
}
