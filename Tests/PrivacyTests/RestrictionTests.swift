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

@Suite("Restricting processing")
struct RestrictionTests {
    /// A granted request of the first citizen.
    private func granted(_ city: TestCity, _ wish: String = "batasi") async throws -> TrackingCode {
        let id = try await city.story(
            "data-pribadi", "{permintaan: \(wish)}",
            "- do: periksa\n- do: jawaban\n- do: putusan\n- do: serah")
        return try await city.standing(id).record.number
    }

    @Test(
        "officers take the cases of a restricted account no further, until it is lifted",
        arguments: TestEngine.available)
    func account(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            let other = try await city.submitted(1, of: 1)
            let number = try await granted(city)
            let officer = try await TestBrowser.officer("diskominfo-ppdp", of: city)
            await officer.open("/meja/data-pribadi")
            #expect(await officer.text.contains(number.text))
            let page = "/meja/data-pribadi/batasi/\(number.text)"
            try await officer.send([("berkas", "semua")], to: page, on: page)
            #expect(await officer.text.contains("Pemrosesan dibatasi menurut permintaan"))
            let refused = Refusal(.conflict, "case.restricted")
            let act = try await city.act(id, "dpmptsp-loket-1")
            await #expect(throws: refused) { try await city.house.cases.complete(act) }
            let lead = try await city.act(id, "dpmptsp-kepala")
            await #expect(throws: refused) {
                try await city.house.cases.pause(lead, reason: "x", note: "")
            }
            try await city.bring(other, to: .verify)
            try await expectShown(city, id)
            // Requests about data go on, or it could never be asked to be lifted.
            _ = try await granted(city, "penjelasan")
            await officer.open("/meja/data-pribadi")
            try await officer.press(page + "/cabut")
            #expect(await officer.text.contains("sudah dicabut"))
            try await city.bring(id, to: .verify)
            try await officer.press(page + "/cabut")
            #expect(await officer.status == 409)
            await officer.open(page)
            #expect(await officer.status == 404)
            try await expectTold(city)
        }
    }

    @Test("silence that was held back by a restriction grants once that is lifted")
    func silence() async throws {
        try await TestCity.run { city in
            let id = try await city.story(
                "taman",
                "{tempat: kencana, mulai: 2027-02-01, selesai: 2027-02-01, jam_mulai: 8, "
                    + "jam_selesai: 12, peserta: 10, tutup_jalan: tidak}", "- do: periksa")
            let number = try await granted(city)
            let officer = try await TestBrowser.officer("diskominfo-ppdp", of: city)
            let page = "/meja/data-pribadi/batasi/\(number.text)"
            await officer.open("/meja/data-pribadi")
            try await officer.send([("berkas", "semua")], to: page, on: page)
            city.wait(days: 20)
            while try await city.house.cases.tick() > 0 {}
            #expect(try await !city.acts(id).contains("case.deemed_granted"))
            let again = try await TestBrowser.officer("diskominfo-ppdp", of: city)
            await again.open("/meja/data-pribadi")
            try await again.press(page + "/cabut")
            #expect(try await city.acts(id).contains("case.deemed_granted"))
        }
    }

    /// The case page says so to officers, the own page to the person.
    private func expectShown(_ city: TestCity, _ id: CaseID) async throws {
        let number = try await city.standing(id).record.number
        let clerk = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
        await clerk.open("/meja/berkas/\(number.text)")
        #expect(await clerk.text.contains("Pemrosesan dibatasi sejak"))
        let citizen = try await TestBrowser.citizen(of: city)
        await citizen.open("/data-saya")
        #expect(await citizen.text.contains("Pemrosesan data Anda dibatasi sejak"))
        try await citizen.press("/data-saya/unduh", [("bentuk", "json")])
        let json = try JSONValue(parsing: await citizen.answer?.bytes ?? [])
        #expect(json["restrictions"]?.arrayValue?.count == 1)
    }

    private func expectTold(_ city: TestCity) async throws {
        let types = try await city.house.store.read("test.entries") { reader in
            try reader.rows(
                "SELECT type FROM ledger WHERE type LIKE 'privacy.restrict%' ORDER BY at, id"
            ).map { $0.text(0) }
        }
        #expect(types == ["privacy.restricted", "privacy.restriction-lifted"])
        let mails = try await city.mails()
        #expect(mails.contains("Pemrosesan data Anda dibatasi"))
        #expect(mails.contains("Pembatasan data Anda dicabut"))
        #expect(try await city.house.ledger.verify().isSound)
    }

    @Test("one case alone, on an objection; nobody else's, and by nobody else")
    func oneCase() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            let free = try await city.submitted(2)
            let foreign = try await city.submitted(1, of: 1)
            let number = try await granted(city, "keberatan")
            let tools = city.house.privacyTools
            let own = try await city.standing(id).record.number
            let other = try await city.standing(foreign).record.number
            let officer = try await city.officer("diskominfo-ppdp")
            await #expect(throws: Refusal.self) {
                try await tools.restrict(number, to: other, by: officer)
            }
            let head = try await city.officer("dpmptsp-kepala")
            await #expect(throws: Refusal(.forbidden, "web.forbidden")) {
                try await tools.restrict(number, to: own, by: head)
            }
            try await tools.restrict(number, to: own, by: officer)
            await #expect(throws: Refusal(.notFound, "privacy.restrict.none")) {
                try await tools.restrict(number, to: nil, by: officer)
            }
            let act = try await city.act(id, "dpmptsp-loket-1")
            await #expect(throws: Refusal(.conflict, "case.restricted")) {
                try await city.house.cases.complete(act)
            }
            try await city.bring(free, to: .verify)
            // What is restricted is counted by no figure.
            let use = try await city.house.cases.serviceUse()
            #expect(use[try #require(ServiceCode("penelitian"))] == 2)
        }
    }

    @Test("each granted request is opened once, and never again")
    func requests() async throws {
        try await TestCity.run { city in
            let tools = city.house.privacyTools
            _ = try await granted(city, "penjelasan")
            let number = try await granted(city)
            #expect(try await tools.requests(.erasure).isEmpty)
            #expect(try await tools.requests(.restriction).map(\.number) == [number])
            let seen = try await city.house.store.read("test.seen") { reader in
                try reader.rows("SELECT wish FROM privacy_requests ORDER BY wish").map {
                    $0.text(0)
                }
            }
            #expect(seen == ["other", "restriction"])
            let (_, counter) = try await StatementCounter.counting {
                try await tools.requests(.erasure)
            }
            #expect(counter.statements == 2)
        }
    }
}
