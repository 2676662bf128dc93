import Cases
import Contracts
import Forms
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Permits

@Suite("Drafts that were begun before their permit ended")
struct SendingTests {
    /// Fills a draft in and sends it.
    private func fill(
        _ draft: CaseID, _ service: String, _ typed: [String: [String]], in city: TestCity
    ) async throws {
        let stage = ScenarioStage(
            house: city.house, clock: city.clock, citizen: city.citizens[0])
        _ = try await stage.submit(try #require(ServiceCode(service)), typed, draft: draft)
    }

    private func renewal(_ permit: Permit) -> [String: [String]] {
        [
            "jenis_permohonan": ["perpanjangan"], "nomor_sip_lama": [permit.number],
            "berakhir_lama": [permit.until?.iso ?? ""],
        ]
    }

    private func send(_ draft: CaseID, in city: TestCity) async throws -> TrackingCode {
        try await city.house.cases.submit(
            draft, by: city.citizens[0], language: .id, declared: true)
    }

    /// What sending is refused with.
    private func refusal(
        _ sending: () async throws -> Void
    ) async throws -> Refusal.Problem? {
        do {
            try await sending()
            return nil
        } catch let refusal as Refusal {
            #expect(refusal.kind == .conflict)
            return refusal.problems.first
        }
    }

    private func answers(_ draft: CaseID, in city: TestCity) async throws -> Answers? {
        try await city.house.store.read("test.draft") { reader in
            try city.house.drafts.load(draft, account: city.citizens[0], in: reader)?.answers
        }
    }

    @Test(
        "a renewal waits while its permit is suspended, with all that was typed",
        arguments: TestEngine.available)
    func suspended(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let permit = try await city.licence()
            let draft = try await city.begin(.renew, from: permit)
            try await city.carry(.suspend, on: permit)
            let found = try await refusal {
                try await fill(draft, "sip-perawat", renewal(permit), in: city)
            }
            #expect(found?.key == "permits.sending.suspended")
            #expect(found?.values["number"] == permit.number)
            #expect(found?.values["day"] == city.today.iso)
            // The draft stays, and there is no case.
            let kept = try await answers(draft, in: city)
            #expect(kept?["nomor_sip_lama"] == .text(permit.number))
            #expect(try await city.house.cases.standing(of: draft) == nil)
            // The page says it in words.
            let citizen = try await TestBrowser.citizen(of: city)
            await citizen.open("/draf/\(draft.text)/periksa")
            try await citizen.send(
                [("pernyataan", "ya")], to: "/draf/\(draft.text)/kirim")
            #expect(await citizen.status == 409)
            #expect(await citizen.text.contains("Izin \(permit.number) dibekukan sejak"))
            try await city.carry(.lift, on: permit)
            let number = try await send(draft, in: city)
            // What was sent is sent, whatever becomes of the permit.
            try await city.carry(.revoke, on: permit)
            #expect(try await send(draft, in: city) == number)
        }
    }

    @Test(
        "a renewal from the page of the case is held to the register as well",
        arguments: TestEngine.available)
    func revoked(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let permit = try await city.licence()
            let draft = try await city.house.cases.beginAgain(
                try #require(permit.caseID), .parent, by: city.citizens[0])
            try await city.carry(.revoke, on: permit)
            let found = try await refusal {
                try await fill(draft, "sip-perawat", renewal(permit), in: city)
            }
            #expect(found?.key == "permits.sending.revoked")
            #expect(try await answers(draft, in: city) != nil)
            // A licence for which nobody began from that permit is sent.
            let fresh = try await city.house.cases.beginAgain(
                try #require(permit.caseID), .copy, by: city.citizens[0])
            try await fill(fresh, "sip-perawat", ["jenis_permohonan": ["baru"]], in: city)
        }
    }

    @Test(
        "changes and copies are sent as long as they could be begun",
        arguments: TestEngine.available)
    func changed(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let permit = try await city.sign()
            let change = try await city.begin(.change, from: permit)
            let copy = try await city.begin(.copy, from: permit)
            let late = try await city.begin(.change, from: try await city.sign())
            try await city.carry(.suspend, on: permit)
            let why: [String: [String]] = ["penjelasan": ["Pindah."]]
            var found = try await refusal {
                try await fill(change, "perubahan-data-izin", why, in: city)
            }
            #expect(found?.key == "permits.sending.suspended")
            // The paper of a suspended permit may be copied.
            try await fill(copy, "salinan-izin", ["sebab": ["rusak"]], in: city)
            try await city.carry(.lift, on: permit)
            let second = try await city.begin(.copy, from: permit)
            _ = try await city.story(
                "perubahan-data-izin", "{nomor_izin: \(permit.number)}",
                "- do: periksa\n- do: verifikasi\n- do: konsep\n- do: paraf\n- do: putusan\n"
                    + "- do: serah")
            try await city.readAll()
            let successor = try await city.again(permit).successor
            found = try await refusal { _ = try await send(change, in: city) }
            #expect(found?.key == "permits.sending.superseded")
            #expect(found?.values["successor"] == successor)
            found = try await refusal {
                try await fill(second, "salinan-izin", ["sebab": ["rusak"]], in: city)
            }
            #expect(found?.key == "permits.sending.superseded")
            city.wait(days: 400)
            found = try await refusal {
                try await fill(late, "perubahan-data-izin", why, in: city)
            }
            #expect(found?.key == "permits.sending.expired")
        }
    }

    @Test("services that give no permit are sent by as many statements as without a register")
    func statements() async throws {
        try await TestCity.run { city in
            let house = city.house
            let bare = Cases(
                store: house.store, vault: house.vault, ledger: house.ledger, blobs: house.blobs,
                notices: house.notices, drafts: house.drafts, access: house.access,
                shelf: house.shelf, renderer: house.renderer, world: house.world,
                address: house.settings.address)
            for (service, more) in [("ktp-el", 0), ("sip-perawat", 2)] {
                // The first one fills what is kept in memory.
                _ = try await count(service, house.cases, in: city)
                let with = try await count(service, house.cases, in: city)
                let without = try await count(service, bare, in: city)
                #expect(with == without + more, "\(service)")
            }
        }
    }

    /// The statements of sending a service.
    private func count(
        _ code: String, _ cases: Cases, in city: TestCity
    ) async throws -> Int {
        let catalogue = try await city.house.shelf.published()
        let service = try #require(ServiceCode(code).flatMap { catalogue.services[$0] })
        let said = service.form.field("nomor_kk").map { [$0.id: ["3271010101010001"]] } ?? [:]
        let typed = SampleAnswers(service.form, today: city.today)
            .completing(TypedAnswers(said.merging(["alasan": ["rusak"]]) { kept, _ in kept }))
        let me = city.citizens[0]
        let draft = try await DemoApplication(house: city.house).draft(
            of: service, typed: typed, me)
        let (_, counter) = try await StatementCounter.counting {
            try await cases.submit(draft, by: me, language: .id, declared: true)
        }
        return counter.statements
    }
}
