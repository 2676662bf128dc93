import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@testable import Administration

@Suite("Units and posts")
struct UnitTests {
    private func unit(
        _ code: String, parent: String? = nil, short: String = "UPT"
    ) throws -> UnitRecord {
        UnitRecord(
            code: try #require(UnitCode(code)),
            name: LocalizedText(id: "Unit baru", en: "New unit"),
            parent: parent.flatMap { UnitCode($0) }, short: short, contact: "Jl. Contoh 1")
    }

    private func refused(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? Refusal)?.problems.first?.key
        }
    }

    @Test("a unit begins, changes and ends; its code never comes back")
    func life() async throws {
        try await TestCity.run { city in
            let admin = try await city.officer("diskominfo-admin").account
            let office = city.office
            let new = try unit("upt-baru", parent: "dpmptsp")
            try await office.add(new, by: admin)
            #expect(try await refused { try await office.add(new, by: admin) } != nil)
            let short = try unit("upt-lain")
            #expect(
                await refused { try await office.add(short, by: admin) }
                    == "administration.unit.short")
            #expect(
                await refused {
                    try await office.ask(that: new.code, standBelow: new.code, by: admin)
                } == "administration.unit.circle")
            let post = try await city.vacancy("upt-baru-kepala", unit: "upt-baru", role: "kepala")
            #expect(
                await refused { try await office.close(new.code, by: admin) }
                    == "administration.unit.filled")
            try await office.close(post, by: admin)
            try await office.close(new.code, by: admin)
            #expect(
                await refused { try await office.add(new, by: admin) }
                    == "administration.unit.known")
            #expect(
                try await city.entries("office.unit") == [
                    "office.unit-added", "office.unit-closed",
                ])
        }
    }

    @Test(
        "who sits above sees what is below: another parent takes two",
        arguments: TestEngine.available)
    func place(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let admin = try await city.officer("diskominfo-admin").account
            let second = try await city.another(
                "diskominfo-admin-2", role: "admin", nip: "199001012015011002")
            let auditor = try await city.officer("inspektorat-auditor-1").account
            let office = city.office
            let unit = try #require(UnitCode("dpmptsp"))
            let parent = try #require(UnitCode("diskominfo"))
            // A change of names cannot move it, whatever it says.
            try await office.change(
                try self.unit("dpmptsp", parent: "diskominfo", short: "DPMPTSP"), by: admin)
            #expect(try await !city.officer("diskominfo-admin").authorities[0].reach.contains(unit))
            // The second administrator would see more by it: only the auditor is asked.
            #expect(try await office.ask(that: unit, standBelow: parent, by: admin) == 1)
            #expect(
                await refused { try await office.ask(that: unit, standBelow: nil, by: admin) }
                    == "administration.unit.same")
            #expect(
                await refused {
                    try await office.ask(that: unit, standBelow: parent, by: second)
                } == "administration.unit.asked")
            let id = try await moves(city)[0].id
            for (account, key) in [
                (admin, "administration.decided"), (second, "administration.unit.own"),
            ] {
                let said = await refused {
                    try await office.settle(id, approving: true, answer: "", by: account)
                }
                #expect(said == key)
            }
            #expect(try await !city.officer("diskominfo-admin").authorities[0].reach.contains(unit))
            try await office.settle(id, approving: true, answer: "", by: auditor)
            #expect(try await city.officer("diskominfo-admin").authorities[0].reach.contains(unit))
            let head = try await city.officer("dpmptsp-kepala").account
            #expect(try await city.told(head).contains("office-unit"))
            #expect(try await city.told(admin).contains("office-decided"))
            #expect(
                try await city.entries("office.unit") == [
                    "office.unit-changed", "office.unit-asked", "office.unit-moved",
                ])
            // Back again: refused, with a reason that can be read.
            try await office.ask(that: unit, standBelow: nil, by: admin)
            let back = try #require(try await moves(city).first { $0.to == nil })
            try await office.settle(
                back.id, approving: false, answer: "Menunggu peraturan baru", by: auditor)
            let kept = try #require(try await moves(city).first { $0.id == back.id })
            #expect(kept.answer == "Menunggu peraturan baru")
        }
    }

    private func moves(_ city: TestCity) async throws -> [UnitRequest] {
        try await city.house.store.read("test.moves") { reader in
            let rows = city.office.unitRequests
            return try rows.open(in: reader) + rows.newest(limit: 10, in: reader)
        }
    }

    @Test("what a flow in force or a running case needs is not closed")
    func needed() async throws {
        try await TestCity.run { city in
            let admin = try await city.officer("diskominfo-admin").account
            let office = city.office
            let dpmptsp = try #require(UnitCode("dpmptsp"))
            #expect(
                await refused { try await office.close(dpmptsp, by: admin) }
                    == "administration.unit.filled")
            let holding = try await city.holding("dpmptsp-kepala")
            #expect(
                await refused { try await office.close(holding.position, by: admin) }
                    == "administration.position.held")
            try await office.end(
                holding.id, from: city.today, decree: "880/3/2026, 20 November 2026", by: admin)
            #expect(
                await refused { try await office.close(holding.position, by: admin) }
                    == "administration.position.needed")
        }
    }
}
