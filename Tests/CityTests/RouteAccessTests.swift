import City
import Kernel
import People
import TestKit
import Testing
import Web

@Suite("Who may call which route")
struct RouteAccessTests {
    /// One of each kind who may stand before a door.
    private func callers(_ site: Site) async throws -> [Site.Caller] {
        var callers = [try await site.visitor(), try await site.citizen(0)]
        for post in [
            "dpmptsp-loket-1", "dpmptsp-analis-1", "dpmptsp-kepala", "dpmptsp-pengawas",
            "kesbangpol-analis-1", "diskominfo-admin", "diskominfo-ppdp",
        ] { callers.append(try await site.officer(post)) }
        return callers
    }

    private func places(_ city: TestCity) async throws -> Places {
        let places = try await Places.ofCase(try await city.submitted(), of: 0, in: city)
        let draft = try await Places.ofDraft(try await city.draft(1), of: 0, in: city)
        return Places(values: draft.values.merging(places.values) { first, _ in first })
    }

    @Test("every page opens for exactly those for whom its route is declared")
    func reading() async throws {
        try await TestCity.run { city in
            let site = try Site(city)
            let places = try await places(city)
            for caller in try await callers(site) {
                for route in site.shell.routes where route.method == .get && !route.isForPrograms {
                    // A live page goes on for ever for whom it has something to tell.
                    let places = route.output == .events ? places.with("nomor", "x") : places
                    let path = places.path(of: route)
                    let reply = await site.get(path, as: caller)
                    let note: Comment = "\(path) as \(caller.name): \(reply.status)"
                    #expect(reply.status < 500, note)
                    guard route.access.admits(caller.person) else {
                        let leads = caller.person == nil && [.page, .file].contains(route.output)
                        #expect(reply.status == (leads ? 303 : 403), note)
                        if leads { #expect(isDoor(reply, of: route), note) }
                        continue
                    }
                    #expect(reply.status != 403, note)
                    #expect(!isDoor(reply, of: route), note)
                }
            }
        }
    }

    /// Whether the reply asks to sign in first.
    private func isDoor(_ reply: TestReply, of route: Route) -> Bool {
        let door = if case .officer = route.access { "/petugas/masuk" } else { "/masuk" }
        return reply.header("location")?.hasPrefix(door + "?lanjut=") ?? false
    }

    /// Doors of browsers: programs show a secret of their own instead of a form token.
    private func forms(of site: Site) -> [Route] {
        site.shell.routes.filter {
            $0.method != .get && !$0.isForMachines && !$0.isForPrograms
        }
    }

    @Test("doors without a form token are these and no others")
    func machines() async throws {
        try await TestCity.run { city in
            let doors = try Site(city).shell.routes.filter(\.isForMachines)
            let sms = doors.filter { $0.key == nil }
            #expect(sms.map { "\($0.path)" } == ["/kanal/sms"])
            // All others want a key inside what is sent.
            let keyed = Set(doors.filter { $0.key != nil }.map { "\($0.path)" })
            let lists = ["requests", "servicerequestupdates"].flatMap {
                ["\($0).xml", "\($0).json"]
            }
            let known = ["v2", "uji/v2"].flatMap { end in lists.map { "/open311/\(end)/\($0)" } }
            #expect(keyed == Set(known))
        }
    }

    @Test("no form is taken without its token, whoever sends it")
    func forged() async throws {
        try await TestCity.run { city in
            let site = try Site(city)
            let places = try await places(city)
            let callers = try await callers(site)
            let acts = try await site.acts()
            for caller in callers {
                for route in forms(of: site) {
                    let path = places.path(of: route)
                    let reply = await site.send(route, path, as: caller, withToken: false)
                    #expect(reply.status == 403, "\(path) as \(caller.name)")
                }
            }
            #expect(try await site.acts() == acts)
        }
    }

    @Test("no form is taken from somebody for whom its route is not declared")
    func sending() async throws {
        try await TestCity.run { city in
            let site = try Site(city)
            let places = try await places(city)
            let callers = try await callers(site)
            let acts = try await site.acts()
            for caller in callers {
                for route in site.shell.routes
                where route.method != .get && !route.isForPrograms
                    && !route.access.admits(caller.person)
                {
                    let path = places.path(of: route)
                    let reply = await site.send(route, path, as: caller)
                    #expect(reply.status == 403, "\(path) as \(caller.name)")
                }
            }
            #expect(try await site.acts() == acts)
        }
    }

    @Test("a token of one session opens no form of another")
    func borrowed() async throws {
        try await TestCity.run { city in
            let site = try Site(city)
            let places = try await places(city)
            let owner = try await site.citizen(0)
            let other = try await site.citizen(1)
            let mixed = Site.Caller(
                name: "mixed", person: owner.person, cookie: owner.cookie, token: other.token)
            for route in forms(of: site) {
                let reply = await site.send(route, places.path(of: route), as: mixed)
                #expect(reply.status == 403, "\(route.path)")
            }
        }
    }

    @Test("an unknown method is 405 on every path and says what is allowed")
    func methods() async throws {
        try await TestCity.run { city in
            let site = try Site(city)
            let places = try await places(city)
            let visitor = try await site.visitor()
            for route in site.shell.routes {
                let known = site.shell.routes.filter { $0.path == route.path }
                for method in ["PUT", "DELETE", "PATCH", "QUERY"]
                where !known.contains(where: { $0.method.rawValue == method }) {
                    let request = TestRequest(
                        method, places.path(of: route), headers: [("Cookie", visitor.cookie)])
                    let reply = await site.shell.respond(to: request)
                    #expect(reply.status == 405, "\(method) \(route.path)")
                    let allowed = reply.header("allow") ?? ""
                    #expect(allowed.contains(route.method.rawValue), "\(method) \(route.path)")
                }
            }
        }
    }
}
