import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import OpenAPI

@Suite("The document, its page, and the figures")
struct DocumentTests {
    @Test("every route for programs stands in the document, with what may come back")
    func document() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let answer = await site.get("/api/v1/openapi.json")
            #expect(answer["openapi"] == "3.1.0")
            let schemas = answer["components"]?["schemas"]?.objectValue ?? [:]
            var ids: Set<String> = []
            for route in site.shell.routes {
                guard let operation = route.operation else { continue }
                let method = route.method.rawValue.lowercased()
                let found = answer["paths"]?[route.path.description]?[method]
                #expect(found?["operationId"]?.stringValue == operation.id)
                #expect(ids.insert(operation.id).inserted)
                let statuses = found?["responses"]?.objectValue ?? [:]
                #expect(statuses["429"] != nil && statuses["401"] != nil)
                for name in route.path.names {
                    let parameters = found?["parameters"]?.arrayValue ?? []
                    #expect(parameters.contains { $0["name"]?.stringValue == name })
                }
            }
            #expect(ids.count > 30)
            // Lists that go on say how.
            for path in ["/api/v1/cases", "/api/v1/inbox", "/api/v1/cases/{number}/messages"] {
                let parameters = answer["paths"]?[path]?["get"]?["parameters"]?.arrayValue ?? []
                let names = parameters.compactMap { $0["name"]?.stringValue }
                #expect(names.contains("limit") && names.contains("cursor"), "\(path)")
            }
            #expect(schemas["MessageList"]?["properties"]?["items"]?["maxItems"] == 200)
            // Every reference leads somewhere.
            for name in Self.references(answer.json) {
                let parts = name.split(separator: "/")
                if parts.contains("schemas") { #expect(schemas[String(parts.last ?? "")] != nil) }
            }
        }
    }

    private static func references(_ value: JSONValue) -> [String] {
        switch value {
        case .object(let members):
            members.flatMap { name, value in
                name == "$ref" ? [value.stringValue ?? ""] : references(value)
            }
        case .array(let items): items.flatMap(references)
        default: []
        }
    }

    @Test("what is answered is what the document says")
    func answers() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let id = try await city.submitted()
            let number = try await site.number(id)
            try await city.bring(id, to: .handover)
            let citizen = try await site.citizen()
            let clerk = try await site.officer("dpmptsp-loket-1")
            let draft = try await city.draft(2).text
            let calls: [(path: String, token: String?)] = [
                ("/api/v1/services", nil), ("/api/v1/services/penelitian", nil),
                ("/api/v1/services/reklame", nil), ("/api/v1/tracking/\(number)", nil),
                ("/api/v1/permits", nil), ("/api/v1/drafts", citizen),
                ("/api/v1/drafts/\(draft)", citizen), ("/api/v1/cases", citizen),
                ("/api/v1/cases/\(number)", citizen), ("/api/v1/cases/\(number)", clerk),
                ("/api/v1/cases/\(number)/acts", clerk), ("/api/v1/inbox", clerk),
                ("/api/v1/cases/\(number)/messages", citizen), ("/api/v1/events", citizen),
                ("/api/v1/webhooks", citizen), ("/api/v1/token", clerk),
            ]
            for (path, token) in calls {
                let answer = await site.get(path, as: token)
                let route = try #require(
                    site.shell.routes.first { route in
                        guard let operation = route.operation, route.method == .get else {
                            return false
                        }
                        return Self.fits(path, route.path.description) && operation.id != ""
                    })
                let schema = try #require(route.operation?.answers.first?.schema)
                #expect(answer.status == 200, "\(path)")
                #expect(schema.problems(answer.json).isEmpty, "\(path)")
            }
        }
    }

    private static func fits(_ path: String, _ template: String) -> Bool {
        let (left, right) = (path.split(separator: "/"), template.split(separator: "/"))
        return left.count == right.count
            && zip(left, right).allSatisfy { $0 == $1 || $1.hasPrefix("{") }
    }

    @Test("the page tells every call in both languages")
    func page() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let english = await site.get("/api?bahasa=en").reply.text
            let indonesian = await site.get("/api?bahasa=id").reply.text
            #expect(english.contains("POST /api/v1/drafts") && english.contains("Begin an"))
            #expect(indonesian.contains("Mulai permohonan"))
            for text in [english, indonesian] {
                #expect(!text.contains("openapi.call") && !text.contains("openapi.rule"))
                #expect(text.utf8.count < 60_000)
            }
        }
    }

    @Test("the figures can be read at this machine, or with a token, and by nobody else")
    func metrics() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let id = try await city.submitted()
            let number = try await site.number(id)
            _ = await site.get("/lacak/\(number)")
            func read(
                _ peer: String, _ headers: [(name: String, value: String)] = []
            ) async -> TestReply {
                await site.shell.respond(
                    to: TestRequest("GET", "/metrics", headers: headers, peer: peer))
            }
            #expect(await read("192.0.2.1").status == 403)
            #expect(await read("127.0.0.1", [("X-Forwarded-For", "192.0.2.9")]).status == 403)
            let clerk = try await site.officer("dpmptsp-loket-1", [.metrics])
            let other = try await site.officer("dpmptsp-loket-1", [.cases])
            let bearer = ("Authorization", "Bearer \(clerk)")
            #expect(await read("192.0.2.1", [bearer]).status == 200)
            let wrong = ("Authorization", "Bearer \(other)")
            #expect(await read("192.0.2.1", [wrong]).status == 403)
            let reply = await read("127.0.0.1")
            #expect(reply.header("content-type")?.hasPrefix("text/plain; version=0.0.4") == true)
            let text = reply.text
            for name in [
                "pendopo_request_seconds_bucket{method=\"GET\",route=\"/lacak/{nomor}\"",
                "pendopo_sql_seconds_count{name=\"case.submit\",way=\"write\"}",
                "pendopo_sql_statements_total", "pendopo_in_place_slow_total",
                "pendopo_write_batch_size_count", "pendopo_writes_waiting ",
                "pendopo_jobs{kind=", "pendopo_job_oldest_seconds{",
                "pendopo_clocks{state=\"overdue\"} 0",
            ] { #expect(text.contains(name), "\(name)") }
            #expect(!text.contains(number))
            try Self.expectFormat(text)
        }
    }

    /// The text format 0.0.4: each family declared once before its samples, buckets that rise.
    private static func expectFormat(_ text: String) throws {
        var declared: Set<Substring> = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("# TYPE ") {
                let name = line.split(separator: " ")[2]
                #expect(declared.insert(name).inserted, "\(line)")
                continue
            }
            if line.hasPrefix("# HELP ") { continue }
            let name = line.prefix { $0 != "{" && $0 != " " }
            let base = ["_bucket", "_sum", "_count"].reduce(name) {
                $0.hasSuffix($1) && !declared.contains($0) ? $0.dropLast($1.count) : $0
            }
            #expect(declared.contains(base), "\(line)")
            #expect(Double(line.split(separator: " ").last ?? "") != nil, "\(line)")
        }
        #expect(text.hasSuffix("\n"))
    }
}
