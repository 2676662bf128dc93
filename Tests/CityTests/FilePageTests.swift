import City
import Contracts
import Forms
import Kernel
import Previews
import Store
import TestKit
import Testing
import Web

@Suite("What is shown of files")
struct FilePageTests {
    private struct Scene {
        let site: Site
        let id: CaseID
        let places: Places
        let desk: Site.Caller

        var picture: String { path("/gambar/1") }

        func path(_ end: String) -> String {
            "/meja/berkas/\(places.values["nomor"] ?? "")"
                + "/lampiran/\(places.values["blob"] ?? "")" + end
        }
    }

    private func scene(_ city: TestCity) async throws -> Scene {
        let site = try Site(city)
        let id = try await city.submitted()
        return Scene(
            site: site, id: id, places: try await Places.ofCase(id, of: 0, in: city),
            desk: try await site.officer("dpmptsp-loket-1"))
    }

    private func readings(_ city: TestCity) async throws -> Int64? {
        try await city.house.store.read("test.reads") { reader in
            try reader.row("SELECT COUNT(*) FROM access_log WHERE part = 'file'")?.int(0)
        }
    }

    @Test(
        "nothing is shown before a file was looked into; then its pages are, and that is noted",
        arguments: TestEngine.available)
    func pages(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = try await scene(city)
            let page = "/meja/berkas/\(scene.places.values["nomor"] ?? "")"
            let before = await scene.site.get(page, as: scene.desk)
            #expect(before.text.contains("Sedang diperiksa"))
            #expect(!before.text.contains("<img"))
            #expect(await scene.site.get(scene.picture, as: scene.desk).status == 404)
            try await city.house.examineOnce()
            let after = await scene.site.get(page, as: scene.desk)
            #expect(!after.text.contains("Sedang diperiksa"))
            #expect(after.text.contains("src=\"\(scene.picture)\""))
            let readings = try await readings(city) ?? 0
            let picture = await scene.site.get(scene.picture, as: scene.desk)
            #expect(picture.status == 200)
            #expect(picture.header("content-type") == "image/jpeg")
            #expect(picture.header("x-content-type-options") == "nosniff")
            #expect(picture.header("content-security-policy")?.hasPrefix("sandbox") == true)
            #expect(picture.bytes.starts(with: [0xFF, 0xD8, 0xFF]))
            _ = await scene.site.get(scene.picture, as: scene.desk)
            #expect(try await self.readings(city) == readings + 1)
            #expect(await scene.site.get(scene.path("/gambar/2"), as: scene.desk).status == 404)
        }
    }

    @Test("the original is saved under its own type, never opened here")
    func original() async throws {
        try await TestCity.run { city in
            let scene = try await scene(city)
            let reply = await scene.site.get(scene.path(""), as: scene.desk)
            #expect(reply.status == 200)
            #expect(reply.header("content-type") == "application/pdf")
            #expect(reply.header("content-disposition")?.hasPrefix("attachment") == true)
            #expect(reply.header("x-content-type-options") == "nosniff")
        }
    }

    @Test(
        "a file that cannot be read is marked so once, and its job is done",
        arguments: TestEngine.available)
    func broken(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let house = city.house
            let account = city.citizens[0]
            let draft = try await city.draft()
            let stored = try await house.blobs.put(Array("%PDF-1.7 and nothing".utf8))
            let file = try await house.store.write("test.attach") { tx in
                try house.drafts.attach(
                    stored, named: "rusak.pdf", kind: .pdf, to: "proposal",
                    rule: FileRule(kinds: [.pdf], maxBytes: 1_000, maxCount: 9), draft: draft,
                    account: account, in: tx)
            }
            try await house.examineOnce()
            let check = try await house.store.read("test.check") { reader in
                try house.drafts.checks.all(of: draft, in: reader)[file.blob]
            }
            #expect(check == .hidden(.broken))
            let jobs = try await house.store.read("test.jobs") { reader in
                try reader.row("SELECT COUNT(*) FROM jobs WHERE kind = 'files.check'")?.int(0)
            }
            #expect(jobs == 0)
            let site = try Site(city)
            let page = await site.get("/draf/\(draft.text)/berkas", as: try await site.citizen(0))
            #expect(page.text.contains("isinya tidak dapat ditampilkan"))
        }
    }

    @Test("a file that is taken away takes its pictures along", arguments: TestEngine.available)
    func erased(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let house = city.house
            let account = city.citizens[0]
            let draft = try await city.draft()
            try await house.examineOnce()
            func blobs() async throws -> Int64 {
                try await house.store.read("test.blobs") { reader in
                    try reader.row("SELECT COUNT(*) FROM blobs WHERE erased_at IS NULL")?.int(0)
                } ?? -1
            }
            let files = try await house.store.read("test.draft") { reader in
                try house.drafts.load(draft, account: account, in: reader)?.files ?? [:]
            }
            // The file, its page and its small picture.
            #expect(try await blobs() == Int64(files.values.joined().count * 3))
            let one = try #require(files.values.first?.first)
            try await house.store.write("test.detach") { tx in
                try house.drafts.detach(one.blob, draft: draft, account: account, in: tx)
            }
            #expect(try await blobs() == Int64(files.values.joined().count * 3 - 3))
            try await house.store.write("test.delete") { tx in
                try house.drafts.delete(draft, account: account, in: tx)
            }
            #expect(try await blobs() == 0)
        }
    }

    @Test("pieces come over HTTP; the last one twice changes nothing")
    func pieces() async throws {
        try await TestCity.run { city in
            let site = try Site(city)
            let citizen = try await site.citizen(0)
            let draft = try await city.house.store.write("test.begin") { tx in
                try city.house.drafts.begin(
                    account: city.citizens[0],
                    service: try #require(ServiceCode("penelitian")), version: "v1", in: tx)
            }
            let pdf = Array("%PDF-1.4\n".utf8) + [UInt8](repeating: 7, count: 90_000)
            func announce(_ size: Int) async -> TestReply {
                await site.shell.respond(
                    to: .form(
                        "/draf/\(draft.text)/unggahan",
                        [
                            ("_tanda", citizen.token), ("isian", "proposal"),
                            ("nama", "a.pdf"), ("besar", "\(size)"),
                        ], headers: [("Cookie", citizen.cookie)]))
            }
            #expect(await announce(99_000_000).status == 422)
            let begun = await announce(pdf.count)
            #expect(begun.status == 201)
            let address = try #require(begun.header("location"))
            func send(_ bytes: [UInt8], _ offset: Int) async -> TestReply {
                await site.shell.respond(
                    to: TestRequest(
                        "PATCH", address,
                        headers: [
                            ("Cookie", citizen.cookie), ("X-Tanda", citizen.token),
                            ("Upload-Offset", "\(offset)"),
                            ("Content-Type", "application/offset+octet-stream"),
                        ], body: [bytes]))
            }
            #expect(await send(Array(pdf[..<50_000]), 0).header("upload-offset") == "50000")
            #expect(await send(Array(pdf[..<50_000]), 0).status == 409)
            let asked = await site.shell.respond(
                to: TestRequest("HEAD", address, headers: [("Cookie", citizen.cookie)]))
            #expect(asked.header("upload-offset") == "50000")
            #expect(asked.header("upload-complete") == "?0")
            for _ in 0..<2 {
                let last = await send(Array(pdf[50_000...]), 50_000)
                #expect(last.status == 200)
                #expect(last.header("upload-complete") == "?1")
            }
            let other = try await site.citizen(1)
            #expect(await site.get(address, as: other).status == 404)
        }
    }
}
