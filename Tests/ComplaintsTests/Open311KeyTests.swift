import Cases
import City
import Contracts
import Kernel
import Ledger
import Open311
import People
import Store
import TestKit
import Testing
import Web

@Suite("Open311: keys, allowances, and errors of every kind")
struct Open311KeyTests {
    @Test("without a key that holds nothing is taken: 403, in both formats")
    func keys() async throws {
        try await Open311Scene.run { scene in
            let tokens = scene.city.house.tokens
            let ended = try await tokens.give(
                try await scene.city.officer("diskominfo-admin").account, name: "uji",
                scopes: [.reports], days: 30, by: .system("test"))
            try await tokens.end(ended.id, by: .system("test"))
            let other = try await Open311Scene.token(scene.city, "diskominfo-admin", [.cases])
            let wrong = "pdp_" + String(repeating: "ab", count: 32)
            for path in ["requests", "servicerequestupdates"] {
                for format in GeoFormat.allCases {
                    for key in ["", " ", "x", wrong, other, ended.secret] {
                        let reply = await scene.post(
                            Open311Scene.report(), to: "/\(path).\(format.rawValue)", key: key)
                        #expect(reply.status == 403, "\(path) \(key)")
                        let errors = Open311Scene.errors(reply)
                        #expect(errors.map(\.code) == [403])
                        #expect(errors[0].description.contains("api_key"))
                    }
                }
            }
            #expect(try await scene.count("cases") == 0)
        }
    }

    @Test("a citizen cannot have a key: with one the city would write to any address")
    func citizens() async throws {
        try await Open311Scene.run { scene in
            let city = scene.city
            await #expect(throws: Refusal.self) {
                _ = try await city.house.tokens.give(
                    city.citizens[0], name: "uji", scopes: [.reports], days: 30,
                    by: .system("test"))
            }
        }
    }

    @Test("a key in the address or in a header opens nothing")
    func places() async throws {
        try await Open311Scene.run { scene in
            let form = Open311Scene.report()
            let inAddress = await scene.shell.respond(
                to: .form("/open311/v2/requests.json?api_key=\(scene.key)", form))
            #expect(inAddress.status == 403)
            let inHeader = await scene.shell.respond(
                to: .form(
                    "/open311/v2/requests.json", form,
                    headers: [("Authorization", "Bearer \(scene.key)")]))
            #expect(inHeader.status == 403)
        }
    }

    @Test("whatever goes wrong below /open311/ is told in its form")
    func forms() async throws {
        try await Open311Scene.run { scene in
            let calls: [(method: String, path: String, status: Int)] = [
                ("GET", "/open311/v2/nowhere.json", 404), ("GET", "/open311/v2/nowhere", 404),
                ("GET", "/open311/v2/services/jalan", 404),
                ("GET", "/open311/v2/services/jalan.csv", 404),
                ("POST", "/open311/v2/services.json", 405),
                ("DELETE", "/open311/v2/requests.xml", 405),
                ("PUT", "/open311/v2/requests/1.json", 405),
                ("GET", "/open311/v2/requests.json?page=0", 400),
                ("GET", "/open311/v2/requests.xml?page_size=1001", 400),
                ("GET", "/open311/v2/requests.json?start_date=2026-11-20T00:00:00", 400),
                (
                    "GET",
                    "/open311/v2/requests.json?start_date=2026-01-01T00:00:00Z"
                        + "&end_date=2026-11-01T00:00:00Z", 400
                ),
                ("GET", "/open311/v2/requests.json?status=baru", 400),
                ("GET", "/open311/v2/requests.json?extensions=ya", 400),
                ("GET", "/open311/v2/requests.json?status=%zz", 400),
                ("GET", "/open311/v2/requests.json?x=" + String(repeating: "a", count: 5_000), 414),
                ("GET", "/open311/v2/servicerequestupdates.xml?end_date=kemarin", 400),
            ]
            for (method, path, status) in calls {
                let reply = await scene.shell.respond(to: TestRequest(method, path))
                #expect(reply.status == status, "\(method) \(path)")
                let bare = path.prefix { $0 != "?" }
                let format: GeoFormat = bare.hasSuffix(".json") ? .json : .xml
                #expect(reply.header("content-type") == format.contentType, "\(path)")
                let errors = Open311Scene.errors(reply)
                #expect(errors.first?.code == status, "\(path): \(reply.text)")
                #expect(errors.first?.description.isEmpty == false)
                if status == 405 { #expect(reply.header("allow")?.contains("GET") == true) }
            }
            let text = await scene.get("/requests.json?page=0").text
            #expect(text.hasPrefix("[{\"code\":400,\"description\":\""))
            let xml = await scene.get("/requests/x.xml").text
            #expect(xml.contains("<errors><error><code>404</code><description>"))
            // In the reader's language.
            let english = await scene.get(
                "/requests/x.json", headers: [("Accept-Language", "en")])
            #expect(english.text.contains("was not found"))
        }
    }

    @Test("what is too large, or no form, is refused in its form")
    func bodies() async throws {
        try await Open311Scene.run { scene in
            let path = "/open311/v2/requests.json"
            let large = await scene.shell.respond(
                to: TestRequest(
                    "POST", path,
                    headers: [
                        ("Content-Type", "application/x-www-form-urlencoded"),
                        ("Content-Length", "900000000"),
                    ]))
            #expect(large.status == 413)
            #expect(Open311Scene.errors(large).map(\.code) == [413])
            let json = await scene.shell.respond(
                to: TestRequest(
                    "POST", path, headers: [("Content-Type", "application/json")],
                    body: [Array("{}".utf8)]))
            #expect(json.status == 415 && Open311Scene.errors(json).map(\.code) == [415])
            let broken = await scene.shell.respond(
                to: TestRequest(
                    "POST", path, headers: [("Content-Type", "application/x-www-form-urlencoded")],
                    body: [Array("a=%zz".utf8)]))
            #expect(broken.status == 400 && Open311Scene.errors(broken).map(\.code) == [400])
        }
    }

    @Test("each key has an allowance of its own, and each network one for all")
    func rates() async throws {
        let rates: [RateClass: Rate] = [
            .reports: Rate(burst: 2, perSecond: 0.1), .api: Rate(burst: 7, perSecond: 0.1),
            .guesses: Rate(burst: 1, perSecond: 0.1),
        ]
        try await Open311Scene.run(rates: rates) { scene in
            let other = try await Open311Scene.token(scene.city, "diskominfo-ppdp", [.reports])
            for _ in 0..<2 { _ = try await scene.sent() }
            let refused = await scene.post(Open311Scene.report())
            #expect(refused.status == 429 && refused.header("retry-after") == "10")
            #expect(Open311Scene.errors(refused).map(\.code) == [429])
            #expect(await scene.post(Open311Scene.report(), key: other).status == 201)
            // Whoever tries keys is stopped, with a right one as well.
            #expect(await scene.post(Open311Scene.report(), key: "pdp_x").status == 403)
            #expect(await scene.post(Open311Scene.report(), key: other).status == 429)
            // Six calls so far, one is left for this address.
            #expect(await scene.get("/services.xml").status == 200)
            let full = await scene.get("/services.xml")
            #expect(full.status == 429 && Open311Scene.errors(full).map(\.code) == [429])
        }
    }
}
