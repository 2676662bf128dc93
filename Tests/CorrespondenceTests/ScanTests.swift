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

@Suite("Scans of a letter, piece by piece")
struct ScanTests {
    @Test(
        "a cut line goes on where it was; twice is once; the last piece makes the scan",
        arguments: TestEngine.available)
    func pieces(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let tools = scene.tools
            let letter = try await scene.letter()
            let clerk = try await city.officer("dpmptsp-loket-1")
            let bytes = LetterScene.pdf
            let upload = try await tools.beginScan(
                letter, named: "surat masuk.pdf", size: Int64(bytes.count), by: clerk)
            let half = bytes.count / 2
            var seen = try await tools.appendScan(
                Array(bytes[..<half]), at: 0, to: upload.id, of: letter, by: clerk)
            #expect(seen.received == Int64(half) && !seen.isDone)
            // The same piece again does not belong there.
            await #expect(throws: Refusal(.conflict, "forms.upload.offset")) {
                try await tools.appendScan(
                    Array(bytes[..<half]), at: 0, to: upload.id, of: letter, by: clerk)
            }
            seen = try await tools.scanUploads.find(
                upload.id, of: letter, by: clerk.account)
            #expect(seen.received == Int64(half))
            seen = try await tools.appendScan(
                Array(bytes[half...]), at: Int64(half), to: upload.id, of: letter, by: clerk)
            #expect(seen.isDone)
            let again = try await tools.appendScan(
                [], at: Int64(bytes.count), to: upload.id, of: letter, by: clerk)
            #expect(again.isDone)
            let (files, left) = try await city.house.store.read("test.files") { reader in
                (
                    try tools.files.all(where: "f.mail = \(letter)", in: reader),
                    try reader.row("SELECT COUNT(*) FROM correspondence_pieces")?.int(0)
                )
            }
            #expect(files.map(\.name) == ["surat masuk.pdf"] && left == 0)
            let kept = try await city.house.blobs.read(
                try #require(files.first).blob, from: city.house.store)
            #expect(kept == bytes)
            #expect(try await city.house.ledger.verify().isSound)
        }
    }

    @Test("only who keeps the register sends, only what is a scan, and the rest is swept")
    func refused() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let tools = scene.tools
            let letter = try await scene.letter()
            let clerk = try await city.officer("dpmptsp-loket-1")
            let other = try await city.officer("dpmptsp-kepala")
            await #expect(throws: Refusal.self) {
                try await tools.beginScan(letter, named: "a.pdf", size: 10, by: other)
            }
            await #expect(throws: Refusal.self) {
                try await tools.beginScan(letter, named: "a.pdf", size: 11_000_000, by: clerk)
            }
            let upload = try await tools.beginScan(
                letter, named: "a.exe", size: 100, by: clerk)
            await #expect(throws: Refusal.self) {
                try await tools.appendScan(
                    Array("MZ no scan".utf8), at: 0, to: upload.id, of: letter, by: clerk)
            }
            await #expect(throws: Refusal(.notFound, "forms.upload.gone")) {
                try await tools.scanUploads.find(upload.id, of: letter, by: clerk.account)
            }
            let slow = try await tools.beginScan(letter, named: "b.pdf", size: 100, by: clerk)
            await #expect(throws: Refusal(.notFound, "forms.upload.gone")) {
                try await tools.scanUploads.find(slow.id, of: letter, by: other.account)
            }
            city.wait(hours: 25)
            #expect(try await tools.scanUploads.sweep() == 1)
            let page = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await page.open("/meja/surat/\(letter.text)")
            #expect(await page.text.contains("data-upload=\"/meja/surat/\(letter.text)/pindaian"))
        }
    }
}
