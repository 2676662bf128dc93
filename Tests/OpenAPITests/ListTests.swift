import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("Lists of the open interface")
struct ListTests {
    /// All items, page by page.
    static func all(
        _ site: ProgramSite, _ path: String, as token: String? = nil
    ) async -> (items: [JSONValue], pages: Int) {
        var items: [JSONValue] = []
        var pages = 0
        var cursor = ""
        while pages < 50 {
            let page = await site.get(path + cursor, as: token)
            guard page.status == 200 else { break }
            pages += 1
            items += page.items
            guard let next = page["next"]?.stringValue else { break }
            cursor = "&cursor=\(next)"
        }
        return (items, pages)
    }

    @Test("pages give each case once, in order", arguments: TestEngine.available)
    func pages(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            var numbers: [String] = []
            for n in 0..<7 {
                numbers.append(try await site.number(try await city.submitted(n)))
            }
            _ = try await city.submitted(1, of: 1)
            let token = try await site.citizen()
            let own = await Self.all(site, "/api/v1/cases?limit=3", as: token)
            #expect(own.items.compactMap { $0["number"]?.stringValue } == numbers.reversed())
            #expect(own.pages == 3)
            let clerk = try await site.officer("dpmptsp-loket-1")
            let seen = await Self.all(site, "/api/v1/cases?limit=3", as: clerk)
            #expect(seen.items.count == 8)
            #expect(Set(seen.items.compactMap { $0["number"]?.stringValue }).count == 8)
            let services = await Self.all(site, "/api/v1/services?limit=5")
            let open = try await city.house.shelf.published().services.values.count(
                where: \.isPublic)
            #expect(services.items.count == open)
            #expect(services.pages == (open + 4) / 5)
            let none = await site.get("/api/v1/cases?state=closed", as: token)
            #expect(none.items.isEmpty && none["next"] == nil)
        }
    }

    @Test(
        "the messages of a case come page by page, each once, notes to officers only",
        arguments: TestEngine.available)
    func messages(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let number = try await site.number(try await city.submitted())
            let path = "/api/v1/cases/\(number)/messages"
            let citizen = try await site.citizen()
            let clerk = try await site.officer("dpmptsp-loket-1")
            for n in 0..<5 {
                // Two at the same moment: their order is that of their ids.
                if n % 2 == 0 { city.wait(hours: 1) }
                _ = await site.call(
                    "POST", path, as: citizen, ["text": .string("Pesan \(n)")])
            }
            _ = await site.call(
                "POST", path, as: clerk, ["text": "Catatan", "isInternal": true])
            let own = await Self.all(site, path + "?limit=2", as: citizen)
            #expect(own.pages == 3)
            #expect(
                own.items.compactMap { $0["text"]?.stringValue }
                    == (0..<5).map { "Pesan \($0)" })
            let seen = await Self.all(site, path + "?limit=2", as: clerk)
            #expect(seen.items.count == 6 && seen.pages == 3)
            #expect(seen.items.last?["isInternal"] == true)
            // What comes while somebody reads stands at the end, and moves nothing.
            let first = await site.get(path + "?limit=3", as: citizen)
            _ = await site.call("POST", path, as: citizen, ["text": "Pesan 5"])
            let rest = await site.get(
                path + "?limit=50&cursor=\(first.text("next"))", as: citizen)
            #expect(
                rest.items.compactMap { $0["text"]?.stringValue }
                    == ["Pesan 3", "Pesan 4", "Pesan 5"])
            #expect(rest["next"] == nil)
            // The cursor is of this case, and of its reader.
            let second = try await site.number(try await city.submitted(1))
            let cursor = first.text("next")
            for (target, token) in [
                (path, clerk), ("/api/v1/cases/\(second)/messages", citizen),
            ] {
                let wrong = await site.get(target + "?cursor=\(cursor)", as: token)
                #expect(wrong.status == 404 && wrong.code == "openapi.cursor")
            }
            #expect(await site.get(path + "?page=2", as: citizen).status == 422)
            #expect(await site.get(path, as: try await site.citizen(1)).status == 404)
        }
    }

    @Test("whoever writes into a long conversation is answered with its end")
    func long() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let id = try await city.submitted()
            let path = "/api/v1/cases/\(try await site.number(id))/messages"
            let token = try await site.citizen()
            for n in 0..<201 {
                try await city.house.cases.writeMessage(
                    on: id, by: city.citizens[0], text: "Pesan \(n)")
            }
            let answer = await site.call("POST", path, as: token, ["text": "Yang terakhir"])
            #expect(answer.status == 201, "\(answer.reply.text)")
            #expect(answer.items.count == 200 && answer["next"] == nil)
            #expect(answer.items.first?["text"] == "Pesan 2")
            #expect(answer.items.last?["text"] == "Yang terakhir")
            #expect(await site.get(path, as: token).items.count == 50)
        }
    }

    @Test("a cursor that was altered, or is another list's or somebody else's, leads nowhere")
    func cursors() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            for n in 0..<3 { _ = try await city.submitted(n) }
            let token = try await site.citizen()
            let page = await site.get("/api/v1/cases?limit=1", as: token)
            let cursor = page.text("next")
            #expect(cursor.utf8.count >= 40)
            let other = try await site.citizen(1)
            let altered = (cursor.first == "A" ? "B" : "A") + cursor.dropFirst()
            let wrong = [
                await site.get("/api/v1/cases?cursor=\(altered)", as: token),
                await site.get("/api/v1/cases?cursor=\(cursor)", as: other),
                await site.get("/api/v1/cases?state=open&cursor=\(cursor)", as: token),
                await site.get("/api/v1/services?cursor=\(cursor)"),
                await site.get("/api/v1/events?after=\(cursor)", as: token),
            ]
            for answer in wrong {
                #expect(answer.status == 404 && answer.code == "openapi.cursor")
            }
            let short = await site.get("/api/v1/cases?cursor=abc", as: token)
            #expect(short.status == 422)
            let second = await site.get("/api/v1/cases?limit=1&cursor=\(cursor)", as: token)
            #expect(second.items.count == 1 && second.items != page.items)
        }
    }

    @Test("whoever tries many numbers has to wait")
    func guessing() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let id = try await city.submitted()
            let number = try await site.number(id)
            let random = RandomSource.seeded(7)
            var last = 0
            for _ in 0..<30 {
                let code = TrackingCode(random: random).text
                last = await site.get("/api/v1/tracking/\(code)").status
            }
            #expect(last == 429)
            let held = await site.get("/api/v1/tracking/\(number)")
            #expect(held.status == 429 && held.reply.header("retry-after") != nil)
            city.wait(hours: 1)
            #expect(await site.get("/api/v1/tracking/\(number)").status == 200)
        }
    }
}
