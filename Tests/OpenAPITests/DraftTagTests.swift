import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("Nobody writes over what they have not read")
struct DraftTagTests {
    private func match(_ tag: String) -> [(name: String, value: String)] { [("If-Match", tag)] }

    @Test("a change with an old tag does nothing", arguments: TestEngine.available)
    func stale(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            let made = await site.call(
                "POST", "/api/v1/drafts", as: token, ["service": "penelitian"])
            let path = "/api/v1/drafts/\(made.text("id"))"
            let first = await site.get(path, as: token).reply.header("etag") ?? ""
            #expect(first.hasPrefix("\"") && first.hasSuffix("\"") && first.count > 10)
            #expect(await site.get(path, as: token).reply.header("etag") == first)
            let changed = await site.call(
                "PATCH", path, as: token, ["answers": ["judul": "Air sungai"]],
                headers: match(first))
            #expect(changed.status == 200, "\(changed.reply.text)")
            let second = changed.reply.header("etag") ?? ""
            #expect(second != first)
            let late = await site.call(
                "PATCH", path, as: token, ["answers": ["judul": "Air hujan"]],
                headers: match(first))
            #expect(late.status == 412, "\(late.reply.text)")
            #expect(late.code == "openapi.draft.changed")
            #expect(late.reply.header("content-type") == "application/problem+json")
            let kept = await site.get(path, as: token)
            #expect(kept["answers"]?["judul"] == "Air sungai")
            // Nor is a file attached, the draft sent or thrown away.
            let file = await site.call(
                "POST", path + "/files?field=proposal&name=a.pdf", as: token,
                headers: match(first), bytes: JourneyTests.pdf, type: "application/pdf")
            #expect(file.status == 412, "\(file.reply.text)")
            let sent = await site.call(
                "POST", path + "/submission", as: token, ["declared": true],
                headers: match(first))
            #expect(sent.status == 412)
            let gone = await site.call("DELETE", path, as: token, headers: match(first))
            #expect(gone.status == 412)
            // One of several tags is enough; a star asks only that it be there.
            let either = await site.call(
                "PATCH", path, as: token, ["answers": ["judul": "Air"]],
                headers: match("\(first), \(second)"))
            #expect(either.status == 200, "\(either.reply.text)")
            let any = await site.call("DELETE", path, as: token, headers: match("*"))
            #expect(any.status == 204)
            let none = await site.call(
                "PATCH", path, as: token, ["answers": [:]], headers: match("*"))
            #expect(none.status == 404)
        }
    }

    @Test(
        "of a change and a sending that hold the same tag one comes about",
        arguments: TestEngine.available)
    func sending(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            for n in 0..<8 {
                let id = try await city.draft(n)
                let path = "/api/v1/drafts/\(id.text)"
                let tag = await site.get(path, as: token).reply.header("etag") ?? ""
                async let change = site.call(
                    "PATCH", path, as: token, ["answers": ["judul": "Air sungai"]],
                    headers: match(tag))
                async let sending = site.call(
                    "POST", path + "/submission", as: token, ["declared": true],
                    headers: match(tag))
                let (changed, sent) = await (change, sending)
                if changed.status == 200 {
                    #expect(sent.status == 412 && sent.code == "openapi.draft.changed")
                } else {
                    #expect(sent.status == 201, "\(sent.reply.text)")
                    // By then it may be a case.
                    #expect(changed.status == 404, "\(changed.reply.text)")
                }
            }
        }
    }

    @Test(
        "of two files that are attached with the same tag one comes about",
        arguments: TestEngine.available)
    func attaching(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            for _ in 0..<6 {
                let made = await site.call(
                    "POST", "/api/v1/drafts", as: token, ["service": "penelitian"])
                let path = "/api/v1/drafts/\(made.text("id"))"
                let tag = await site.get(path, as: token).reply.header("etag") ?? ""
                let target = path + "/files?field=surat_pengantar&name=a.pdf"
                async let first = site.call(
                    "POST", target, as: token, headers: match(tag), bytes: JourneyTests.pdf,
                    type: "application/pdf")
                async let second = site.call(
                    "POST", target, as: token, headers: match(tag), bytes: JourneyTests.pdf,
                    type: "application/pdf")
                let statuses = await [first.status, second.status].sorted()
                #expect(statuses == [201, 412])
            }
        }
    }

    @Test("the tag changes with files too, and nothing of the draft can be read from it")
    func files() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            let id = try await city.draft()
            let path = "/api/v1/drafts/\(id.text)"
            let before = await site.get(path, as: token)
            let file = before["files"]?[0]?["id"]?.stringValue ?? ""
            let tag = before.reply.header("etag") ?? ""
            let removed = await site.call(
                "DELETE", path + "/files/\(file)", as: token, headers: match(tag))
            #expect(removed.status == 204, "\(removed.reply.text)")
            #expect(await site.get(path, as: token).reply.header("etag") != tag)
            #expect(!tag.contains(id.text))
        }
    }
}
