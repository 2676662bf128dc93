import Cases
import City
import Contracts
import Forms
import Kernel
import TestKit
import Testing
import Web

@testable import Portal

@Suite("The pages of one's case")
struct CasePageTests {
    private func number(_ id: CaseID, _ city: TestCity) async throws -> String {
        try await city.standing(id).record.number.text
    }

    @Test("Only the named fields are open, each under its note; a new file replaces the old")
    func correction() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            let page = "/berkas/\(try await number(id, city))"
            try await city.house.cases.returnForCorrection(
                try await city.act(id, "dpmptsp-loket-1"),
                Correction(
                    items: [
                        .init(field: "judul", note: "Judul berbeda dari surat pengantar."),
                        .init(field: "proposal", note: "Halaman 2 kosong."),
                    ], letter: "Mohon diperbaiki."))
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/berkas")
            #expect(await browser.text.contains("Yang perlu Anda lakukan"))
            await browser.open(page + "/perbaikan")
            let text = await browser.text
            #expect(text.contains("Judul berbeda dari surat pengantar."))
            #expect(text.contains("name=\"f.judul\""))
            #expect(!text.contains("name=\"f.alamat\""))
            #expect(!text.contains("⟦"))
            try await browser.send(
                [("f.judul", ""), ("aksi", "lanjut")],
                files: [("f.proposal", "baru.pdf", ErrandTests.pdf("baru"))])
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("baru.pdf"))
            try await browser.send([("f.judul", "Judul yang benar"), ("aksi", "lanjut")])
            #expect(await browser.path == page)
            let record = try await city.standing(id).record
            #expect(record.state == .open)
            #expect(record.round == 2)
            let file = try await city.house.cases.file(record.number, for: city.citizens[0])
            #expect(file.answers.text("judul") == "Judul yang benar")
            #expect(file.files(of: "proposal").map(\.name) == ["baru.pdf"])
            await browser.open(page + "/perbaikan")
            #expect(await browser.path == page)
        }
    }

    @Test("The letter is fetched by its owner alone, and that hands it over")
    func letter() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .handover)
            let page = "/berkas/\(try await number(id, city))"
            let other = try await TestBrowser.citizen(1, of: city)
            for target in [page, page + "/surat.pdf", page + "/tanda-terima", page + "/perbaikan"] {
                await other.open(target)
                #expect(await other.status == 404)
            }
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open(page)
            #expect(await browser.text.contains("Surat Anda sudah terbit"))
            await browser.open(page + "/surat.pdf")
            #expect(await browser.answer?.bytes.starts(with: Array("%PDF".utf8)) == true)
            #expect(try await city.standing(id).record.outcome == .granted)
            await browser.open(page)
            #expect(await browser.text.contains("Permohonan Anda disetujui"))
            await browser.open(page + "/pencabutan")
            #expect(await browser.path == page)
        }
    }

    @Test("Messages go both ways; an empty one is refused beside its field")
    func messages() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            let page = "/berkas/\(try await number(id, city))"
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open(page)
            try await browser.send([("pesan", "  ")], to: page + "/pesan")
            #expect(await browser.status == 422)
            await browser.open(page)
            try await browser.send([("pesan", "Kapan <selesai>?")], to: page + "/pesan")
            #expect(await browser.text.contains("Kapan &lt;selesai&gt;?"))
            try await browser.send(
                [("alasan", "Tidak jadi")], to: page + "/pencabutan", on: page + "/pencabutan")
            #expect(await browser.text.contains("Anda mencabut permohonan ini"))
        }
    }

    @Test("A question becomes one case, however often it is pressed, and its answer is read there")
    func question() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/layanan/penelitian/tanya")
            try await browser.send([("pertanyaan", "")])
            #expect(await browser.status == 422)
            try await browser.send([("pertanyaan", "Apakah magang perlu surat ini?")])
            let page = await browser.path
            #expect(page.hasPrefix("/berkas/"))
            let own = try await city.house.cases.cases(of: city.citizens[0])
            let record = try #require(own.first)
            #expect(own.count == 1)
            try await city.passStep(record.id)
            await browser.open(page)
            #expect(await browser.text.contains("Pertanyaan Anda sudah dijawab"))
            #expect(await browser.text.contains("<p>Ya.</p>"))
            #expect(await !browser.text.contains("⟦"))
        }
    }
}
