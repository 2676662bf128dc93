import City
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@testable import Correspondence

@Suite("Scans of a letter that is being entered, piece by piece")
struct NewScanTests {
    private static let form = "/meja/surat/masuk/baru"

    private func send(
        _ bytes: [UInt8], named name: String, for id: MailID, by officer: Officer,
        _ tools: CorrespondenceTools
    ) async throws -> UploadID {
        let upload = try await tools.beginNewScan(
            id, named: name, size: Int64(bytes.count), by: officer)
        let half = bytes.count / 2
        let seen = try await tools.appendNewScan(
            Array(bytes[..<half]), at: 0, to: upload.id, of: id, by: officer)
        #expect(seen.received == Int64(half) && !seen.isDone)
        let done = try await tools.appendNewScan(
            Array(bytes[half...]), at: Int64(half), to: upload.id, of: id, by: officer)
        #expect(done.isDone)
        return upload.id
    }

    private func count(_ table: SQL, _ city: TestCity) async throws -> Int64 {
        try await city.house.store.read("test.count") { reader in
            try reader.row("SELECT COUNT(*) FROM \(sql: table)")?.int(0) ?? -1
        }
    }

    private func fields(_ scene: LetterScene) async throws -> [(name: String, value: String)] {
        let entry = try await scene.entry("Undangan rapat")
        return [
            ("unit", "dpmptsp"), ("nomor_surat", "005/1/2026"),
            ("tanggal", scene.today.iso), ("pihak", "Dinas Contoh"),
            ("perihal", "Undangan rapat"), ("klasifikasi", entry.classification),
            ("jenis", entry.kind), ("derajat", "0"), ("sifat", "0"),
            ("diterima", scene.today.iso), ("kepada", entry.target.text),
        ]
    }

