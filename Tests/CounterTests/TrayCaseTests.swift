import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Counter

@Suite("Pages of the tray go into a case that was sent")
struct TrayCaseTests {
    private static let scans = "/meja/loket/pindai"
    private static let find = "/meja/loket/pindai/nomor"

    private struct Visit: Sendable {
        let city: TestCity
        let scene: CounterScene
        let id: CaseID
        let number: String
        var page: String { "/meja/loket/berkas/\(number)/pindaian" }

        /// A case that was sent, and a page in the tray that no cover names.
        init(_ city: TestCity, _ post: String = "dpmptsp-loket-1") async throws {
            self.city = city
            scene = try await CounterScene(city, post)
            id = try await city.submitted()
            number = try await city.standing(id).record.number.text
            try await scan()
        }

        func scan() async throws {
            let clerk = scene.clerk
            let form = try await scene.begin(try await scene.enter())
            await clerk.open(form + "/pernyataan.pdf")
            let content = try #require(await clerk.answer?.bytes)
            await clerk.open(TrayCaseTests.scans)
            try await clerk.send(
                [], to: TrayCaseTests.scans,
                files: [(name: "pindaian", file: "\(form.utf8.count).pdf", bytes: content)])
            try await city.house.runRoomJobs()
            await clerk.open(TrayCaseTests.scans)
        }

        var pages: [String] {
            get async throws {
                try await city.house.store.read("test.pages") { reader in
                    try reader.rows("SELECT id FROM counter_pages ORDER BY number")
                        .map { $0.uuid(0).text }
                }
            }
        }

        /// Names the case on the page of the tray.
        func name() async throws {
            try await scene.clerk.send(
                [("nomor", number)], to: TrayCaseTests.find, on: TrayCaseTests.scans)
        }

        func file(_ pages: [String], _ place: String) async throws {
            try await scene.clerk.send(
                pages.map { (name: "halaman", value: $0) } + [("tujuan", place)], to: page,
                on: page)
        }

        func filedEntries() async throws -> Int64 {
            try await scene.count(
                """
                SELECT COUNT(*) FROM ledger WHERE type = 'counter.filed' AND case_id = \(id)
                """)
        }
    }

    private func askForProposal(_ visit: Visit) async throws {
        try await visit.city.house.cases.returnForCorrection(
            try await visit.city.act(visit.id, "dpmptsp-loket-1"),
            Correction(
                items: [.init(field: "proposal", note: "Halaman 2 kosong.")],
                letter: "Mohon dilengkapi."))
    }

    @Test(
        "where the case asks for a document the page becomes it, by the number and by hand",
        arguments: TestEngine.available)
    func asked(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let visit = try await Visit(city)
            try await askForProposal(visit)
            try await visit.name()
            #expect(await visit.scene.clerk.path == visit.page)
            let text = await visit.scene.clerk.text
            #expect(text.contains("Proposal penelitian") && text.contains("Dokumen susulan"))
            let pages = try await visit.pages
            // Nothing chosen: nothing is filed, and what was ticked stays ticked.
            try await visit.file(Array(pages.prefix(1)), "")
            #expect(await visit.scene.clerk.status == 422)
            #expect(await visit.scene.clerk.text.contains("value=\"\(pages[0])\" checked"))
            try await visit.file(Array(pages.prefix(1)), "f.proposal")
            #expect(await visit.scene.clerk.path == Self.scans)
            #expect(try await visit.pages == Array(pages.dropFirst()))
            let owner = try await TestBrowser.citizen(of: city)
            await owner.open("/berkas/\(visit.number)/perbaikan")
            #expect(await owner.text.contains("pindaian.pdf"))
            #expect(try await visit.filedEntries() == 1)
            // The same page again is gone, and is no second document.
            try await visit.scene.clerk.press(
                visit.page, [("halaman", pages[0]), ("tujuan", "f.proposal")])
            #expect(await visit.scene.clerk.status == 404)
            #expect(try await visit.filedEntries() == 1)
        }
    }

    @Test(
        "what the case does not ask for is kept beside its answers, for all whom it concerns",
        arguments: TestEngine.available)
    func late(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let visit = try await Visit(city)
            let before = try await city.standing(visit.id).record
            let pages = try await visit.pages
            // A question that it does not ask takes nothing.
            try await visit.file(pages, "f.proposal")
            #expect(await visit.scene.clerk.status == 409)
            #expect(try await visit.pages == pages)
            try await visit.file(pages, "susulan")
            #expect(await visit.scene.clerk.path == Self.scans)
            #expect(try await visit.pages.isEmpty)
            let number = before.number
            let file = try await city.house.cases.file(number, for: city.citizens[0])
            #expect(file.lateDocuments.map(\.name) == ["pindaian.pdf"])
            #expect(try await city.acts(visit.id).filter { $0 == "case.document_added" }.count == 1)
            #expect(try await visit.filedEntries() == 1)
            // It is no act that somebody else's could collide with, and moves nothing.
            let after = try await city.standing(visit.id).record
            #expect(after.revision == before.revision && after.step == before.step)
            let owner = try await TestBrowser.citizen(of: city)
            await owner.open("/berkas/\(visit.number)")
            #expect(await owner.text.contains("Dokumen susulan"))
            let blob = try #require(file.lateDocuments.first?.blob.text)
            await owner.open("/berkas/\(visit.number)/lampiran/\(blob)")
            #expect(await owner.answer?.bytes.starts(with: Array("%PDF".utf8)) == true)
            let stranger = try await TestBrowser.citizen(1, of: city)
            await stranger.open("/berkas/\(visit.number)/lampiran/\(blob)")
            #expect(await stranger.status == 404)
            let analyst = try await TestBrowser.officer("dpmptsp-analis-1", of: city)
            await analyst.open("/meja/berkas/\(visit.number)")
            #expect(await analyst.text.contains("id=\"susulan\""))
            #expect(await analyst.text.contains("Dokumen susulan diterima"))
        }
    }

    @Test("an office that may not open the case files nothing in it; once it is over nobody does")
    func refused() async throws {
        try await TestCity.run { city in
            let other = try await Visit(city, "disdukcapil-loket-1")
            let pages = try await other.pages
            #expect(!pages.isEmpty)
            try await other.name()
            #expect(await other.scene.clerk.status == 422)
            #expect(await other.scene.clerk.text.contains("halaman-\(pages[0])"))
            await other.scene.clerk.open(other.page)
            #expect(await other.scene.clerk.status == 404)
            await other.scene.clerk.open(Self.scans)
            try await other.scene.clerk.press(
                other.page, [("halaman", pages[0]), ("tujuan", "susulan")])
            #expect(await other.scene.clerk.status == 404)
            #expect(try await other.pages == pages)
            // What is no number is said to be none.
            try await other.scene.clerk.send([("nomor", "bukan")], to: Self.find, on: Self.scans)
            #expect(await other.scene.clerk.status == 422)
            #expect(await other.scene.clerk.text.contains("bukan nomor berkas"))
            let visit = try await Visit(city)
            let own = try await visit.pages.filter { !pages.contains($0) }
            await visit.scene.clerk.open(Self.scans)
            try await city.house.cases.withdraw(visit.id, by: city.citizens[0], reason: "")
            try await visit.scene.clerk.press(
                visit.page, [("halaman", own[0]), ("tujuan", "susulan")])
            #expect(await visit.scene.clerk.status == 409)
            #expect(await visit.scene.clerk.text.contains("sudah selesai"))
            #expect(try await visit.pages.contains(own[0]))
        }
    }
}
