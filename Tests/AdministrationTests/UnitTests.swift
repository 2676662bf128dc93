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
            let circle = try unit("upt-baru", parent: "upt-baru")
            #expect(
                await refused { try await office.change(circle, by: admin) }
                    == "administration.unit.circle")
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