    @Test(
        "they wait for their letter, stay through a refusal, and are its files once it is there",
        arguments: TestEngine.available)
    func registered(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let tools = scene.tools
            let clerk = try await city.officer("dpmptsp-loket-1")
            let browser = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await browser.open(Self.form)
            let page = await browser.path
            #expect(await browser.text.contains("data-upload=\"\(Self.form)/"))
            // The script that sends them is on the page.
            #expect(await browser.text.split(separator: "<script src=").count == 3)
            let id = try #require(MailID(text: String(page.split(separator: "=").last ?? "")))
            let bytes = LetterScene.pdf + Array(repeating: UInt8(ascii: " "), count: 90_000)
            let first = try await send(bytes, named: "satu.pdf", for: id, by: clerk, tools)
            let second = try await send(bytes, named: "dua.pdf", for: id, by: clerk, tools)
            await browser.open(page)
            #expect(await browser.text.contains("satu.pdf"))
            #expect(await browser.text.contains("dua.pdf"))
            // What is refused keeps them, and what is ticked.
            let typed = try await fields(scene)
            try await browser.send(
                typed.filter { $0.name != "perihal" } + [("buang", second.text)], to: Self.form)
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("satu.pdf"))
            #expect(await browser.text.contains("value=\"\(second.text)\" checked"))
            #expect(try await count("correspondence_mail", city) == 0)
            // One that comes with the form, whole, goes along.
            try await browser.send(
                typed + [("buang", second.text)], to: Self.form,
                files: [("pindaian", "tiga.pdf", LetterScene.pdf)])
            #expect(await browser.status == 200)
            let path = await browser.path
            let letter = try #require(MailID(text: String(path.split(separator: "/").last ?? "")))
            let files = try await city.house.store.read("test.files") { reader in
                try tools.files.all(where: "f.mail = \(letter)", in: reader)
            }
            #expect(files.map(\.name).sorted() == ["satu.pdf", "tiga.pdf"])
            let one = try #require(files.first { $0.name == "satu.pdf" })
            #expect(
                try await city.house.blobs.read(one.blob, from: city.house.store) == bytes)
            for table in [
                "correspondence_begun", "correspondence_uploads", "correspondence_pieces",
            ] as [SQL] { #expect(try await count(table, city) == 0) }
            // Their key went with them: the pieces cannot be read again.
            let isGone = try await city.house.store.read("test.key") { reader in
                try reader.row("SELECT wrapped FROM data_keys WHERE id = \(id)")?.isNull(0)
            }
            #expect(isGone == true)
            #expect(letter != id && first != second)
            #expect(try await city.house.ledger.verify().isSound)
        }
    }

    @Test("sent twice at once it is one letter", arguments: TestEngine.available)
    func twice(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let clerk = try await city.officer("dpmptsp-loket-1")
            let id = MailID(city.house.world.uuid())
            _ = try await send(
                LetterScene.pdf, named: "a.pdf", for: id, by: clerk, scene.tools)
            let entry = try await scene.entry()
            let outcomes = await withTaskGroup(of: String.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        await scene.problem {
                            _ = try await scene.tools.register(
                                entry, NewScans(begun: id), by: clerk)
                        } ?? "registered"
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            // The other is told that it is there, or to look once more.
            let told: Set = [
                "correspondence.problem.double", "correspondence.problem.otherScans",
            ]
            #expect(outcomes.filter { $0 == "registered" }.count == 1, "\(outcomes)")
            #expect(outcomes.filter(told.contains).count == 1, "\(outcomes)")
            #expect(try await count("correspondence_mail", city) == 1)
            #expect(try await count("correspondence_files", city) == 1)
        }
    }

    @Test(
        "nobody else's letter takes them, only who keeps a register sends, and a day later they go",
        arguments: TestEngine.available)
    func refused(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let tools = scene.tools
            let clerk = try await city.officer("dpmptsp-loket-1")
            let other = try await city.officer("dpmptsp-loket-2")
            let head = try await city.officer("dpmptsp-kepala")
            let id = MailID(city.house.world.uuid())
            _ = try await send(LetterScene.pdf, named: "a.pdf", for: id, by: clerk, tools)
            #expect(
                await scene.problem {
                    _ = try await tools.beginNewScan(id, named: "b.pdf", size: 10, by: head)
                } == "web.forbidden")
            #expect(
                await scene.problem {
                    _ = try await tools.beginNewScan(id, named: "b.pdf", size: 10, by: other)
                } == "forms.upload.gone")
            #expect(try await tools.waitingScans(id, for: other).isEmpty)
            // Another's letter with that id has no scan of it.
            let letter = try await tools.register(
                try await scene.entry(), NewScans(begun: id), by: other)
            let taken = try await city.house.store.read("test.files") { reader in
                try tools.files.all(where: "f.mail = \(letter)", in: reader).count
            }
            #expect(taken == 0)
            #expect(try await tools.waitingScans(id, for: clerk).count == 1)
            // No scan, too large, and too many.
            let wrong = try await tools.beginNewScan(id, named: "a.exe", size: 100, by: clerk)
            #expect(
                await scene.problem {
                    _ = try await tools.appendNewScan(
                        Array("MZ".utf8), at: 0, to: wrong.id, of: id, by: clerk)
                } == "forms.file.kind")
            #expect(
                await scene.problem {
                    _ = try await tools.beginNewScan(
                        id, named: "a.pdf", size: 11_000_000, by: clerk)
                } == "forms.file.tooLarge")
            for n in 2...5 {
                _ = try await send(
                    LetterScene.pdf, named: "\(n).pdf", for: id, by: clerk, tools)
            }
            #expect(
                await scene.problem {
                    _ = try await tools.beginNewScan(id, named: "6.pdf", size: 10, by: clerk)
                } == "forms.file.tooMany")
            city.wait(hours: 25)
            for timer in Correspondence(tools: tools).timers { try await timer.run() }
            for table in [
                "correspondence_begun", "correspondence_uploads", "correspondence_pieces",
            ] as [SQL] { #expect(try await count(table, city) == 0) }
        }
    }
}
