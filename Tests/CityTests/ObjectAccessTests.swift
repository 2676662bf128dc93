import Cases
import City
import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("What belongs to somebody else is as if it were not there")
struct ObjectAccessTests {
    /// Tries every route that is open to the caller and leads to the object: each must answer
    /// exactly as for an object that never was, and nothing may be written down.
    private func expectNothing(
        _ site: Site, _ places: Places, for caller: Site.Caller, _ prefix: String,
        never: (segment: String, value: String)
    ) async throws {
        let acts = try await site.acts()
        let routes = site.shell.routes.filter {
            $0.access.admits(caller.person) && $0.access != .everyone
                && $0.path.description.hasPrefix(prefix)
        }
        #expect(routes.count > 5)
        for route in routes {
            let path = places.path(of: route)
            let reply = await settled(site, route, path, caller)
            let gone = places.with(never.segment, never.value).path(of: route)
            let none = await settled(site, route, gone, caller)
            let note: Comment = "\(route.method) \(path) as \(caller.name): \(reply.status)"
            #expect(reply.status == none.status, note)
            #expect(reply.header("location") == none.header("location"), note)
            // Deleting what is gone already leads on to one's own list.
            #expect(reply.status == 404 || (reply.status == 303 && route.method == .post), note)
        }
        #expect(try await site.acts() == acts)
    }

    /// The answer, or where it leads: the address of a form sends a reader on to the page of its
    /// object without looking, and that page must be gone.
    private func settled(
        _ site: Site, _ route: Route, _ path: String, _ caller: Site.Caller
    ) async -> TestReply {
        let reply = await site.send(route, path, as: caller)
        guard route.method == .get, reply.status == 303,
            let next = reply.header("location"),
            next.hasPrefix("/berkas/") || next.hasPrefix("/draf/")
        else { return reply }
        return await site.get(next, as: caller)
    }

    private func expectNoCase(
        _ site: Site, _ places: Places, for caller: Site.Caller
    ) async throws {
        let prefix =
            if case .officer = caller.person { "/meja/berkas/{nomor}" } else { "/berkas/{nomor}" }
        try await expectNothing(
            site, places, for: caller, prefix,
            never: ("nomor", TrackingCode(random: .seeded(3)).text))
    }

    @Test(
        "a citizen finds nothing of another citizen's case, its files and its letter",
        arguments: TestEngine.available)
    func foreignCase(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try Site(city)
            let id = try await city.submitted()
            try await city.bring(id, to: .handover)
            let places = try await Places.ofCase(id, of: 0, in: city)
            try await expectNoCase(site, places, for: try await site.citizen(1))
            let owner = try await site.citizen(0)
            for path in ["", "/lampiran/\(places.values["blob"] ?? "")", "/surat.pdf"] {
                let address = "/berkas/\(places.values["nomor"] ?? "")" + path
                #expect(await site.get(address, as: owner).status == 200, "\(address)")
            }
        }
    }

    @Test("a citizen finds nothing of another citizen's draft", arguments: TestEngine.available)
    func foreignDraft(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try Site(city)
            let places = try await Places.ofDraft(try await city.draft(), of: 0, in: city)
            try await expectNothing(
                site, places, for: try await site.citizen(1), "/draf/{id}",
                never: ("id", city.house.world.uuid().text))
            let values = places.values
            let draft = "/draf/\(values["id"] ?? "")"
            let owner = try await site.citizen(0)
            for path in [
                "/\(values["group"] ?? "")",
                "/berkas/\(values["field"] ?? "")/\(values["blob"] ?? "")",
            ] {
                #expect(await site.get(draft + path, as: owner).status == 200, "\(path)")
            }
        }
    }

    @Test(
        "an officer finds nothing of a case that his unit has nothing to do with",
        arguments: TestEngine.available)
    func foreignUnit(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try Site(city)
            let id = try await city.submitted()
            let places = try await Places.ofCase(id, of: 0, in: city)
            // Kesbangpol has not been asked yet.
            for post in ["diskominfo-admin", "kesbangpol-analis-1"] {
                try await expectNoCase(site, places, for: try await site.officer(post))
            }
            let page = "/meja/berkas/\(places.values["nomor"] ?? "")"
            let file = page + "/lampiran/\(places.values["blob"] ?? "")"
            let desk = try await site.officer("dpmptsp-loket-1")
            #expect(await site.get(page, as: desk).status == 200)
            #expect(await site.get(file, as: desk).status == 200)
            try await city.bring(id, to: .recommend)
            let asked = try await site.officer("kesbangpol-analis-1")
            #expect(await site.get(page, as: asked).status == 200)
            try await expectNoCase(
                site, places, for: try await site.officer("diskominfo-admin"))
        }
    }

    @Test(
        "a file opens through its own case and draft only", arguments: TestEngine.available)
    func foreignFile(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try Site(city)
            let theirs = try await Places.ofCase(
                try await city.submitted(), of: 0, in: city)
            let own = try await Places.ofCase(
                try await city.submitted(1, of: 1), of: 1, in: city)
            let draft = try await Places.ofDraft(
                try await city.draft(2, of: 1), of: 1, in: city)
            let blob = try #require(theirs.values["blob"])
            let citizen = try await site.citizen(1)
            let desk = try await site.officer("dpmptsp-loket-1")
            let mixed = Places(
                values: draft.values.merging(own.values) { first, _ in first }
            ).with("blob", blob)
            let routes = site.shell.routes.filter {
                $0.method == .get && $0.path.names.contains("blob")
            }
            #expect(routes.count >= 3)
            for route in routes {
                let caller = route.access.admits(desk.person) ? desk : citizen
                let reply = await site.get(mixed.path(of: route), as: caller)
                let isTurnedHome =
                    reply.header("location") == "/berkas/\(own.values["nomor"] ?? "")"
                #expect(reply.status == 404 || isTurnedHome, "\(route.path)")
            }
        }
    }

    @Test(
        "a post bound to another region sees nothing: no page, file, list, count or search",
        arguments: TestEngine.available)
    func foreignRegion(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try Site(city)
            let id = try await city.advertisement()
            let record = try await city.standing(id).record
            let region = try #require(record.region)
            let places = try await Places.ofCase(id, of: 0, in: city)
            let post = "dpmptsp-loket-1"
            let search = "/meja?q=\(record.number.text)"
            let page = "/meja/berkas/\(record.number.text)"
            let bound = try await site.officer(post)
            #expect(await site.get(page, as: bound).status == 200)
            for code in [region, try #require(RegionCode("32.71.01.1001"))] {
                try await city.house.store.write("test.bind") { tx in
                    _ = try tx.execute(
                        "UPDATE people_positions SET region = \(code.text) WHERE code = \(post)")
                }
                city.house.directory.forget()
                let officer = try await site.officer(post)
                guard code != region else {
                    #expect(await site.get(page, as: officer).status == 200)
                    #expect(await shows(page, at: search, site, officer))
                    continue
                }
                try await expectNoCase(site, places, for: officer)
                for path in ["/meja", search, "/meja?daftar=baru", "/meja?daftar=pesan"] {
                    #expect(await !shows(page, at: path, site, officer), "\(path)")
                }
            }
        }
    }

    /// Whether a page names another, or leads to it at once.
    private func shows(
        _ page: String, at path: String, _ site: Site, _ caller: Site.Caller
    ) async -> Bool {
        let reply = await site.get(path, as: caller)
        return reply.text.contains(page) || reply.header("location")?.contains(page) ?? false
    }
}
