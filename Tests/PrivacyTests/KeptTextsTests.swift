import Cases
import City
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store
import TestKit
import Testing
import Web

@testable import Privacy

@Suite("What outlives a case or an account")
struct KeptTextsTests {
    private static let reason = "Ambulans menunggu alamat pemohon, kantornya sudah tutup"

    private func granted(_ city: TestCity) async throws -> TrackingCode {
        let id = try await city.story(
            "data-pribadi", "{permintaan: hapus, mengerti: ya}",
            "- do: periksa\n- do: jawaban\n- do: putusan\n- do: serah")
        return try await city.standing(id).record.number
    }

    /// A closed case of the first citizen that was opened in two emergencies, one of them judged.
    private func opened(_ city: TestCity) async throws -> [EmergencyID] {
        let cases = city.house.cases
        let id = try await city.submitted()
        try await city.bring(id, to: .handover)
        try await city.passStep(id)
        let number = try await city.standing(id).record.number
        for _ in 0..<2 {
            let head = try await city.officer("disdukcapil-kepala")
            try await cases.breakGlass(number, by: head, reason: Self.reason)
            city.wait(hours: 2)
        }
        let all = try await cases.emergencies.page().list
        let auditor = try await city.officer("inspektorat-auditor-1")
        let seat = try #require(auditor.authorities.first).position
        try await cases.emergencies.review(
            all[0].id, .justified, remark: "Benar.", by: auditor, from: seat)
        return all.map(\.id)
    }

    @Test(
        "reasons of emergencies go with the person once they are judged",
        arguments: TestEngine.available)
    func emergencies(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let ids = try await opened(city)
            let number = try await granted(city)
            let citizen = try await TestBrowser.citizen(of: city)
            await citizen.open("/data-saya")
            #expect(await citizen.text.contains("1 pembukaan darurat yang sudah dinilai"))
            #expect(await citizen.text.contains("menunggu penilaian Inspektorat"))
            let officer = try await city.officer("diskominfo-ppdp")
            let (_, plan) = try await city.house.privacyTools.erasurePlan(number)
            let line = try #require(plan.lines.first { $0.kind == .emergencies })
            #expect(line.going == 1 && line.staying == 1 && line.reason == .verdict)
            _ = try await city.house.privacyTools.erase(number, by: officer)
            let list = try await city.house.cases.emergencies.page().list
            let reasons = Dictionary(uniqueKeysWithValues: list.map { ($0.id, $0.reason) })
            #expect(reasons[ids[0]] == PersonName.erased && reasons[ids[1]] == Self.reason)
            let auditor = try await TestBrowser.officer("inspektorat-auditor-1", of: city)
            await auditor.open("/meja/pemeriksaan")
            #expect(await auditor.status == 200)
            #expect(await auditor.text.contains("Ambulans menunggu"))
            await #expect(throws: Refusal(.conflict, "people.emergency.reviewed")) {
                try await city.house.cases.emergencies.review(
                    ids[0], .unjustified, remark: "", by: officer,
                    from: try #require(officer.authorities.first).position)
            }
        }
    }

    @Test("codes and letters to the bare contact are unreadable after an erasure")
    func contacts() async throws {
        try await TestCity.run { city in
            let house = city.house
            let email = DemoNames.person(0).email
            let number = try await granted(city)
            let visitor = Visitor(address: "203.0.113.9", agent: "Test")
            _ = try await house.accounts.startReset(
                try Contact(typed: email), language: .id, from: visitor)
            let other = try Contact(typed: DemoNames.person(1).email)
            _ = try await house.accounts.startReset(other, language: .id, from: visitor)
            func readable() async throws -> [String] {
                try await house.store.read("test.notices") { reader in
                    try house.notices.recent(limit: 500, in: reader).filter { $0.account == nil }
                        .map { "\($0.template) \($0.address)" }
                }
            }
            #expect(try await readable().count == 2)
            let officer = try await city.officer("diskominfo-ppdp")
            _ = try await house.privacyTools.erase(number, by: officer)
            // The last word to the contact itself, and what belongs to somebody else.
            let left = try await readable()
            #expect(left.filter { $0.hasSuffix(email) } == ["privacy.erased \(email)"])
            #expect(left.contains { $0.hasSuffix(other.address) })
            let hashes = try await house.store.read("test.hashes") { reader in
                try reader.row(
                    """
                    SELECT COUNT(*) FROM notices WHERE contact_index IS NOT NULL \
                    AND content IS NULL
                    """)?.int(0)
            }
            #expect(hashes == 0)
        }
    }

    @Test(
        "a night takes looks, questions to the register and texts of emergencies past their time",
        arguments: TestEngine.available)
    func night(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let house = city.house
            _ = try await opened(city)
            try await city.house.store.write("test.question") { tx in
                for (n, hours) in [Int64(24 * 400), 24].enumerated() {
                    _ = try tx.execute(
                        """
                        INSERT INTO people_resident_queries (id, account, purpose, nik_index, \
                        outcome, asked_at) VALUES (\(house.world.uuid()), \(city.citizens[0]), \
                        'match', \([UInt8(n)]), 'owned', \
                        \(city.clock.now.adding(hours: -hours)))
                        """)
                }
            }
            let citizen = try await TestBrowser.citizen(of: city)
            await citizen.open("/data-saya")
            // Whose the NIK is says nothing here.
            #expect(await citizen.text.contains("data tidak cocok"))
            #expect(await !citizen.text.contains("owned"))
            let first = try await house.privacyTools.retain()
            #expect(first.questions == 1 && first.looks == 0 && first.emergencies == 0)
            city.wait(days: 1)
            try await house.accessRoots.takeDue()
            city.wait(days: 5 * 366)
            let second = try await house.privacyTools.retain()
            #expect(second.questions == 1 && second.emergencies == 2 && second.looks > 0)
            let report = try await house.accessRoots.verify()
            #expect(report.cut > 0 && report.sound == 0 && report.broken.isEmpty)
            let lines = try await Keeping.verify(house.settings) { _ in }
            #expect(lines.isSound, "\(lines.lines)")
            #expect(try await house.privacyTools.retain().looks == 0)
        }
    }
}
