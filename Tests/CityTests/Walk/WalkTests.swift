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

@Suite("The whole walk: every door, every person, every thing")
struct WalkTests {
    @Test("a door that is not in the table does not exist, and the other way round")
    func declared() async throws {
        try await TestCity.run { city in
            let site = try Site(city)
            let found = site.shell.routes.map { route in
                let who =
                    switch route.access {
                    case .everyone: "everyone"
                    case .person: "person"
                    case .citizen: "citizen"
                    case .officer(nil): "officer"
                    case .officer(let permission?): permission.rawValue
                    case .program(nil): "program"
                    case .program(let scope?): "program(\(scope.rawValue))"
                    }
                return WalkTable.Door(
                    method: route.method.rawValue, path: route.path.description, who: who)
            }
            #expect(WalkTable.all.count == Set(WalkTable.all).count)
            for door in Set(found).subtracting(WalkTable.all) {
                Issue.record("not in the table: \(door.method) \(door.path) \(door.who)")
            }
            for door in Set(WalkTable.all).subtracting(found) {
                Issue.record("no such door: \(door.method) \(door.path) \(door.who)")
            }
            let catalogue = try await city.house.shelf.published()
            #expect(Set(catalogue.roles.map(\.code.text)) == Set(WalkTable.roles.keys))
            #expect(Set(WalkTable.posts.values) == Set(WalkTable.roles.keys))
        }
    }

    @Test("every door opens for those of the table and for nobody else")
    func doors() async throws {
        try await WalkCity.run { walk in
            let site = walk.site
            let who = Dictionary(
                uniqueKeysWithValues: WalkTable.all.map { ("\($0.method) \($0.path)", $0.who) })
            let places = try #require(walk.places[.placed])
            let walkers = try await walk.walkers()
            let acts = try await site.acts()
            for walker in walkers {
                // Doors of programs are walked with tokens (`OpenAPITests`).
                for route in site.shell.routes where !route.isForPrograms {
                    let key = try #require(who["\(route.method.rawValue) \(route.path)"])
                    let mayEnter = walker.keys.contains(key)
                    // What is sent by those who may is judged by the object (below).
                    if mayEnter, route.method != .get { continue }
                    let isLive = route.output == .events
                    let path = (isLive ? places.with("nomor", "x") : places).path(of: route)
                    let reply = await site.send(route, path, as: walker.caller)
                    let door = reply.header("location")?.contains("/masuk?lanjut=") ?? false
                    let note: Comment = "\(route.method) \(path), \(walker.name): \(reply.status)"
                    #expect(reply.status < 500, note)
                    if mayEnter {
                        #expect(reply.status != 403 && !door, note)
                    } else {
                        #expect(reply.status == 403 || door, note)
                    }
                }
            }
            #expect(try await site.acts() == acts)
        }
    }

    @Test(
        "every case opens for those whom it concerns; for all others it never was",
        arguments: TestEngine.available)
    func cases(_ engine: TestEngine) async throws {
        try await WalkCity.run(on: engine) { walk in
            let site = walk.site
            let walkers = try await walk.walkers().filter { $0.keys.contains("person") }
            let acts = try await site.acts()
            // Both engines answer by the same statements: every other person is enough for one.
            for (n, walker) in walkers.enumerated() where engine == .sqlite || n % 3 == 0 {
                let prefix = walker.isOfficer ? "/meja/berkas/{nomor}" : "/berkas/{nomor}"
                let routes = site.shell.routes.filter { $0.path.description.hasPrefix(prefix) }
                #expect(routes.count > 10)
                for (thing, places) in walk.places {
                    let isSeen = walker.sees.contains(thing)
                    for route in routes where !isSeen || route.path.description == prefix {
                        let reply = await settled(walk, route, places, walker)
                        #expect(
                            reply.status == (isSeen ? 200 : 404),
                            "\(route.method) \(route.path) \(thing), \(walker.name)")
                    }
                }
            }
            #expect(try await site.acts() == acts)
        }
    }

    /// The answer, or that of the page to which the address of a form sends a reader.
    private func settled(
        _ walk: WalkCity, _ route: Route, _ places: Places, _ walker: WalkCity.Walker
    ) async -> TestReply {
        let reply = await walk.site.send(route, places.path(of: route), as: walker.caller)
        guard route.method == .get, reply.status == 303,
            let next = reply.header("location"), next.hasPrefix("/berkas/")
        else { return reply }
        return await walk.site.get(next, as: walker.caller)
    }
}
