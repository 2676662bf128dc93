import Cases
import City
import Contracts
import Kernel
import People
import TestKit
import Testing
import Web

@Suite("Emergency access")
struct EmergencyTests {
    private let reason = "Ambulans menunggu alamat pemohon, kantornya sudah tutup"

    @Test(
        "a case outside one's scope opens for an hour, to be read, before all eyes",
        arguments: TestEngine.available)
    func wholeWay(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let (_, number) = try await city.newCase()
            let page = "/meja/berkas/\(number.text)"
            var head = try await OfficerVisit.signIn(city, "disdukcapil-kepala")
            #expect(await head.get(page).status == 404)

            let short = try await head.send(
                "/meja/darurat", [("nomor_berkas", number.text), ("alasan", "penting")],
                from: "/meja/darurat")
            #expect(short.status == 422)
            #expect(short.text.contains("paling sedikit 20 huruf"))
            #expect(await head.get(page).status == 404)

            let sent = try await head.send(
                "/meja/darurat", [("nomor_berkas", number.text), ("alasan", reason)],
                from: "/meja/darurat")
            #expect(sent.status == 303)
            let shown = await head.get(page)
            #expect(shown.status == 200)
            #expect(shown.text.contains("karena akses darurat sampai pukul 10.00"))
            // To be read only: nothing can be written, and no form pretends it.
            #expect(!shown.text.contains("action=\"\(page)/catatan\""))
            let note = try await head.send(
                "\(page)/catatan", [("revisi", "1"), ("catatan", "x")], from: "/meja/darurat")
            #expect(note.status == 404)
            // It is among nobody's lists and found by no search.
            #expect(await !head.get("/meja?q=\(number.text)").text.contains("\(page)\""))

            // The inspectorate was told; the applicant sees it.
            var auditor = try await OfficerVisit.signIn(city, "inspektorat-auditor-1")
            let list = await auditor.get("/meja/pemeriksaan")
            #expect(list.text.contains("Ambulans menunggu"))
            let citizen = try await TestBrowser.citizen(0, of: city)
            await citizen.open("/akun/akses")
            #expect(await citizen.text.contains("Keadaan darurat"))
            #expect(await citizen.text.contains("Akses darurat"))

            city.wait(hours: 1)
            #expect(await head.get(page).status != 200)
        }
    }

    @Test("who may not, whose case it is anyway, and what is no case")
    func refused() async throws {
        try await TestCity.run { city in
            let (_, number) = try await city.newCase()
            var clerk = try await OfficerVisit.signIn(city, "disdukcapil-loket-1")
            #expect(await clerk.get("/meja/darurat").status == 403)
            #expect(await clerk.get("/meja/pemeriksaan").status == 403)
            var head = try await OfficerVisit.signIn(city, "dpmptsp-kepala")
            #expect(await head.get("/meja/pemeriksaan").status == 403)
            let own = try await head.send(
                "/meja/darurat", [("nomor_berkas", number.text), ("alasan", reason)],
                from: "/meja/darurat")
            #expect(own.status == 409)
            #expect(own.text.contains("sudah boleh Anda buka"))
            var other = try await OfficerVisit.signIn(city, "disdukcapil-kepala")
            let none = try await other.send(
                "/meja/darurat",
                [("nomor_berkas", TrackingCode(random: .seeded(99)).text), ("alasan", reason)],
                from: "/meja/darurat")
            #expect(none.status == 404)
        }
    }

    @Test(
        "the inspectorate judges once, and nobody judges himself",
        arguments: TestEngine.available)
    func review(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let (_, number) = try await city.newCase()
            let head = try await city.officer("disdukcapil-kepala")
            try await city.house.cases.breakGlass(number, by: head, reason: reason)
            let opened = try #require(try await city.house.cases.emergencies.page().list.first)
            #expect(opened.reason == reason)
            let auditor = try await city.officer("inspektorat-auditor-1")
            let seat = try #require(auditor.authorities.first).position
            let review = city.house.cases.emergencies.review
            await #expect(throws: Refusal.self) {
                try await review(opened.id, .justified, "", head, opened.position)
            }
            try await review(opened.id, .unjustified, "Tidak ada ambulans", auditor, seat)
            await #expect(throws: Refusal.self) {
                try await review(opened.id, .justified, "", auditor, seat)
            }
            let after = try #require(try await city.house.cases.emergencies.page().list.first)
            #expect(after.verdict == .unjustified && after.remark == "Tidak ada ambulans")
        }
    }
}
