import Cases
import City
import Contracts
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@testable import Privacy

@Suite("Rules of retention")
struct RetentionTests {
    @Test("a time of keeping is read, and ends on the day after")
    func times() throws {
        let years = try #require(KeepingTime("5 years"))
        let closed = try #require(Day(iso: "2024-02-29"))
        #expect(years.end(after: closed).iso == "2029-02-28")
        #expect(KeepingTime("30 days")?.end(after: closed).iso == "2024-03-30")
        #expect(KeepingTime("1 month")?.end(after: closed).iso == "2024-03-29")
        for wrong in ["5", "years", "five years", "-1 days", "5 weeks", "5 years long"] {
            #expect(KeepingTime(wrong) == nil, "\(wrong)")
        }
        // Whatever ended before `limit` has its end behind it, whatever did not has not.
        let today = try #require(Day(iso: "2026-11-23"))
        for time in [KeepingTime(30, .days), KeepingTime(6, .months), KeepingTime(5, .years)] {
            let limit = time.limit(on: today)
            #expect(time.end(after: limit) > today)
            #expect(time.end(after: limit.adding(days: -1)) <= today)
        }
    }

    @Test(
        "a night lets go of what is past its time, and tells so once",
        arguments: TestEngine.available)
    func night(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine, tampers: true) { city in
            let tools = city.house.privacyTools
            var ids: [CaseID] = []
            for n in 0..<2 {
                let id = try await city.submitted(n)
                try await city.bring(id, to: .handover)
                try await city.passStep(id)
                ids.append(id)
            }
            let open = try await city.submitted(2)
            _ = try await city.draft(3)
            let (old, young) = (ids[0], ids[1])
            let now = city.clock.now
            try await city.house.store.write("test.age") { tx in
                let past = now.adding(hours: -24 * (5 * 366 + 1))
                try tx.execute("UPDATE cases SET closed_at = \(past) WHERE id = \(old)")
                let recent = now.adding(hours: -24 * 4 * 365)
                try tx.execute("UPDATE cases SET closed_at = \(recent) WHERE id = \(young)")
                let untouched = now.adding(hours: -24 * 200)
                try tx.execute("UPDATE drafts SET updated_at = \(untouched)")
            }
            // A letter that still holds keeps its case.
            let before = try await tools.retain()
            #expect(before.cases == 0 && before.drafts == 1)
            try await city.house.store.write("test.expired") { tx in
                _ = try tx.execute("UPDATE letters SET valid_until = '2025-01-01'")
            }
            #expect(try await PrivacyDesk.forecast(city.house) == ["1 cases of penelitian"])
            let run = try await tools.retain()
            #expect(run.cases == 1 && run.isComplete)
            try await city.house.store.read("test.keys") { reader in
                let vault = city.house.vault
                #expect(throws: SealingError.destroyed(old.value)) {
                    try vault.key(old, in: reader)
                }
                _ = try vault.key(young, in: reader)
                _ = try vault.key(open, in: reader)
            }
            #expect(try await PrivacyDesk.forecast(city.house) == ["Nothing is past its time."])
            let second = try await tools.retain()
            #expect(second.cases == 0 && second.drafts == 0)
            #expect(try await tools.runs().count == 3)
            let entries = try await city.house.store.read("test.entries") { reader in
                try reader.row("SELECT COUNT(*) FROM ledger WHERE type = 'privacy.retention'")?
                    .int(0)
            }
            #expect(entries == 3)
            #expect(try await city.house.ledger.verify().isSound)
            let officer = try await TestBrowser.officer("diskominfo-ppdp", of: city)
            await officer.open("/meja/data-pribadi")
            #expect(await officer.text.contains("Laporan masa simpan"))
            let citizen = try await TestBrowser.citizen(of: city)
            await citizen.open("/data-saya")
            #expect(await citizen.text.contains("(dihapus)"))
            try await citizen.press("/data-saya/unduh", [("bentuk", "json")])
            let json = try JSONValue(parsing: await citizen.answer?.bytes ?? [])
            #expect(json["cases"]?.arrayValue?.contains { $0["isErased"] == true } == true)
            let record = try await city.standing(old).record
            await citizen.open("/berkas/\(record.number.text)")
            #expect(await citizen.status == 404)
            #expect(await citizen.text.contains("(dihapus)"))
            await citizen.open("/berkas")
            #expect(await citizen.status == 200)
        }
    }

    @Test("cities say how long, and what they say wrong is found")
    func files() throws {
        let source = try CatalogueSource.load(directory: TestCity.cityFiles)
        let catalogue = try #require(source.read().catalogue)
        #expect(catalogue.retention.rule(.cases).keep == KeepingTime(5, .years))
        #expect(catalogue.retention.rule(.drafts).keep == KeepingTime(6, .months))
        #expect(
            catalogue.retention.rule(.cases, of: ServiceCode("pbg")).keep
                == KeepingTime(50, .years))
        var files = source.files
        files["retention.yaml"] = """
            rules:
              - kind: cases
                service: tanja
                keep: 5 weeks
                base: {id: x, en: x}
                why: {id: x, en: x}
                source: x
              - kind: kases
                keep: 5 years
                base: {id: x, en: x}
                why: {id: x, en: x}
                source: x
            """
        let found = CatalogueSource(files: files).read().findings.map(\.description)
        #expect(found.contains { $0.contains("`5 weeks` is no time to keep something") })
        #expect(found.contains { $0.contains("retention.yaml:8:11") })
    }
}
