import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("Doors of programs")
struct DoorTests {
    private static let gone = "019ab0d4-6f00-7a51-8c3e-5d0f1b2a3c4d"

    private static func path(of route: Route) -> String {
        let parts = route.path.description.split(separator: "/").map { part in
            switch part {
            case "{number}": "K7M-P4X-HT2R"
            case "{code}": "tidak-ada"
            default: part.first == "{" ? gone : String(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    @Test("a token makes no files cheaper, and tokens that do not hold are counted")
    func allowances() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(
                city,
                rates: [
                    .programs: Rate(burst: 100, perSecond: 1),
                    .uploads: Rate(burst: 2, perSecond: 0.1),
                    .guesses: Rate(burst: 3, perSecond: 0.1),
                ])
            let token = try await site.citizen()
            let files = "/api/v1/drafts/\(Self.gone)/files?field=nik&name=a.pdf"
            var statuses: [Int] = []
            for _ in 1...3 {
                let answer = await site.call(
                    "POST", files, as: token, bytes: Array("%PDF-1.4".utf8),
                    type: "application/pdf")
                statuses.append(answer.status)
            }
            #expect(statuses[0] != 429 && statuses[1] != 429 && statuses[2] == 429)
            let fine = await site.get("/api/v1/cases", as: token)
            #expect(fine.status == 200)
            var wrong: [Int] = []
            for _ in 1...4 { wrong.append(await site.get("/api/v1/cases", as: "pdp_x").status) }
            #expect(wrong == [401, 401, 401, 429])
        }
    }

    @Test("each scope opens its doors and no other, and no session opens any")
    func scopes() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let routes = site.shell.routes.filter { $0.operation != nil }
            #expect(routes.count > 30)
            var tokens: [(scope: TokenScope, text: String)] = []
            for scope in TokenScope.allCases {
                let text =
                    scope.holders.contains(.officer)
                    ? try await site.officer("dpmptsp-loket-1", [scope])
                    : try await site.citizen(0, [scope])
                tokens.append((scope, text))
            }
            let session = try await city.house.accounts.openDemoSession(
                city.citizens[0], from: Visitor(address: "192.0.2.1", agent: "test"))
            let cookie = ("Cookie", "__Host-sesi=\(session.token.text)")
            for route in routes {
                let path = Self.path(of: route)
                let method = route.method.rawValue
                let bare = await site.call(method, path, headers: [cookie])
                guard case .program(let wanted) = route.access else {
                    #expect(bare.status != 401 && bare.status < 500, "\(method) \(path)")
                    continue
                }
                #expect(bare.status == 401, "\(method) \(path)")
                #expect(bare.reply.header("www-authenticate") != nil)
                let wrong = await site.call(method, path, as: "pdp_" + session.token.text)
                #expect(wrong.status == 401, "\(method) \(path)")
                for (scope, text) in tokens {
                    let reply = await site.call(method, path, as: text)
                    let mayEnter = wanted == nil || wanted == scope
                    let isForbidden = reply.code == "scope"
                    #expect(isForbidden != mayEnter, "\(method) \(path) with \(scope.rawValue)")
                    #expect(reply.status < 500, "\(method) \(path): \(reply.status)")
                    #expect(reply.reply.headers("set-cookie").isEmpty)
                }
            }
        }
    }

