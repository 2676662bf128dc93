import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("Pages of who does what")
struct OfficeWorkTests {
    @Test("whoever leads gives a task to a person, who has it among his own")
    func assign() async throws {
        try await TestCity.run { city in
            let (id, number) = try await city.newCase()
            try await city.bring(id, to: .verify)
            let task = try #require(try await city.standing(id).task)
            let page = "/meja/berkas/\(number.text)/tugaskan/\(task.id.text)"
            var lead = try await OfficerVisit.signIn(city, "dpmptsp-kabid-perizinan")
            #expect(await lead.get("/meja/berkas/\(number.text)").text.contains(page))
            let shown = await lead.get(page).text
            let analyst = try await city.officer("dpmptsp-analis-2")
            #expect(shown.contains("\(analyst.name), 0 tugas"))
            let revision = OfficerVisit.between("name=\"revisi\" value=\"", "\"", shown) ?? ""
            let nobody = try await lead.send(page, [("revisi", revision)], from: page)
            #expect(nobody.status == 422)
            let values = [(name: "revisi", value: revision), ("petugas", analyst.account.text)]
            #expect(try await lead.send(page, values, from: page).status == 303)
            var other = try await OfficerVisit.signIn(city, "dpmptsp-analis-2")
            #expect(await other.get("/meja?daftar=saya").text.contains(number.text))
            #expect(await other.get(page).status == 404)
            // The page that was open before is told that the case has moved.
            #expect(try await lead.send(page, values, from: page).status == 409)
        }
    }

    private func order(
        _ city: TestCity, _ post: String, nip: String, from: Int = 0, days: Int = 3
    ) async throws -> [(name: String, value: String)] {
        let day = Day(city.clock.now, in: .wib)
        let found = try await city.house.store.read("test.post") { reader in
            try city.house.directory.position(code: post, in: reader)
        }
        return [
            ("jabatan", try #require(found).id.text), ("kapasitas", "plh"), ("nip", nip),
            ("mulai", day.adding(days: from).iso), ("sampai", day.adding(days: from + days).iso),
            ("nomor_surat", "800/12-Umpeg"), ("tanggal_surat", day.iso),
        ]
    }

    @Test("a head appoints a stand-in, who is told so, and ends it again")
    func delegation() async throws {
        try await TestCity.run { city in
            let page = "/meja/penugasan"
            let nip = try await city.officer("dlh-analis-1").nip.text
            var head = try await OfficerVisit.signIn(city, "dpmptsp-kepala")
            #expect(await head.get("/meja").text.contains(page))

            let wrong = try await order(city, "dpmptsp-kepala", nip: nip, days: -2)
            let refused = try await head.send(page, wrong, from: page)
            #expect(refused.status == 422)
            #expect(
                refused.text.contains("800/12-Umpeg") && refused.text.contains("f-sampai-error"))
            let foreign = try await order(city, "kesbangpol-kepala", nip: nip)
            #expect(try await head.send(page, foreign, from: page).status == 403)
            let unknown = try await order(
                city, "dpmptsp-kepala", nip: "198001012005011999")
            #expect(try await head.send(page, unknown, from: page).status == 422)

            let good = try await order(city, "dpmptsp-kepala", nip: nip)
            #expect(try await head.send(page, good, from: page).status == 303)
            let shown = await head.get(page).text
            #expect(shown.contains("Plh. Kepala DPMPTSP") && shown.contains("800/12-Umpeg"))
            #expect(try await head.send(page, good, from: page).status == 409)

            var standIn = try await OfficerVisit.signIn(city, "dlh-analis-1")
            let desk = await standIn.get("/meja").text
            #expect(desk.contains("Anda bertindak sebagai Plh. Kepala DPMPTSP sampai 26 November"))
            let end = try #require(OfficerVisit.between("action=\"\(page)/", "/akhir", shown))
            #expect(try await head.send("\(page)/\(end)/akhir", [], from: page).status == 303)
            #expect(!(await standIn.get("/meja").text.contains("Anda bertindak")))
        }
    }

    @Test("only who may delegate opens the page")
    func closed() async throws {
        try await TestCity.run { city in
            var analyst = try await OfficerVisit.signIn(city, "dpmptsp-analis-1")
            #expect(await analyst.get("/meja/penugasan").status == 403)
            #expect(!(await analyst.get("/meja").text.contains("/meja/penugasan")))
        }
    }
}
