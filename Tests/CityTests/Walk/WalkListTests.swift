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

@Suite("The whole walk: lists, searches, counts, and what one owns")
struct WalkListTests {
    private static let lists = [
        "/meja", "/meja?daftar=saya", "/meja?daftar=pesan", "/meja?daftar=segera",
        "/meja?daftar=terlambat", "/meja?daftar=menunggu", "/meja?daftar=tim", "/meja/putusan",
        "/meja/paraf", "/meja/berikut", "/meja?layanan=reklame", "/meja?daftar=tim&pemegang=belum",
    ]

    @Test(
        "no list, search, count or link tells of a case that its reader may not see",
        arguments: TestEngine.available)
    func lists(_ engine: TestEngine) async throws {
        try await WalkCity.run(on: engine) { walk in
            let people = (0..<2).map(DemoNames.person)
            let searches = people.flatMap { [$0.nik, $0.name, $0.phone, $0.email] }.map {
                "/meja?q=" + PercentCoding.encode($0)
            }
            for (thing, citizen) in [(WalkCity.Thing.shared, 1), (.placed, 0), (.right, 0)] {
                guard let id = walk.cases[thing] else { continue }
                try await walk.city.ask(id, of: citizen)
            }
            let walkers = try await walk.walkers().filter(\.isOfficer)
            for walker in walkers {
                for list in Self.lists + searches {
                    let reply = await walk.site.get(list, as: walker.caller)
                    #expect(reply.status < 400, "\(list), \(walker.name)")
                    try expectOwn(reply, walk, walker, list)
                    if reply.status == 200, list.hasPrefix("/meja?daftar=") || list == "/meja",
                        !list.contains("&")
                    {
                        expectCount(reply.text, walker, list)
                    }
                }
                for (thing, number) in walk.numbers {
                    let found = await walk.site.get("/meja?q=\(number.text)", as: walker.caller)
                    let leads = found.header("location") == "/meja/berkas/\(number.text)"
                    #expect(leads == walker.sees.contains(thing), "\(thing), \(walker.name)")
                    try expectOwn(found, walk, walker, "search for \(thing)")
                }
            }
            // Not because nothing is found at all.
            let clerk = try #require(walkers.first { $0.name == "dpmptsp-loket-1" })
            let found = await walk.site.get(try #require(searches.first), as: clerk.caller)
            #expect(found.text.contains("/meja/berkas/\(walk.numbers[.placed]?.text ?? "-")\""))
        }
    }

    private func expectOwn(
        _ reply: TestReply, _ walk: WalkCity, _ walker: WalkCity.Walker, _ list: String
    ) throws {
        let text = reply.text + (reply.header("location") ?? "") + "\""
        for (thing, number) in walk.numbers where !walker.sees.contains(thing) {
            #expect(
                !text.contains("/meja/berkas/\(number.text)\""),
                "\(thing) on \(list), \(walker.name)")
        }
    }

    /// The count beside the list that is shown is that of its rows.
    private func expectCount(_ text: String, _ walker: WalkCity.Walker, _ list: String) {
        guard
            let tab = text.split(separator: "aria-current=\"page\">").last(where: {
                $0.prefix(120).contains("class=\"badge\">")
            }), let badge = tab.split(separator: "class=\"badge\">").dropFirst().first
        else {
            Issue.record("no count on \(list), \(walker.name)")
            return
        }
        let rows = text.split(separator: "class=\"case-number\"").count - 1
        #expect(Int(badge.prefix { $0 != "<" }) == rows, "\(list), \(walker.name)")
    }

    @Test(
        "a link names the other case to those who may see that one",
        arguments: TestEngine.available)
    func links(_ engine: TestEngine) async throws {
        try await WalkCity.run(on: engine) { walk in
            let city = walk.city
            let shared = try #require(walk.cases[.shared])
            let (here, there) = (walk.numbers[.shared], walk.numbers[.placed])
            let other = try #require(there)
            try await city.house.cases.link(
                try await city.act(shared, "dpmptsp-kepala"), .parent, to: other,
                reason: "Perkara yang sama di tempat lain")
            let walkers = try await walk.walkers()
            for (page, number, seen) in [
                ("\(here?.text ?? "")", other.text, WalkCity.Thing.placed),
                (other.text, "\(here?.text ?? "")", .shared),
            ] {
                let thing: WalkCity.Thing = seen == .placed ? .shared : .placed
                for walker in walkers where walker.sees.contains(thing) {
                    let path = (walker.isOfficer ? "/meja/berkas/" : "/berkas/") + page
                    let text = await walk.site.get(path, as: walker.caller).text
                    let names = text.contains(number)
                    #expect(names == walker.sees.contains(seen), "\(path), \(walker.name)")
                    #expect(walker.sees.contains(seen) || !text.contains("Perkara yang sama"))
                }
            }
        }
    }

