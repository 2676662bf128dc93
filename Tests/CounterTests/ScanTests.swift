import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("What comes from a scanner")
struct ScanTests {
    private static let scans = "/meja/loket/pindai"

    private func pdf(_ path: String, _ scene: CounterScene) async throws -> [UInt8] {
        await scene.clerk.open(path)
        let answer = try #require(await scene.clerk.answer)
        #expect(answer.status == 200)
        return answer.bytes
    }

    private func scan(
        _ files: [(file: String, bytes: [UInt8])], _ scene: CounterScene
    ) async throws {
        await scene.clerk.open(Self.scans)
        try await scene.clerk.send(
            [], to: Self.scans,
            files: files.map { (name: "pindaian", file: $0.file, bytes: $0.bytes) })
        try await scene.city.house.runRoomJobs()
        await scene.clerk.open(Self.scans)
    }

    private func files(_ draft: String, _ scene: CounterScene) async throws -> [String] {
        let id = CaseID(text: draft)
        return try await scene.city.house.store.read("test.files") { reader in
            try reader.rows(
                "SELECT field FROM draft_files WHERE draft = \(id) ORDER BY field"
            ).map { $0.text(0) }
        }
    }

    @Test(
        "pages behind a cover are filed where it says; the rest lies in the tray; twice is once",
        arguments: TestEngine.available)
    func covers(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = try await CounterScene(city)
            let form = try await scene.begin(try await scene.enter())
            let draft = String(form.split(separator: "/").last ?? "")
            // A letter of ours stands for what is scanned; covers come one page each, and the
            // pages of the file are in the order of the questions.
            let covers = try await pdf(form + "/sampul.pdf", scene)
            let content = try await pdf(form + "/pernyataan.pdf", scene)
            try await scan(
                [("lepas.pdf", content), ("sampul.pdf", covers), ("isi.pdf", content)], scene)
            // The last cover is that of the rest: its pages wait to be filed by hand.
            let text = await scene.clerk.text
            #expect(text.contains("Tidak ada sampul"))
            #expect(text.contains("Simpan sendiri"))
            #expect(try await files(draft, scene).isEmpty)
            let pages = try await scene.count("SELECT COUNT(*) FROM counter_pages")
            #expect(pages >= 2)
            try await scan(
                [("lepas.pdf", content), ("sampul.pdf", covers), ("isi.pdf", content)], scene)
            #expect(try await scene.count("SELECT COUNT(*) FROM counter_pages") == pages)
            #expect(try await scene.count("SELECT COUNT(*) FROM counter_batches") == 1)
            // By hand: the first page becomes the proposal.
            let first = try await city.house.store.read("test.page") { reader in
                try reader.row("SELECT id FROM counter_pages ORDER BY number LIMIT 1")?.uuid(0)
            }
            let page = try #require(first)
            await scene.clerk.open("\(Self.scans)/\(page.text)/gambar")
            #expect(await scene.clerk.answer?.bytes.starts(with: [0xFF, 0xD8]) == true)
            try await scene.clerk.send(
                [("halaman", page.text), ("tujuan", "\(draft):proposal"), ("aksi", "simpan")],
                to: Self.scans + "/berkas", on: Self.scans)
            #expect(await scene.clerk.path == Self.scans)
            let filed = try await files(draft, scene)
            #expect(filed == ["proposal"])
            let left = try await scene.count("SELECT COUNT(*) FROM counter_pages")
            #expect(left == pages - 1)
            let other = try await TestBrowser.officer("dpmptsp-loket-2", of: city)
            await other.open("\(Self.scans)/\(page.text)/gambar")
            #expect(await other.status == 404)
        }
    }

    @Test("a cover of its own files what follows it, and nothing of a hostile file stops the house")
    func filed() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let form = try await scene.begin(try await scene.enter())
            let draft = String(form.split(separator: "/").last ?? "")
            let cover = try await pdf(form + "/sampul.pdf?isian=proposal", scene)
            let content = try await pdf(form + "/pernyataan.pdf", scene)
            try await scan([("a.pdf", cover), ("b.pdf", content)], scene)
            #expect(try await files(draft, scene) == ["proposal"])
            #expect(try await scene.count("SELECT COUNT(*) FROM counter_pages") == 0)
            // The question is full now: nothing is lost, it waits in the tray.
            try await scan([("a.pdf", cover), ("c.pdf", content), ("d.pdf", content)], scene)
            #expect(try await files(draft, scene) == ["proposal"])
            #expect(try await scene.count("SELECT COUNT(*) FROM counter_pages") > 0)
            try await scan([("x.pdf", Array("%PDF-1.4 nothing".utf8))], scene)
            #expect(await scene.clerk.text.contains("Tidak terbaca"))
            try await scene.clerk.send(
                [], to: Self.scans,
                files: [(name: "pindaian", file: "x.txt", bytes: Array("text".utf8))])
            #expect(await scene.clerk.status == 422)
        }
    }

    @Test("a batch that failed is read once more when it is sent again; one that was read is not")
    func again() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let form = try await scene.begin(try await scene.enter())
            let content = try await pdf(form + "/pernyataan.pdf", scene)
            try await scan([("a.pdf", content)], scene)
            let pages = try await scene.count("SELECT COUNT(*) FROM counter_pages")
            #expect(pages > 0)
            try await city.house.store.write("test.fail") { tx in
                try tx.execute("DELETE FROM counter_pages")
                try tx.execute("UPDATE counter_batches SET state = 'failed', fault = 'late'")
            }
            for _ in 1...2 { try await scan([("a.pdf", content)], scene) }
            let read = try await scene.count(
                "SELECT COUNT(*) FROM counter_batches WHERE state = 'read' AND fault IS NULL")
            #expect(read == 1)
            let again = try await scene.count("SELECT COUNT(*) FROM counter_pages")
            #expect(again == pages)
        }
    }
}
