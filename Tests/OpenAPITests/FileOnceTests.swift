import City
import Contracts
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import OpenAPI

@Suite("Files that come at the same moment")
struct FileOnceTests {
    private static func pdf(_ n: Int) -> [UInt8] { JourneyTests.pdf + Array("% \(n)\n".utf8) }

    private static func attach(
        _ site: ProgramSite, _ path: String, as token: String, key: String?, _ bytes: [UInt8],
        name: String = "surat.pdf"
    ) async -> ProgramSite.Answer {
        await site.call(
            "POST", "\(path)/files?field=surat_pengantar&name=\(name)", as: token, key: key,
            bytes: bytes, type: "application/pdf")
    }

    private static func begin(_ site: ProgramSite, _ token: String) async -> String {
        let made = await site.call("POST", "/api/v1/drafts", as: token, ["service": "penelitian"])
        return "/api/v1/drafts/\(made.text("id"))"
    }

    private static func files(
        _ site: ProgramSite, _ path: String, as token: String
    ) async -> [String] {
        await site.get(path, as: token)["files"]?.arrayValue?
            .compactMap { $0["id"]?.stringValue } ?? []
    }

    @Test(
        "one file that is sent many times at once, to two nodes, is one file and one answer",
        arguments: TestEngine.available)
    func once(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let other = try ProgramSite(city)
            let token = try await site.citizen()
            let path = await Self.begin(site, token)
            let answers = await withTaskGroup(of: ProgramSite.Answer.self) { group in
                for n in 0..<12 {
                    group.addTask {
                        await Self.attach(
                            n % 2 == 0 ? site : other, path, as: token, key: "k", Self.pdf(0))
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let good = answers.filter { $0.status == 201 }
            #expect(Set(good.map(\.reply.text)).count == 1)
            for answer in answers where answer.status != 201 {
                #expect(answer.status == 409 && answer.code == "openapi.key.busy")
                #expect(answer.reply.header("retry-after") != nil)
            }
            #expect(await Self.files(site, path, as: token) == [good.first?.text("id")])
            let again = await Self.attach(other, path, as: token, key: "k", Self.pdf(0))
            #expect(again.status == 201 && again.reply.text == good.first?.reply.text)
            // Another body, or the same for another place, is another request.
            let body = await Self.attach(site, path, as: token, key: "k", Self.pdf(1))
            #expect(body.status == 409 && body.code == "openapi.key.other")
            let name = await Self.attach(
                site, path, as: token, key: "k", Self.pdf(0), name: "lain.pdf")
            #expect(name.status == 409 && name.code == "openapi.key.other")
            #expect(await Self.files(site, path, as: token).count == 1)
        }
    }

    @Test(
        "files of one size that come side by side are each answered with their own id",
        arguments: TestEngine.available)
    func sideBySide(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            for round in 0..<4 {
                let path = await Self.begin(site, token)
                let ids = await withTaskGroup(of: String.self) { group in
                    for n in 0..<3 {
                        group.addTask {
                            await Self.attach(
                                site, path, as: token, key: "\(round)-\(n)", Self.pdf(n)
                            ).text("id")
                        }
                    }
                    return await group.reduce(into: Set<String>()) { $0.insert($1) }
                }
                #expect(ids == Set(await Self.files(site, path, as: token)))
                #expect(ids.count == 3)
            }
        }
    }

    @Test(
        "a node that died after the file was kept: the answer tells of that file and of no other",
        arguments: TestEngine.available)
    func killed(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            let path = await Self.begin(site, token)
            let first = await Self.attach(site, path, as: token, key: "a", Self.pdf(1))
            _ = try await city.house.store.write("test") { tx in
                try tx.execute(
                    "UPDATE openapi_keys SET state = 'acted', answer = NULL, status = NULL")
            }
            // Of the same size, and there when the first is asked for again.
            let second = await Self.attach(site, path, as: token, key: nil, Self.pdf(2))
            #expect(second.status == 201 && second.text("id") != first.text("id"))
            city.wait(hours: 1)
            let again = await Self.attach(site, path, as: token, key: "a", Self.pdf(1))
            #expect(again.status == 201, "\(again.reply.text)")
            #expect(again.text("id") == first.text("id"))
            let kept = await Self.attach(site, path, as: token, key: "a", Self.pdf(1))
            #expect(kept.reply.text == again.reply.text)
            #expect(await Self.files(site, path, as: token).count == 2)
        }
    }

    @Test("a file that a step refuses frees its key", arguments: TestEngine.available)
    func refused(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let id = try await city.story(
                "sip-dokter", "{tempat: mandiri}", "- do: periksa\n- do: verifikasi")
            let number = try await site.number(id)
            let inspector = try await site.officer("dinkes-lapangan-1")
            let path = "/api/v1/cases/\(number)/step/files?field=foto_tempat&name=ruang.jpg"
            for _ in 0..<2 {
                let wrong = await site.call(
                    "POST", path, as: inspector, key: "k", bytes: Array("MZ".utf8),
                    type: "image/jpeg")
                #expect(wrong.status == 409, "\(wrong.reply.text)")
                #expect(wrong.code == "forms.file.kind")
            }
        }
    }
}
