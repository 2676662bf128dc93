import Cases
import City
import Contracts
import Identity
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@Suite("The whole walk: what belongs to one officer or one office")
struct WalkOfficeTests {
    @Test(
        "an emergency opens one case to one officer, to be read; nothing else, and to nobody else",
        arguments: TestEngine.available)
    func emergency(_ engine: TestEngine) async throws {
        try await WalkCity.run(on: engine) { walk in
            let city = walk.city
            let number = try #require(walk.numbers[.shared])
            let places = try #require(walk.places[.shared])
            let walkers = try await walk.walkers()
            try await city.house.cases.breakGlass(
                number, by: try await city.officer("disdukcapil-kepala"),
                reason: "Ambulans menunggu alamat pemohon")
            city.house.directory.forget()
            let page = "/meja/berkas/\(number.text)"
            let acts = try await walk.site.acts()
            for walker in walkers where walker.isOfficer && !walker.sees.contains(.shared) {
                let isOpen = walker.name == "disdukcapil-kepala"
                let reply = await walk.site.get(page, as: walker.caller)
                #expect(reply.status == (isOpen ? 200 : 404), "\(walker.name)")
                let list = await walk.site.get("/meja", as: walker.caller)
                #expect(!list.text.contains("\(page)\""), "\(walker.name)")
                guard isOpen else { continue }
                for route in walk.site.shell.routes
                where route.method != .get && route.path.description.hasPrefix("/meja/berkas/") {
                    let sent = await walk.site.send(
                        route, places.path(of: route), as: walker.caller)
                    // To be shown the contact is to read, and is noted. What no form would send is
                    // refused before anybody asks whose case it is: he sees the page anyway.
                    let isLook = route.path.description.hasSuffix("/tampilkan")
                    let isRefused = sent.status == 404 || sent.status == 422
                    #expect(isLook ? sent.status == 303 : isRefused, "\(route.path)")
                }
            }
            #expect(try await walk.site.acts() == acts)
            // The inspectorate reads of it, and not the case.
            let auditor = try #require(walkers.first { $0.name == "inspektorat-auditor-1" })
            let list = await walk.site.get("/meja/pemeriksaan", as: auditor.caller)
            #expect(list.text.contains(number.text))
        }
    }

    @Test("who stands before one counter is seen at no other")
    func counter() async throws {
        try await WalkCity.run { walk in
            let house = walk.city.house
            let desk = CounterDesk(
                accounts: house.accounts, directory: house.directory, access: house.access,
                zone: house.zone)
            let walkers = try await walk.walkers()
            let account = walk.city.citizens[3]
            try await desk.makeCode(for: account)
            let code = try #require(try await desk.code(of: account)).code
            let visit = try await desk.take(
                code.text, by: try await walk.city.officer("dpmptsp-loket-1"))
            let path = "/meja/identitas/\(visit.text)"
            for walker in walkers where walker.keys.contains("people.prove") {
                let reply = await walk.site.get(path, as: walker.caller)
                let isOwn = walker.name == "dpmptsp-loket-1"
                #expect(reply.status == (isOwn ? 200 : 404), "\(walker.name)")
                guard !isOwn else { continue }
                let sent = await walk.site.shell.respond(
                    to: .form(
                        path,
                        [
                            ("_tanda", walker.caller.token), ("nik", "3271031708900001"),
                            ("nama", "Siti Kartu Contoh"), ("kartu", "ya"), ("wajah", "ya"),
                        ], headers: [("Cookie", walker.caller.cookie)]))
                #expect(sent.status == 404, "\(walker.name)")
            }
            #expect(try await house.accounts.citizen(account)?.level == .contact)
        }
    }

    @Test("a delegation is ended by those who might have given it, a grant decided by another")
    func orders() async throws {
        try await WalkCity.run { walk in
            let house = walk.city.house
            let walkers = try await walk.walkers()
            let today = Day(walk.city.clock.now, in: house.zone)
            let running = try await house.store.read("test.running") { reader in
                try Delegations(ledger: house.ledger, world: house.world, zone: house.zone)
                    .list(on: today, in: reader)
            }
            let delegation = try #require(running.first)
            let admin = try await walk.city.officer("diskominfo-admin")
            let post = try #require(
                try await house.store.read("test.post") { reader in
                    try house.directory.position(code: "wali-kota", in: reader)
                })
            let grants = Grants(
                store: house.store, vault: house.vault, ledger: house.ledger,
                directory: house.directory, world: house.world, zone: house.zone)
            try await grants.ask(
                .give, .inspect, for: post.id, reason: "Untuk pemeriksaan tahunan",
                by: admin.account)
            let request = try #require(try await grants.requests().first)
            for walker in walkers where walker.isOfficer {
                // The post is that of Disdukcapil's head: he may, and whoever stands in for him.
                let mayEnd = ["disdukcapil-kepala", "setda-analis-1"].contains(walker.name)
                let mayDecide = walker.name == "inspektorat-auditor-1"
                if !mayEnd {
                    await send(walk, walker, "/meja/penugasan/\(delegation.id.text)/akhir", [])
                }
                if !mayDecide {
                    await send(
                        walk, walker, "/meja/wewenang/\(request.id.text)", [("putusan", "setuju")])
                }
            }
            let left = try await house.store.read("test.left") { reader in
                try Delegations(ledger: house.ledger, world: house.world, zone: house.zone)
                    .find(delegation.id, in: reader)
            }
            #expect(left == delegation)
            #expect(try await grants.requests().first?.state == .open)
        }
    }

    private func send(
        _ walk: WalkCity, _ walker: WalkCity.Walker, _ path: String,
        _ fields: [(name: String, value: String)]
    ) async {
        let reply = await walk.site.shell.respond(
            to: .form(
                path, [("_tanda", walker.caller.token)] + fields,
                headers: [("Cookie", walker.caller.cookie)]))
        #expect((400..<500).contains(reply.status), "\(path), \(walker.name): \(reply.status)")
    }

    @Test("nobody is erased or restricted on a case that asks for something else")
    func rights() async throws {
        try await WalkCity.run { walk in
            let walkers = try await walk.walkers()
            let officer = try #require(walkers.first { $0.name == "diskominfo-ppdp" })
            let acts = try await walk.site.acts()
            for (thing, number) in walk.numbers {
                for act in ["hapus", "batasi"] where !(thing == .right && act == "hapus") {
                    let path = "/meja/data-pribadi/\(act)/\(number.text)"
                    let page = await walk.site.get(path, as: officer.caller)
                    #expect(page.status == 404, "\(path)")
                    await send(walk, officer, path, [("berkas", "semua")])
                }
                await send(
                    walk, officer, "/meja/data-pribadi/batasi/\(number.text)/cabut", [])
            }
            #expect(try await walk.site.acts() == acts)
        }
    }
}
