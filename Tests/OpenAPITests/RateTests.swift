import City
import Kernel
import People
import TestKit
import Testing
import Web

@Suite("Allowances of programs")
struct RateTests {
    private let token = "/api/v1/token"

    private func site(_ city: TestCity, _ rates: [RateClass: Rate]) throws -> ProgramSite {
        ProgramSite(city, try city.house.shell(rates: rates))
    }

    @Test("each token has an allowance of its own, and is told when to come again")
    func own() async throws {
        try await TestCity.run { city in
            let site = try site(city, [.programs: Rate(burst: 3, perSecond: 0.1)])
            let first = try await site.citizen()
            let second = try await site.officer("dpmptsp-loket-1")
            for _ in 0..<3 { #expect(await site.get(token, as: first).status == 200) }
            let refused = await site.get(token, as: first)
            #expect(refused.status == 429)
            #expect(refused.reply.header("retry-after") == "10")
            #expect(refused.reply.header("content-type") == "application/problem+json")
            // From the same address.
            #expect(await site.get(token, as: second).status == 200)
            city.clock.advance(milliseconds: 10_000)
            #expect(await site.get(token, as: first).status == 200)
        }
    }

    @Test("whoever tries tokens has no more than somebody without one")
    func guessing() async throws {
        try await TestCity.run { city in
            let site = try site(city, [.api: Rate(burst: 2, perSecond: 0.1)])
            let known = try await site.citizen()
            let guess = "pdp_" + String(repeating: "ab", count: 32)
            for _ in 0..<2 { #expect(await site.get(token, as: guess).status == 401) }
            let refused = await site.get(token, as: guess)
            #expect(refused.status == 429)
            #expect(refused.reply.header("retry-after") == "10")
            // Nor does a word in the header widen what is open.
            #expect(await site.get("/api/v1/services", as: "x").status == 429)
            #expect(await site.get(token, as: known).status == 200)
        }
    }

    @Test("refusals speak the language that was asked for")
    func languages() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            func title(_ language: String, _ path: String) async -> String {
                await site.call(
                    "GET", path, as: token, headers: [("Accept-Language", language)]
                ).text("detail")
            }
            for path in [
                "/api/v1/nowhere", "/api/v1/cases/K7M-P4X-HT2R", "/api/v1/cases?limit=0",
                "/api/v1/cases?limti=1", "/api/v1/webhooks/tidak-ada", "/api/v1/inbox",
            ] {
                let (first, second) = (await title("id", path), await title("en", path))
                #expect(!first.isEmpty && !second.isEmpty && first != second, "\(path)")
            }
        }
    }
}
