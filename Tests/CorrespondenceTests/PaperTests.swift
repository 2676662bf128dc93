import Cases
import City
import Contracts
import Correspondence
import Foundation
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@Suite("Following paper by its label")
struct PaperTests {
    @Test(
        "labelled, handed over, taken by whoever has it, lost and found",
        arguments: TestEngine.available)
    func way(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let counter = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            try await counter.send(
                [("judul", "Map izin Siti"), ("tempat", "Rak 3")], to: "/meja/jejak/baru",
                on: "/meja/jejak/baru")
            let label = await counter.path
            #expect(label.hasSuffix("/label"))
            // Nothing personal on the label.
            #expect(!(await counter.text.contains("Siti")))
            #expect(await counter.text.contains("<svg"))
            let page = String(label.dropLast("/label".count))
            let analyst = try await scene.seat("dpmptsp-analis-1").text
            await counter.open(page)
            #expect(await counter.text.contains("Map izin Siti"))
            try await counter.send([("kepada", analyst)], to: page + "/serahkan")
            #expect(await counter.text.contains("Di jalan"))
            let other = try await TestBrowser.officer("dpmptsp-analis-1", of: city)
            await other.open("/meja/jejak?daftar=datang")
            #expect(await other.text.contains(page))
            // One press from a phone, without a script.
            await other.open(page)
            try await other.send([], to: page + "/pegang")
            #expect(await other.text.contains("Map ini ada pada Anda"))
            #expect(!(await other.text.contains("⟦")))
            // The counter has it no more.
            try await counter.press(page + "/serahkan", [("kepada", analyst)])
            #expect(await counter.status == 409)
            city.wait(days: 14)
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await head.open("/meja/jejak?daftar=lama")
            #expect(await head.text.contains(page))
            await head.open(page)
            try await head.send([("tanda", "lost")], to: page + "/tandai")
            #expect(await head.text.contains("Hilang"))
            let finder = try await TestBrowser.officer("kesbangpol-analis-1", of: city)
            await finder.open(page)
            try await finder.send([], to: page + "/pegang")
            #expect(await finder.text.contains("Ditemukan"))
            #expect(await finder.text.contains("hari kerja di sini"))
        }
    }

    @Test(
        "the public page of a case says which unit has its paper, and no more",
        arguments: TestEngine.available)
    func tracking(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let id = try await city.submitted()
            let number = try await city.standing(id).record.number
            let visitor = try TestBrowser(city)
            await visitor.open("/lacak/\(number.text)")
            #expect(await !visitor.text.contains("Map kertas"))
            let clerk = try await city.officer("dpmptsp-loket-1")
            let code = try await scene.tools.label(
                PaperLabel(
                    position: try await scene.seat("dpmptsp-loket-1"), title: "Map Siti Rahma",
                    caseNumber: number, place: "Rak 3"), by: clerk)
            await visitor.open("/lacak/\(number.text)")
            #expect(await visitor.text.contains("Map kertas ada di Dinas Penanaman Modal"))
            #expect(await !visitor.text.contains("Siti Rahma"))
            #expect(await !visitor.text.contains("Rak 3"))
            try await scene.tools.handOver(
                code, to: try await scene.seat("kesbangpol-analis-1"), by: clerk)
            await visitor.open("/lacak/\(number.text)")
            #expect(await visitor.text.contains("Map kertas sedang dibawa dari Dinas"))
            let other = try await city.officer("kesbangpol-analis-1")
            try await scene.tools.take(
                code, from: try await scene.seat("kesbangpol-analis-1"), by: other)
            try await scene.tools.mark(code, .lost, place: nil, by: other)
            await visitor.open("/lacak/\(number.text)")
            #expect(await visitor.text.contains("sedang dicari"))
            #expect(try await city.house.ledger.verify().isSound)
        }
    }

    @Test("the label is a document too, with the address in its code")
    func label() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let clerk = try await city.officer("dpmptsp-loket-1")
            let code = try await scene.tools.label(
                PaperLabel(
                    position: try await scene.seat("dpmptsp-loket-1"), title: "Map izin Siti"),
                by: clerk)
            let counter = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await counter.open("/meja/jejak/\(code.text)/label")
            #expect(await counter.text.contains("/meja/jejak/\(code.text)/label.pdf"))
            await counter.open("/meja/jejak/\(code.text)/label.pdf")
            let bytes = await counter.answer?.bytes ?? []
            let path = city.house.settings.dataDirectory + "/label.pdf"
            try Data(bytes).write(to: URL(filePath: path))
            let text = try OutsideProgram.run("/usr/bin/pdftotext", ["-raw", path, "-"]).output
            #expect(text.contains(code.text))
            #expect(!text.contains("Siti"))
        }
    }

    @Test("a folder whose holder left the position is listed for those who lead the unit")
    func orphaned() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let seat = try await scene.seat("dpmptsp-loket-1")
            let code = try await scene.tools.label(
                PaperLabel(position: seat, title: "Map"),
                by: try await city.officer("dpmptsp-loket-1"))
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await head.open("/meja/jejak?daftar=ditinggal")
            #expect(!(await head.text.contains(code.text)))
            let yesterday = scene.today.adding(days: -1)
            try await city.house.store.write("test.leave") { tx in
                _ = try tx.execute(
                    """
                    UPDATE people_assignments SET until_day = \(yesterday) \
                    WHERE position = \(seat)
                    """)
            }
            await head.open("/meja/jejak?daftar=ditinggal")
            #expect(await head.text.contains(code.text))
        }
    }
}
