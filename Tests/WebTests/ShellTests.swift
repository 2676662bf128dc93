import Kernel
import People
import Testing

@testable import Web

@Suite("The shell")
struct ShellTests {
    @Test("Every word of the shell is there in both languages")
    func words() {
        #expect(Vocabulary(Shell.words).problems() == [])
    }

    @Test("Every route opens for exactly those it is declared for")
    func access() async throws {
        let site = try Fixture()
        let people: [(String?, Person?)] = [
            (nil, nil), ("citizen", .citizen(try Fixture.citizen())),
            ("officer", .officer(try Fixture.officer())),
            ("reader", .officer(try Fixture.officer(permissions: ["case.read"]))),
        ]
        for route in site.shell.routes where route.method == .get {
            for (token, person) in people {
                let reply = await site.get(route.path.filled("x"), as: token)
                if route.access.admits(person) {
                    #expect(![303, 403].contains(reply.status), "\(route.path) \(token ?? "-")")
                } else {
                    #expect(reply.status == (person == nil ? 303 : 403), "\(route.path)")
                }
            }
        }
        let away = await site.get("/petugas/berkas?q=a")
        #expect(away.header("location") == "/petugas/masuk?lanjut=%2Fpetugas%2Fberkas%3Fq%3Da")
    }

    @Test(
        "An unknown method on a known path is 405 and says what is allowed",
        arguments: [
            "PUT", "DELETE", "QUERY", "PATCH", "TRACE", "FOO", "POST",
        ])
    func methods(_ method: String) async throws {
        let site = try Fixture()
        let reply = await site.shell.respond(to: TestRequest(method, "/halo/x"))
        #expect(reply.status == 405)
        #expect(reply.header("allow") == "GET, HEAD, OPTIONS")
    }

    @Test("HEAD has the headers of GET and no body; OPTIONS says what is allowed")
    func head() async throws {
        let site = try Fixture()
        let full = await site.get("/")
        let head = await site.shell.respond(to: TestRequest("HEAD", "/"))
        #expect(head.status == 200)
        #expect(head.bytes.isEmpty)
        #expect(head.header("content-length") == full.header("content-length"))
        let options = await site.shell.respond(to: TestRequest("OPTIONS", "/catatan"))
        #expect(options.header("allow") == "GET, HEAD, OPTIONS, POST")
    }

    @Test(
        "Hostile addresses get a clean answer",
        arguments: [
            ("/halo/%00", 400), ("/halo/%zz", 400), ("/halo/%ff", 400), ("/halo/a%2Fb", 404),
            ("/../etc/passwd", 404), ("/halo/%2e%2e", 404), ("//halo", 404), ("/halo/a b", 400),
            ("nichts", 400), ("/halo/é", 400), ("/?%zz=1", 400), ("/tidak-ada", 404),
            ("/halo/%0d%0aSet-Cookie:x", 400),
        ])
    func hostile(_ target: String, _ status: Int) async throws {
        let reply = await (try Fixture()).get(target)
        #expect(reply.status == status)
        #expect(reply.header("content-type") == "text/html; charset=utf-8")
    }

    @Test("Too long an address is 414, too large a head 431")
    func sizes() async throws {
        let site = try Fixture()
        let long = await site.get("/halo/" + String(repeating: "a", count: 5_000))
        #expect(long.status == 414)
        let heavy = await site.get(
            "/", headers: [("X-Big", String(repeating: "a", count: 20_000))])
        #expect(heavy.status == 431)
    }

    @Test("What was typed into the address comes back escaped")
    func reflected() async throws {
        let reply = await (try Fixture()).get("/halo/%3Cscript%3E")
        #expect(reply.text.contains("<p id=\"kode\">&lt;script&gt;</p>"))
    }

    @Test("An unexpected error shows a number and nothing of the house")
    func unexpected() async throws {
        let reply = await (try Fixture()).get("/salah")
        #expect(reply.status == 500)
        #expect(!reply.text.contains("Missing"))
        #expect(reply.text.contains("<strong class=\"code\">"))
    }

    @Test("Machines get problem details")
    func problems() async throws {
        let reply = await (try Fixture()).get("/data")
        #expect(reply.status == 404)
        #expect(reply.header("content-type") == "application/problem+json")
        #expect(reply.text.contains("\"status\":404"))
    }

    @Test("The language is the asked one, else the remembered, else the preferred, else the city's")
    func language() async throws {
        let site = try Fixture()
        func lang(_ target: String, _ headers: [(name: String, value: String)]) async -> String {
            let text = await site.get(target, headers: headers).text
            return text.contains("<html lang=\"en\">") ? "en" : "id"
        }
        #expect(await lang("/", []) == "id")
        #expect(await lang("/", [("Accept-Language", "fr, en;q=0.8, id;q=0.5")]) == "en")
        #expect(await lang("/", [("Cookie", "bahasa=en")]) == "en")
        #expect(await lang("/?bahasa=id", [("Cookie", "bahasa=en")]) == "id")
        let asked = await site.get("/?bahasa=en")
        #expect(
            asked.headers("set-cookie").contains { $0.hasPrefix("bahasa=en; Path=/; SameSite=Lax") }
        )
    }

    @Test("Every answer carries the security headers", arguments: ["/", "/tidak-ada", "/healthz"])
    func headers(_ path: String) async throws {
        let reply = await (try Fixture(isSecure: true)).get(path)
        let policy = try #require(reply.header("content-security-policy"))
        #expect(!policy.contains("unsafe"))
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(reply.header("x-content-type-options") == "nosniff")
        #expect(reply.header("referrer-policy") == "same-origin")
    }

    @Test("Routes that contradict each other stop the start")
    func contradictions() {
        let twice = Fixture.routes + [Route.get("/warga") { (_: VisitorContext) in .redirect("/") }]
        #expect(throws: ShellFault.self) { try Fixture(routes: twice) }
    }

    @Test("Too many calls from one address are told when to come back")
    func rates() async throws {
        let clock = ManualClock(Fixture.start)
        let site = try Fixture(
            rates: [.pages: Rate(burst: 2, perSecond: 0.5)], clock: clock.clock)
        #expect(await site.get("/").status == 200)
        #expect(await site.get("/").status == 200)
        let refused = await site.get("/")
        #expect(refused.status == 429)
        #expect(refused.header("retry-after") == "2")
        let other = await site.shell.respond(to: TestRequest("GET", "/", peer: "192.0.2.9"))
        #expect(other.status == 200)
        clock.advance(milliseconds: 2_000)
        #expect(await site.get("/").status == 200)
    }
}
