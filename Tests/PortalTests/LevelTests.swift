import Cases
import City
import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Portal

@Suite("Services that ask to know better who applies")
struct LevelTests {
    private func draft(_ city: TestCity) async throws -> CaseID {
        let code = try #require(ServiceCode("taman"))
        return try await DemoApplication(house: city.house).draft(
            of: code, 0, .init(), city.citizens[0])
    }

    @Test("the page says it; a draft is filled in but not sent, and nothing is lost")
    func draftWaits() async throws {
        try await TestCity.run(level: .contact) { city in
            let citizen = try await TestBrowser.citizen(0, of: city)
            await citizen.open("/layanan/taman")
            #expect(await citizen.text.contains("href=\"/akun/identitas\""))
            try await citizen.send(to: "/layanan/taman/draf")
            #expect(await citizen.status == 200)
            #expect(await citizen.text.contains("Satu hal lagi sebelum dikirim"))
            let id = try await draft(city)
            await citizen.open("/draf/\(id.text)/periksa")
            let review = await citizen.text
            #expect(review.contains("/akun/identitas?lanjut="))
            #expect(!review.contains("/kirim"))
            // Who sends nevertheless is refused plainly, and the draft is still there.
            try await citizen.press("/draf/\(id.text)/kirim", [("pernyataan", "ya")])
            #expect(await citizen.status == 403)
            await citizen.open("/draf/\(id.text)/periksa")
            #expect(await citizen.status == 200)
        }
    }

    @Test("the act itself refuses, and takes the same draft once the level is there")
    func act() async throws {
        try await TestCity.run(level: .contact) { city in
            let house = city.house
            let id = try await draft(city)
            do {
                _ = try await house.cases.submit(
                    id, by: city.citizens[0], language: .id, declared: true)
                Issue.record("it was sent")
            } catch let refusal as Refusal {
                #expect(refusal.problems.map(\.key) == ["case.identity.1"])
            }
            let account = city.citizens[0]
            try await house.store.write("test.level") { tx in
                _ = try tx.execute("UPDATE people_accounts SET level = 1 WHERE id = \(account)")
            }
            _ = try await house.cases.submit(id, by: account, language: .id, declared: true)
        }
    }

    @Test("whoever has the level sees nothing of it")
    func enough() async throws {
        try await TestCity.run { city in
            let citizen = try await TestBrowser.citizen(0, of: city)
            let id = try await draft(city)
            await citizen.open("/draf/\(id.text)/periksa")
            #expect(await citizen.text.contains("/kirim"))
            #expect(await !citizen.text.contains("Satu hal lagi sebelum dikirim"))
        }
    }
}
