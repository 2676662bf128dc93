import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@testable import Administration

@Suite("New officers")
struct NewcomerTests {
    private let nip = "199203142020121004"
    private let visitor = Visitor(address: "198.51.100.7", agent: "test")

    private func ask(_ city: TestCity) async throws -> OfficeRequest {
        let post = try await city.vacancy("dpmptsp-analis-9")
        let person = Newcomer(
            nip: try NIP(nip), name: "Rahma Baru Contoh", rank: "Penata Muda, III/a",
            email: try EmailAddress("rahma@kota.example"))
        try await city.office.ask(
            Appointment(
                who: .newcomer(person), position: post, begin: city.today,
                decree: "813/1/2026, 20 November 2026"),
            by: try await city.officer("diskominfo-admin").account)
        return try #require(try await city.open().first)
    }

    @Test(
        "the code of the mail gives a password once; no colleague sees it",
        arguments: TestEngine.available)
    func invited(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let request = try await ask(city)
            try await city.office.decide(
                request.id, approving: true, answer: "",
                by: try await city.officer("inspektorat-auditor-1").account)
            let text = try await city.invitation(to: "rahma@kota.example")
            let code = try #require(
                text.split(whereSeparator: \.isWhitespace).first {
                    $0.count == 11 && $0.contains("-")
                })
            let accounts = city.house.accounts
            let wrong = Refusal(
                .invalid, "people.invitation.wrong", field: "code", values: [:])
            await #expect(throws: wrong) {
                try await accounts.accept(
                    nip: NIP(nip), code: "CCCCC-CCCCC", password: "tujuh ekor ayam biru",
                    from: visitor)
            }
            let browser = try TestBrowser(city)
            await browser.open("/petugas/mulai")
            try await browser.send(
                [("nip", nip), ("kode", String(code)), ("sandi", "tujuh ekor ayam biru")],
                to: "/petugas/mulai")
            #expect(await browser.text.contains("Sandi disimpan"))
            await #expect(throws: wrong, "once") {
                try await accounts.accept(
                    nip: NIP(nip), code: String(code), password: "delapan ekor ayam biru",
                    from: visitor)
            }
            let outcome = try await accounts.signIn(
                .nip(NIP(nip)), password: "tujuh ekor ayam biru", from: visitor)
            #expect(outcome.signedIn != nil)
            let officer = try await city.officer("dpmptsp-analis-9")
            #expect(officer.name == "Rahma Baru Contoh")
            await #expect(throws: Refusal(.conflict, "people.invitation.needless")) {
                try await city.office.inviteAgain(
                    officer.account, by: try await city.officer("diskominfo-admin").account)
            }
        }
    }

    @Test("codes end: after a week, after eight tries, by a newer one")
    func limits() async throws {
        try await TestCity.run { city in
            let request = try await ask(city)
            try await city.office.decide(
                request.id, approving: true, answer: "",
                by: try await city.officer("inspektorat-auditor-1").account)
            func code() async throws -> String {
                let text = try await city.invitation(to: "rahma@kota.example")
                return String(
                    try #require(
                        text.split(whereSeparator: \.isWhitespace).first {
                            $0.count == 11 && $0.contains("-")
                        }))
            }
            func accept(_ code: String) async -> Bool {
                let done: Void? = try? await city.house.accounts.accept(
                    nip: NIP(nip), code: code, password: "tujuh ekor ayam biru", from: visitor)
                return done != nil
            }
            let old = try await code()
            let account = try await city.officer("dpmptsp-analis-9").account
            let admin = try await city.officer("diskominfo-admin").account
            try await city.office.inviteAgain(account, by: admin)
            let fresh = try await code()
            #expect(fresh != old)
            #expect(await accept(old) == false)
            for _ in 0..<8 { _ = await accept("DDDDD-DDDDD") }
            #expect(await accept(fresh) == false, "too many tries")
            try await city.office.inviteAgain(account, by: admin)
            let late = try await code()
            city.wait(days: 8)
            #expect(await accept(late) == false, "too late")
        }
    }

    @Test("hashing is for whoever has the code: a wrong one keeps nobody waiting")
    func cheap() async throws {
        try await TestCity.run { city in
            // Nothing can be hashed any more: whoever tried would be told that the house is busy.
            city.house.hasher.stop()
            let wrong = Refusal(
                .invalid, "people.invitation.wrong", field: "code", values: [:])
            await #expect(throws: wrong) {
                try await city.house.accounts.accept(
                    nip: NIP(nip), code: "CCCCC-CCCCC", password: "tujuh ekor ayam biru",
                    from: visitor)
            }
        }
    }

    @Test("of one who was refused nothing is left")
    func forgotten() async throws {
        try await TestCity.run { city in
            let request = try await ask(city)
            #expect(request.content.newcomer?.name == "Rahma Baru Contoh")
            try await city.office.decide(
                request.id, approving: false, answer: "Formasi belum ada",
                by: try await city.officer("inspektorat-auditor-1").account)
            let left = try await city.house.store.read("test.left") { reader in
                try city.office.requests.find(request.id, in: reader)
            }
            #expect(left?.state == .refused)
            #expect(left?.content.newcomer == nil)
            #expect(left?.content.decree == "")
        }
    }
}
