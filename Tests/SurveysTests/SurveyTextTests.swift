import Cases
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store
import TestKit
import Testing

@testable import City
@testable import Surveys

@Suite("Surveys by text message")
struct SurveyTextTests {
    /// A case that was granted, known to the surveys.
    private func closed(_ city: TestCity, _ n: Int = 0, of citizen: Int = 0) async throws -> CaseID
    {
        let id = try await city.submitted(n, of: citizen)
        try await city.bring(id, to: .handover)
        try await city.passStep(id)
        try await city.house.readOnce()
        return id
    }

    @Test("whoever is asked by text message may answer by text message")
    func invitation() async throws {
        try await TestCity.run { city in
            _ = try await closed(city)
            let house = city.house
            // Somebody without account, who left a number at the counter.
            let clerk = try await city.officer("dpmptsp-loket-1")
            let person = try await house.walkins.enter(
                WalkinRecord(
                    name: "Ujang Contoh", nik: nil, contact: try Contact(typed: "081200000007"),
                    language: .id), by: clerk
            ).account
            try await house.store.write("test.person") { tx in
                _ = try tx.execute("UPDATE cases SET applicant = \(person)")
            }
            city.wait(hours: 25)
            let desk = SurveyDesk(
                store: house.store, vault: house.vault, ledger: house.ledger,
                notices: house.notices, shelf: house.shelf, directory: house.directory,
                world: house.world, zone: house.zone, address: house.settings.address,
                takesTexts: true)
            #expect(try await desk.askDue() == 1)
            let texts = try await house.store.read("test.texts") { reader in
                try house.notices.recent(limit: 50, in: reader)
                    .filter { $0.channel == .sms }.map(\.body)
            }
            #expect(texts.contains { $0.hasSuffix("Atau balas NILAI.") }, "\(texts)")
        }
    }

    @Test("nine digits by text message judge the case that ended last, once")
    func text() async throws {
        try await TestCity.run { city in
            let me = city.citizens[0]
            #expect(try await city.house.surveys.answer("443344043", of: [me]) == .nothing)
            _ = try await closed(city)
            for wrong in ["", "44334404", "4433440433", "443344945", "000000000", "44334404x"] {
                let outcome = try await city.house.surveys.answer(wrong, of: [me])
                #expect(outcome == .malformed)
            }
            let other = city.citizens[1]
            #expect(try await city.house.surveys.answer("443344043", of: [other]) == .nothing)
            #expect(try await city.house.surveys.answer("443 344-043", of: [me]) == .taken)
            #expect(try await city.house.surveys.answer("443344043", of: [me]) == .nothing)
        }
    }

    @Test("a number that was only said at a counter leads to its case, too")
    func said() async throws {
        try await TestCity.run { city in
            let me = city.citizens[0]
            let number = try Contact(typed: "0812 0000 7777")
            let before = try await city.house.store.read("test.people") {
                try city.house.accounts.people(at: number, in: $0)
            }
            #expect(before.isEmpty)
            // As a counter writes it down of somebody without account.
            try await city.house.store.write("test.said") { tx in
                _ = try tx.execute(
                    """
                    INSERT INTO people_walkins (account, contact_index, unit, created_by, \
                    created_at) VALUES (\(me), \
                    \(city.house.vault.index(number.normalized, "people.contact")), 'dpmptsp', \
                    \(me), \(city.clock.now))
                    """)
            }
            _ = try await closed(city)
            let people = try await city.house.store.read("test.people") {
                try city.house.accounts.people(at: number, in: $0)
            }
            #expect(people == [me])
            #expect(try await city.house.surveys.answer("443344043", of: people) == .taken)
        }
    }
}