    @Test("what one citizen has another one neither reads nor changes")
    func ownThings() async throws {
        try await WalkCity.run { walk in
            let city = walk.city
            let site = walk.site
            let draft = try await Places.ofDraft(try await city.draft(3, of: 1), of: 1, in: city)
            let session = try #require(
                try await city.house.sessions.list(
                    try await citizenSession(1, walk)
                ).first)
            let factor = city.house.world.uuid()
            let content = [UInt8](repeating: 1, count: 40)
            try await city.house.store.write("test.factor") { tx in
                _ = try tx.execute(
                    """
                    INSERT INTO people_factors (id, account, kind, content, counter, created_at) \
                    VALUES (\(factor), \(city.citizens[1]), 'spare', \(content), 0, 0)
                    """)
            }
            let upload = try await upload(to: draft, of: 1, in: city)
            let walkers = try await walk.walkers().filter {
                $0.keys.contains("person") && $0.caller.person?.account != city.citizens[1]
            }
            for walker in walkers {
                let ids = [
                    "/akun/perangkat/{id}/keluar": session.id.text,
                    "/keamanan/perangkat/{id}/keluar": session.id.text,
                    "/keamanan/faktor/{id}/hapus": factor.text,
                ]
                for route in site.shell.routes {
                    if let id = ids[route.path.description] {
                        _ = await site.send(
                            route, Places(values: ["id": id]).path(of: route), as: walker.caller)
                    }
                    guard walker.keys.contains("citizen") else { continue }
                    if route.path.description.hasPrefix("/unggahan/") {
                        let path = Places(values: ["upload": upload.text]).path(of: route)
                        let reply = await site.send(route, path, as: walker.caller)
                        // To take back what is not there is no mistake.
                        let isCancel = route.path.description.hasSuffix("/batal")
                        #expect(isCancel || reply.status == 404, "\(route.method) \(path)")
                    }
                    guard route.path.description.hasPrefix("/draf/") else { continue }
                    let reply = await site.send(route, draft.path(of: route), as: walker.caller)
                    let leads = reply.status == 303 && route.method != .get
                    let isOn = reply.header("location")?.hasSuffix("/periksa") ?? false
                    #expect(
                        reply.status == 404 || leads || isOn,
                        "\(route.method) \(route.path), \(walker.name): \(reply.status)")
                }
            }
            _ = try await city.house.uploads.find(upload, account: city.citizens[1])
            let sessions = try await city.house.sessions.list(city.citizens[1])
            #expect(sessions.contains { $0.id == session.id })
            let left = try await city.house.store.read("test.left") { reader in
                try reader.row("SELECT COUNT(*) FROM people_factors WHERE id = \(factor)")?.int(0)
            }
            #expect(left == 1)
            let kept = try await city.house.store.read("test.draft") { reader in
                try reader.row(
                    "SELECT COUNT(*) FROM drafts WHERE account = \(city.citizens[1])")?.int(0)
            }
            #expect(kept == 1)
        }
    }

    /// A file that is on its way to a draft.
    private func upload(
        to draft: Places, of n: Int, in city: TestCity
    ) async throws -> UploadID {
        let id = try #require(draft.values["id"].flatMap { CaseID(text: $0) })
        return try await city.house.uploads.begin(
            id, account: city.citizens[n], field: "proposal",
            rule: FileRule(kinds: [.pdf], maxBytes: 9_000, maxCount: 9), name: "a.pdf", size: 2_000
        ).id
    }

    private func citizenSession(_ n: Int, _ walk: WalkCity) async throws -> AccountID {
        _ = try await walk.site.citizen(n)
        return walk.city.citizens[n]
    }

    @Test("a citizen's own pages hold nothing of anybody else")
    func ownPages() async throws {
        try await WalkCity.run { walk in
            for walker in try await walk.walkers() where walker.keys.contains("citizen") {
                for path in ["/berkas", "/akun", "/akun/akses", "/data-saya", "/keamanan"] {
                    let reply = await walk.site.get(path, as: walker.caller)
                    #expect(reply.status == 200, "\(path)")
                    for (thing, number) in walk.numbers where !walker.sees.contains(thing) {
                        #expect(!reply.text.contains(number.text), "\(path), \(walker.name)")
                    }
                    for n in 0..<4 where walk.city.citizens[n] != walker.caller.person?.account {
                        let other = DemoNames.person(n)
                        #expect(!reply.text.contains(other.email), "\(path), \(walker.name)")
                        #expect(!reply.text.contains(other.nik), "\(path), \(walker.name)")
                    }
                }
            }
        }
    }
}

extension TestCity {
    /// The applicant asks something on a case.
    fileprivate func ask(_ id: CaseID, of citizen: Int) async throws {
        let number = try await standing(id).record.number
        let browser = try await TestBrowser.citizen(citizen, of: self)
        await browser.open("/berkas/\(number.text)")
        try await browser.send([("pesan", "Kapan selesai?")], to: "/berkas/\(number.text)/pesan")
    }
}
