import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("What was sent at a counter goes to its owner")
struct ClaimTests {
    private func claim(_ code: String, _ citizen: TestBrowser) async throws {
        await citizen.open("/klaim")
        try await citizen.send([("kode", code)], to: "/klaim")
    }

    @Test(
        "by the code of the receipt one case comes into an account, once",
        arguments: TestEngine.available)
    func claim(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine, level: .contact) { city in
            let scene = try await CounterScene(city)
            let person = try await scene.enter(contact: "ujang@contoh.id")
            _ = try await scene.begin(person)
            let first = try await scene.send()
            let code = try await scene.fact("Kode untuk akun")
            _ = try await scene.begin(person)
            let second = try await scene.send()
            let citizen = try await TestBrowser.citizen(0, of: city)
            try await claim("2222-2222", citizen)
            #expect(await citizen.status == 422)
            try await claim(code.lowercased(), citizen)
            #expect(await citizen.path == "/berkas")
            await citizen.open("/berkas/\(first.text)")
            #expect(await citizen.status == 200)
            // The code of one case opens that one only.
            await citizen.open("/berkas/\(second.text)")
            #expect(await citizen.status == 404)
            #expect(try await scene.entries("counter.claimed") == 1)
            let other = try await TestBrowser.citizen(1, of: city)
            try await claim(code, other)
            #expect(await other.status == 422)
            try await city.house.workOnce()
            let subject = "Berkas dari loket dipindahkan ke sebuah akun"
            #expect(try await city.subjects(to: "ujang@contoh.id").contains(subject))
            #expect(try await city.mails().contains(subject))
            for _ in 0..<8 { try await claim("2222-2222", other) }
            #expect(await other.status == 429)
        }
    }

    @Test("the code stands on the paper of the day only; the receipt of a claimed case stays")
    func receipt() async throws {
        try await TestCity.run(level: .contact) { city in
            let scene = try await CounterScene(city)
            _ = try await scene.begin(try await scene.enter())
            let number = try await scene.send()
            let code = try await scene.fact("Kode untuk akun")
            let page = "/meja/loket/terima/\(number.text)"
            let colleague = try await CounterScene(city, "dpmptsp-loket-2")
            await colleague.clerk.open(page)
            #expect(await colleague.clerk.status == 200)
            #expect(await !colleague.clerk.text.contains(code))
            let citizen = try await TestBrowser.citizen(0, of: city)
            // Whoever types only the site's address finds the way, too.
            for page in ["/berkas", "/akun"] {
                await citizen.open(page)
                let text = await citizen.text
                #expect(text.contains("href=\"/klaim\""), "\(page)")
            }
            try await claim(code, citizen)
            #expect(await citizen.path == "/berkas")
            await scene.clerk.open(page)
            #expect(await scene.clerk.status == 200)
            #expect(await scene.clerk.text.contains(number.text))
        }
    }

    @Test("a counter offers what people may apply for, and own data only to whoever has no account")
    func offered() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let person = try await scene.enter()
            await scene.clerk.open("/meja/loket/orang/\(person.text)")
            let page = await scene.clerk.text
            #expect(page.contains("value=\"penelitian\""))
            #expect(page.contains("value=\"data-pribadi\""))
            for code in ["verifikasi-oss", "pengawasan-izin"] {
                #expect(!page.contains("value=\"\(code)\""), "\(code)")
                try await scene.clerk.send(
                    [("layanan", code)], to: "/meja/loket/orang/\(person.text)/mulai",
                    on: "/meja/loket/orang/\(person.text)")
                let status = await scene.clerk.status
                #expect(status == 422, "\(code)")
            }
            let account = city.citizens[0]
            let own = "/meja/loket/orang/\(account.text)"
            await scene.clerk.open(own)
            #expect(await !scene.clerk.text.contains("value=\"data-pribadi\""))
            try await scene.clerk.send([("layanan", "data-pribadi")], to: own + "/mulai", on: own)
            #expect(await scene.clerk.status == 403)
        }
    }

    @Test("whoever is proven to be the same person gets everything; another NIK gets nothing")
    func same() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let nik = DemoNames.person(0).nik
            let person = try await scene.enter("Warga Contoh")
            _ = try await scene.begin(person)
            _ = try await scene.send()
            let code = try await scene.fact("Kode untuk akun")
            _ = try await scene.begin(person)
            _ = try await scene.send()
            // The counter noted whose it is; citizen 0 is proven with that NIK, citizen 1 is not.
            try await city.house.store.write("test.nik") { tx in
                let vault = city.house.vault
                let seal = RowSeal(
                    vault: vault, key: try vault.key(person.value, in: tx),
                    table: "people_accounts", row: person.value)
                try tx.execute(
                    """
                    UPDATE people_walkins SET nik = \(try seal.close(nik, "walkin-nik")), \
                    nik_index = \(vault.index(nik, "people.nik")) WHERE account = \(person)
                    """)
            }
            let other = try await TestBrowser.citizen(1, of: city)
            try await claim(code, other)
            #expect(await other.status == 403)
            let own = try await TestBrowser.citizen(0, of: city)
            try await claim(code, own)
            #expect(await own.path == "/berkas")
            let account = city.citizens[0]
            #expect(
                try await scene.count(
                    "SELECT COUNT(*) FROM cases WHERE applicant = \(account)") == 2)
            #expect(try await scene.entries("counter.person-merged") == 1)
            // The record is closed: nobody finds it any more.
            try await scene.search("warga contoh")
            #expect(await !scene.clerk.text.contains("/meja/loket/orang/\(person.text)"))
        }
    }

    @Test("a citizen brings a draft to the counter by a code, and keeps it when it is left")
    func bring() async throws {
        try await TestCity.run { city in
            let draft = try await city.draft()
            let citizen = try await TestBrowser.citizen(0, of: city)
            await citizen.open("/draf/\(draft.text)/loket")
            #expect(await citizen.text.contains("KTP-el asli"))
            try await citizen.send(to: "/draf/\(draft.text)/loket")
            let shown = await citizen.text.split(separator: "counter-code\"><strong>")
                .dropFirst().first?.prefix { $0 != "<" }
            let code = String(try #require(shown))
            let stranger = try await TestBrowser.citizen(1, of: city)
            await stranger.open("/draf/\(draft.text)/loket")
            #expect(await stranger.status == 404)
            let scene = try await CounterScene(city)
            try await scene.search("K7M-P4XH")
            #expect(await scene.clerk.status == 422)
            try await scene.search(code)
            let form = "/meja/loket/isian/\(draft.text)"
            #expect(await scene.clerk.path == form)
            try await scene.clerk.send(to: form + "/lepas")
            await citizen.open("/draf/\(draft.text)")
            #expect(await citizen.status == 200)
            try await scene.search(code)
            let number = try await scene.send()
            await citizen.open("/berkas/\(number.text)")
            #expect(await citizen.status == 200)
            // Of an own account no code is needed.
            await scene.clerk.open("/meja/loket/terima/\(number.text)")
            #expect(await !scene.clerk.text.contains("Kode untuk akun"))
        }
    }
}