    @Test("a token opens no page")
    func pages() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let officer = try await site.officer("dpmptsp-loket-1")
            let citizen = try await site.citizen()
            for path in ["/meja", "/keamanan", "/akun", "/berkas", "/data-saya"] {
                for token in [officer, citizen] {
                    let reply = await site.get(path, as: token)
                    #expect(reply.status == 303, "\(path)")
                }
            }
        }
    }

    @Test("a token ends with its day, when it is taken back, and with its account")
    func endings() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let tokens = city.house.tokens
            let account = city.citizens[0]
            func give() async throws -> (id: TokenID, secret: String) {
                let given = try await tokens.give(
                    account, name: "Sistem rumah sakit", scopes: [.cases], days: 2,
                    by: .system("test"))
                return (given.id, given.secret)
            }
            let first = try await give()
            #expect(await site.get("/api/v1/cases", as: first.secret).status == 200)
            try await tokens.end(first.id, by: .system("test"))
            #expect(await site.get("/api/v1/cases", as: first.secret).status == 401)
            await #expect(throws: Refusal.self) {
                try await tokens.end(first.id, by: .system("test"))
            }
            let second = try await give()
            city.wait(days: 3)
            #expect(await site.get("/api/v1/cases", as: second.secret).status == 401)
            let third = try await give()
            #expect(await site.get("/api/v1/token", as: third.secret).text("holder") == "citizen")
            try await city.house.accounts.setActive(account, false, by: .system("test"))
            city.wait(hours: 1)
            #expect(await site.get("/api/v1/cases", as: third.secret).status == 401)
            // Opened again, nothing of before comes back.
            try await city.house.accounts.setActive(account, true, by: .system("test"))
            #expect(await site.get("/api/v1/cases", as: third.secret).status == 401)
            let listed = try await city.house.store.read("test") { reader in
                try tokens.list(account, in: reader)
            }
            #expect(listed.count == 3)
            #expect(listed.allSatisfy { $0.name == "Sistem rumah sakit" })
        }
    }

    @Test("an account gets only scopes that it has a use for")
    func holders() async throws {
        try await TestCity.run { city in
            let citizen = city.citizens[0]
            let officer = try await city.officer("dpmptsp-loket-1").account
            await #expect(throws: Refusal.self) {
                _ = try await city.house.tokens.give(
                    citizen, name: "x", scopes: [.metrics], days: 1, by: .system("test"))
            }
            await #expect(throws: Refusal.self) {
                _ = try await city.house.tokens.give(
                    officer, name: "x", scopes: [.drafts], days: 1, by: .system("test"))
            }
            await #expect(throws: Refusal.self) {
                _ = try await city.house.tokens.give(
                    citizen, name: "x", scopes: [], days: 1, by: .system("test"))
            }
        }
    }

    @Test("the secret stands nowhere in the database")
    func secrets() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let secret = try await site.citizen()
            let digits = String(secret.dropFirst(4))
            let bytes = digits.utf8.count
            #expect(bytes == 64)
            let rows = try await city.house.store.read("test") { reader in
                try reader.rows("SELECT token_hash, name FROM people_tokens").map {
                    Hexadecimal.text($0.bytes(0)) + Hexadecimal.text($0.bytes(1))
                }
            }
            #expect(rows.count == 1)
            #expect(!rows.contains { $0.contains(digits) })
            #expect(!rows.contains { $0.contains(Hexadecimal.text(Array("uji".utf8))) })
        }
    }

    @Test("every refusal is a problem of RFC 9457")
    func problems() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            let calls: [(status: Int, answer: ProgramSite.Answer)] = [
                (404, await site.get("/api/v1/nowhere")),
                (404, await site.get("/api/v1/cases/", as: token)),
                (405, await site.call("PUT", "/api/v1/cases", as: token)),
                (401, await site.get("/api/v1/cases")),
                (404, await site.get("/api/v1/cases/K7M-P4X-HT2R", as: token)),
                (422, await site.get("/api/v1/cases?limti=5", as: token)),
                (422, await site.get("/api/v1/cases?limit=0", as: token)),
                (422, await site.get("/api/v1/cases?limit=5&limit=6", as: token)),
                (422, await site.call("POST", "/api/v1/drafts", as: token, [:])),
                (
                    415,
                    await site.call(
                        "POST", "/api/v1/drafts", as: token, bytes: Array("service=a".utf8),
                        type: "application/x-www-form-urlencoded")
                ),
                (
                    400,
                    await site.call(
                        "POST", "/api/v1/drafts", as: token, bytes: Array("{\"service\":".utf8))
                ),
                (
                    400,
                    await site.call(
                        "POST", "/api/v1/drafts", as: token,
                        bytes: Array(String(repeating: "[", count: 50).utf8))
                ),
                (
                    413,
                    await site.call(
                        "POST", "/api/v1/drafts", as: token,
                        bytes: [UInt8](repeating: 32, count: 3_000_000))
                ),
            ]
            for (status, answer) in calls {
                #expect(answer.status == status, "\(answer.reply.text)")
                #expect(answer.reply.header("content-type") == "application/problem+json")
                #expect(answer["status"] == .integer(Int64(status)))
                #expect(answer.code?.isEmpty == false)
                #expect(answer["title"]?.stringValue?.isEmpty == false)
            }
            #expect(calls[2].answer.reply.header("allow")?.contains("GET") == true)
            let unknown = calls[5].answer["errors"]?[0]
            #expect(unknown?["field"] == "limti")
        }
    }
}
