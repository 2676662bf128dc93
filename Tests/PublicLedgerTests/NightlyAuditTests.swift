import City
import Contracts
import Kernel
import Ledger
import Store
import TestKit
import Testing
import Web

@testable import PublicLedger

@Suite("The audit of each night")
struct NightlyAuditTests {
    private func page(_ city: TestCity) async throws -> String {
        let shell = try city.house.shell(rates: [:])
        return await shell.respond(to: TestRequest("GET", "/ledger")).text
    }

    private func told(_ city: TestCity) async throws -> Int64 {
        try await city.house.store.read("told") { reader in
            try reader.row(
                "SELECT COUNT(*) FROM notices WHERE template = 'office-ledger-audit'")?.int(0) ?? 0
        }
    }

    @Test(
        "it runs once a night, and everybody reads what it found", arguments: TestEngine.available)
    func night(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine, tampers: true) { city in
            _ = try await city.submitted()
            try await city.house.ledger.number()
            try await city.house.readOnce()
            let audit = city.house.nightlyAudit
            // It is nine in the morning.
            let byDay = try await audit.runIfDue()
            #expect(!byDay)
            let before = try await page(city)
            #expect(before.contains("Belum ada malam yang diperiksa"))
            city.wait(hours: 17)
            let first = try await audit.runIfDue()
            city.wait(hours: 1)
            let again = try await audit.runIfDue()
            #expect(first && !again)
            let after = try await page(city)
            #expect(after.contains("Cocok seluruhnya pada") && after.contains("1 berkas"))
            let none = try await told(city)
            #expect(none == 0)

            try await city.house.store.write("tamper") { tx in
                _ = try tx.execute("UPDATE cases SET submitted_at = submitted_at - 60000")
            }
            city.wait(hours: 23)
            let second = try await audit.runIfDue()
            #expect(second)
            let wrong = try await page(city)
            #expect(wrong.contains("Tidak cocok pada") && wrong.contains("tidak sesuai dengan"))
            let number = try await city.house.store.read("number") { reader in
                try reader.row("SELECT number FROM cases")?.text(0) ?? ""
            }
            #expect(!number.isEmpty && !wrong.contains(number))
            let alarmed = try await told(city)
            #expect(alarmed > 0)
        }
    }
}
