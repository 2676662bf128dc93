import Cases
import City
import Contracts
import Kernel
import Notices
import People
import Store
import TestKit
import Testing
import Web

@Suite("Acting for others on the pages")
struct ProxyPageTests {
    @Test(
        "from the offer to a case that somebody else sent", arguments: TestEngine.available)
    func wholeWay(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = ProxyScene(city)
            let (giver, agent) = (
                try await TestBrowser.citizen(0, of: city),
                try await TestBrowser.citizen(1, of: city)
            )
            let (giverName, agentName) = (DemoNames.person(0).name, DemoNames.person(1).name)
            try await giver.send(
                [
                    ("layanan", "penelitian"), ("dari", ""),
                    ("sampai", scene.today.adding(days: 30).iso),
                ], to: "/wakil/kuasa", on: "/wakil/kuasa")
            #expect(await giver.status == 200)
            let code = try await shownCode(giver)
            try await agent.send([("kode", code)], to: "/wakil/ambil", on: "/wakil")
            #expect(await agent.text.contains("Kode diterima"))
            #expect(await !agent.text.contains("Bertindak atas namanya"))
            await giver.open("/wakil")
            #expect(await giver.text.contains(agentName))
            let id = try #require(try await scene.mandates.given(by: scene.giver).first).mandate.id
            try await giver.send(to: "/wakil/\(id.text)/setuju")
            #expect(await giver.text.contains("Kuasa berlaku"))
            let draft = try await city.draft(0)
            await agent.open("/wakil")
            try await agent.send(to: "/wakil/pakai")
            #expect(await agent.path == "/berkas")
            #expect(await agent.text.contains("Urusan dikerjakan atas nama \(giverName)."))
            #expect(await agent.text.contains(draft.text))
            try await agent.send(
                [("pernyataan", "ya")], to: "/draf/\(draft.text)/kirim",
                on: "/draf/\(draft.text)/periksa")
            let sent = await agent.text
            #expect(await agent.status == 200, "\(sent.prefix(2_000))")
            let record = try await city.standing(draft).record
            #expect(record.applicant == scene.giver)
            #expect(try await scene.actors(of: draft) == [.agent(scene.agent)])
            await giver.open("/berkas/\(record.number.text)")
            #expect(await giver.text.contains(agentName))
            let officer = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await officer.open("/meja/berkas/\(record.number.text)")
            let desk = await officer.text
            #expect(desk.contains("Diwakili oleh") && desk.contains(agentName))
            #expect(desk.contains(giverName))
            // Both are told.
            try await city.house.workOnce()
            let mails = try await city.house.store.read("test.mails") { reader in
                try city.house.notices.recent(limit: 50, in: reader)
                    .filter { $0.template == "submitted" }.map(\.address)
            }
            #expect(Set(mails) == [DemoNames.person(0).email, DemoNames.person(1).email])
        }
    }

    @Test("a hat opens nothing but its errands, and falls off when the mandate ends")
    func walls() async throws {
        try await TestCity.run { city in
            let scene = ProxyScene(city)
            let early = try await city.standing(try await city.submitted(0)).record.number.text
            city.wait(days: 1)
            let id = try await scene.given("penelitian")
            let inside = try await city.standing(try await city.submitted(1)).record.number.text
            let other = try await city.standing(try await city.advertisement(of: 0)).record.number
                .text
            let agent = try await TestBrowser.citizen(1, of: city)
            await agent.open("/berkas/\(inside)")
            #expect(await agent.status == 404)
            await agent.open("/wakil")
            try await agent.send(to: "/wakil/pakai")
            await agent.open("/berkas/\(inside)")
            #expect(await agent.status == 200)
            for hidden in [early, other] {
                await agent.open("/berkas/\(hidden)")
                #expect(await agent.status == 404)
            }
            await agent.open("/berkas")
            let list = await agent.text
            #expect(list.contains(inside) && !list.contains(early) && !list.contains(other))
            await agent.open("/layanan/reklame")
            try await agent.press("/layanan/reklame/draf")
            #expect(await agent.status == 403)
            // Pages of the account stay the agent's own.
            for page in ["/akun", "/data-saya", "/keamanan", "/akun/identitas"] {
                await agent.open(page)
                #expect(await agent.status == 200)
                #expect(await !agent.text.contains(DemoNames.person(0).email), "\(page)")
            }
            try await scene.mandates.end(id, by: scene.giver)
            await agent.open("/berkas/\(inside)")
            #expect(await agent.status == 404)
            #expect(await !agent.text.contains("Urusan dikerjakan atas nama"))
            await agent.open("/wakil")
            try await agent.press("/wakil/pakai", [("mandat", id.text)])
            #expect(await agent.text.contains("Kuasa ini tidak berlaku lagi"))
        }
    }

    @Test("nobody puts on somebody else's hat; changing it changes the token of the session")
    func hats() async throws {
        try await TestCity.run { city in
            let scene = ProxyScene(city)
            let id = try await scene.given("penelitian")
            let stranger = try await TestBrowser.citizen(2, of: city)
            await stranger.open("/wakil")
            try await stranger.press("/wakil/pakai", [("mandat", id.text)])
            #expect(await !stranger.text.contains("Urusan dikerjakan atas nama"))
            for way in ["setuju", "akhiri"] {
                try await stranger.press("/wakil/\(id.text)/\(way)")
                let held = try await scene.mandates.held(by: scene.agent).first
                #expect(held?.mandate.state == .active)
            }
            let agent = try await TestBrowser.citizen(1, of: city)
            let before = await agent.cookies["sesi"]
            await agent.open("/wakil")
            try await agent.send(to: "/wakil/pakai")
            let after = await agent.cookies["sesi"]
            #expect(before != after)
        }
    }

    @Test("a business from its name to a proven one, and a child, on the pages")
    func parties() async throws {
        try await TestCity.run { city in
            let citizen = try await TestBrowser.citizen(0, of: city)
            try await citizen.send(
                [("nama", "CV Contoh Maju"), ("nib", "123"), ("npwp", "")], to: "/wakil/usaha",
                on: "/wakil/usaha")
            #expect(await citizen.status == 422)
            #expect(await citizen.text.contains("value=\"CV Contoh Maju\""))
            try await citizen.send(
                [("nama", "CV Contoh Maju"), ("nib", "9120304050607"), ("npwp", "")],
                to: "/wakil/usaha")
            #expect(await citizen.text.contains("Usaha ditambahkan"))
            try await citizen.send(to: "/wakil/kode")
            let code = try await shownCode(citizen)
            let officer = try await TestBrowser.officer("disdukcapil-loket-1", of: city)
            try await officer.send([("kode", code)], to: "/meja/wakil", on: "/meja/wakil")
            let path = await officer.path
            #expect(path.hasPrefix("/meja/wakil/"))
            try await officer.send(
                [
                    ("nomor_surat", "9120304050607"), ("nama", "CV CONTOH MAJU"),
                    ("surat", "ya"), ("ktp", "ya"),
                ], to: path)
            #expect(await officer.text.contains("Surat dicatat"))
            await citizen.open("/wakil")
            #expect(await citizen.text.contains("Terbukti di loket"))
            await citizen.open("/wakil/anak")
            let child = try #require(DemoFamily.child(0))
            #expect(await citizen.text.contains(child.nik.text))
            try await citizen.send(
                [
                    ("nik", child.nik.text), ("kk", child.familyCard.text), ("nama", child.name),
                    ("lahir", child.born.iso),
                ], to: "/wakil/anak")
            #expect(await citizen.text.contains("Anak ditambahkan"))
            for page in ["/wakil", "/wakil/usaha", "/wakil/anak", "/wakil/kuasa"] {
                await citizen.open("\(page)?bahasa=en")
                #expect(await !citizen.text.contains("⟦"), "\(page)")
            }
        }
    }

    @Test("an agent hears nothing of what was begun before, and no member files rights")
    func reach() async throws {
        try await TestCity.run { city in
            let scene = ProxyScene(city)
            let early = try await city.submitted(0)
            city.wait(days: 1)
            try await scene.given("penelitian", "data-pribadi")
            try await city.house.cases.withdraw(early, by: scene.giver, reason: "Sudah selesai.")
            try await city.house.workOnce()
            let told = try await city.house.store.read("test.told") { reader in
                try city.house.notices.recent(limit: 50, in: reader)
                    .filter { $0.template == "withdrawn" }.map(\.address)
            }
            #expect(told == [DemoNames.person(0).email])
            let agent = try await TestBrowser.citizen(1, of: city)
            await agent.open("/wakil")
            try await agent.send(to: "/wakil/pakai")
            await agent.open("/layanan/data-pribadi")
            try await agent.press("/layanan/data-pribadi/draf")
            #expect(await agent.status == 403)
            await agent.open("/akun/akses")
            #expect(await agent.status == 200)
        }
    }
}
