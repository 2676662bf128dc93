import Cases
import City
import Contracts
import Kernel
import Open311
import Outbound
import Store
import TestKit
import Testing
import Web

@testable import Complaints

@Suite("Open311: what leaves the house, and who mends what fails")
struct PartnerDeskTests {
    @Test("only what everybody may read leaves, and nothing of it says who reported")
    func privacy() async throws {
        try await PartnerScene.run { scene in
            _ = try await scene.forwarded(", rahasia: true")
            try await scene.turn()
            #expect(scene.there.posts.isEmpty)
            let other = try await scene.city.report(topic: "pju")
            try await scene.city.play(other.caseID, "- do: verifikasi")
            try await scene.turn()
            #expect(scene.there.posts.isEmpty)
            let report = try await scene.forwarded(", anonim: true")
            try await scene.turn()
            let post = try #require(scene.there.posts.first)
            let body = String(decoding: post.body, as: UTF8.self)
            for name in ["first_name", "last_name", "email", "phone", "account_id", "device_id"] {
                #expect(!body.contains(name))
            }
            #expect(try await scene.link(report.caseID)?.status == .linked)
            // The key stands in the form, and in no address that a report is sent to.
            #expect(body.contains("api_key=") && !post.url.contains("api_key"))
        }
    }

    @Test("what is refused for good waits for whoever keeps reports, who has it sent again")
    func dead() async throws {
        try await PartnerScene.run { scene in
            let report = try await scene.forwarded()
            scene.there.always(.status(422))
            try await scene.turn()
            #expect(try await scene.link(report.caseID)?.status == .dead)
            let asked = scene.there.requests.count
            try await scene.pass(hours: 3)
            #expect(scene.there.requests.count == asked)
            let desk = try await scene.city.browser(Desk.coordinator)
            await desk.open("/meja/laporan/mitra")
            let page = await desk.text
            #expect(page.contains(report.number.text) && page.contains("jawaban 422"))
            scene.there.always(nil)
            let path = "/meja/laporan/mitra/\(report.caseID.text)/bereskan"
            try await desk.press(path, [("tindakan", "ulang"), ("mitra", "dpupr")])
            #expect(await desk.status == 200)
            try await scene.turn()
            #expect(try await scene.link(report.caseID)?.status == .linked)
            #expect(try await scene.reports().count == 1)
            await desk.open("/meja/laporan/mitra")
            #expect(await !desk.text.contains("jawaban 422"))
            try await desk.press(path, [("tindakan", "selesai"), ("mitra", "dpupr")])
            #expect(await desk.status == 409)
        }
    }

    @Test("news that is refused is mended alone, and what comes after it goes on")
    func deadNews() async throws {
        try await PartnerScene.run { scene in
            let report = try await scene.forwarded()
            try await scene.turn()
            try await scene.there.scene.answer(try await scene.remote(report.caseID))
            try await scene.pass(hours: 1)
            scene.there.next(.status(400))
            let citizen = scene.city.citizens[0]
            try await scene.city.house.cases.refute(
                report.caseID, by: citizen, reason: "Belum")
            try await scene.turn()
            let dead = try await scene.city.house.store.read("test.dead") { reader in
                try PartnerSendingRows.list("WHERE s.status = 'dead'", in: reader)
            }
            let one = try #require(dead.first)
            let desk = try await scene.city.browser(Desk.coordinator)
            await desk.open("/meja/laporan/mitra")
            let path = "/meja/laporan/mitra/\(one.id.text)/bereskan"
            try await desk.press(path, [("tindakan", "ulang")])
            try await scene.pass(hours: 1)
            let done = try await scene.city.house.store.read("test.done") { reader in
                try PartnerSendingRows.find(one.id, in: reader)
            }
            #expect(done?.status == .done)
        }
    }

    @Test("without its secret nothing is asked; the page says so to those who keep reports alone")
    func guarded() async throws {
        try await PartnerScene.run { scene in
            let report = try await scene.forwarded()
            try await scene.turn(secret: "")
            #expect(scene.there.requests.isEmpty)
            #expect(try await scene.link(report.caseID)?.outcome == "no-secret")
            let liaison = try await scene.city.browser(PartnerScene.unit)
            await liaison.open("/meja/laporan/mitra")
            #expect(await liaison.status == 403)
            let desk = try await scene.city.browser(Desk.coordinator)
            await desk.open("/meja/laporan/mitra")
            #expect(await desk.text.contains("kunci rahasianya belum dipasang"))
            scene.wait(hours: 2)
            try await scene.turn()
            #expect(try await scene.reports().count == 1)
        }
    }

    @Test("slips in partners.yaml are told by line; a city without the file exchanges nothing")
    func findings() throws {
        let source = try CatalogueSource.load(directory: TestCity.cityFiles)
        func findings(_ text: String) -> [String] {
            var files = source.files
            files["partners.yaml"] = text
            return CatalogueSource(files: files).read().findings
                .filter { $0.file == "partners.yaml" }.map { "\($0.line) \($0.message)" }
        }
        let head = "mark: K\nasOf: 2026-11-26\npartners:\n"
        let sound = "  - {partner: a, name: {id: A, en: A}, unit: dlh, topics: {sampah: s}"
        #expect(findings("\(head)\(sound), url: \"https://a.example/v2\"}\n").isEmpty)
        #expect(findings("\(head)\(sound), url: \"http://10.0.0.1/v2\"}\n").count == 1)
        #expect(findings("\(head)\(sound), url: \"https://a.example/?v=2\"}\n").count == 1)
        #expect(findings("\(head)\(sound)}\n\(sound)}\n") == ["5 `a` is there twice"])
        let wrong = findings(
            head + "  - {partner: a, name: {id: A, en: A}, unit: dlx, topics: {sampah: s}}\n"
                + "  - {partner: b, name: {id: B, en: B}, unit: dlh, "
                + "topics: {sampak: s, pungli: p}}\n"
        )
        #expect(wrong.count == 3)
        var files = source.files
        files["partners.yaml"] = nil
        let without = CatalogueSource(files: files).read()
        #expect(without.catalogue?.partners.open311.isEmpty == true)
    }
}
