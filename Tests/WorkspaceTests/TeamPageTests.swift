import Cases
import City
import Contracts
import Kernel
import People
import TestKit
import Testing
import Web

@Suite("The page of a team's tasks")
struct TeamPageTests {
    private let list = "/meja?daftar=tim"

    private func boxes(_ page: String, ticked: Bool? = nil) -> [String] {
        page.split(separator: "name=\"tugas\" value=\"").dropFirst().compactMap { part in
            let tag = part.prefix { $0 != ">" }
            guard ticked == nil || ticked == tag.contains(" checked") else { return nil }
            return String(part.prefix { $0 != "\"" })
        }
    }

    @Test("a leader ticks tasks and gives them to a person; what was ticked is kept")
    func give() async throws {
        try await TestCity.run { city in
            var numbers: [TrackingCode] = []
            for number in 0..<3 {
                let (id, code) = try await city.newCase(number)
                try await city.bring(id, to: .verify)
                numbers.append(code)
            }
            var lead = try await OfficerVisit.signIn(city, "dpmptsp-kabid-perizinan")
            let shown = await lead.get(list).text
            #expect(shown.contains("Tim <span class=\"badge\">3</span>"))
            #expect(boxes(shown).count == 3 && boxes(shown, ticked: true).isEmpty)
            #expect(!shown.contains(DemoNames.person(0).name) && !shown.contains("⟦"))
            let analyst = try await city.officer("dpmptsp-analis-2")
            let chosen = boxes(shown).prefix(2).map { (name: "tugas", value: $0) }

            let nobody = try await lead.send("/meja/tim", chosen, from: list)
            #expect(nobody.status == 422 && nobody.text.contains("Pilih petugasnya"))
            #expect(boxes(nobody.text, ticked: true) == chosen.map(\.value))
            let person = [(name: "petugas", value: analyst.account.text)]
            let none = try await lead.send("/meja/tim", person, from: list)
            #expect(none.status == 422 && none.text.contains("Centang sedikitnya satu tugas"))

            let done = try await lead.send("/meja/tim", chosen + person, from: list)
            #expect(done.status == 200)
            #expect(done.text.contains("2 tugas diberikan kepada \(analyst.name), 0 tidak"))
            var other = try await OfficerVisit.signIn(city, "dpmptsp-analis-2")
            let mine = await other.get("/meja?daftar=saya").text
            #expect(numbers.filter { mine.contains($0.text) }.count == 2)
            let after = await lead.get("\(list)&pemegang=\(analyst.account.text)").text
            #expect(boxes(after).count == 2)
        }
    }

    @Test("who leads nothing has no such list and gives nothing")
    func closed() async throws {
        try await TestCity.run { city in
            let (_, number) = try await city.newCase()
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let shown = await clerk.get(list).text
            #expect(!shown.contains("href=\"/meja?daftar=tim\"") && boxes(shown).isEmpty)
            #expect(shown.contains(number.text))
            let refused = try await clerk.send(
                "/meja/tim", [("tugas", "1"), ("petugas", "1")],
                from: "/meja/berkas/\(number.text)")
            #expect(refused.status == 403)
        }
    }

    @Test("a narrowed list stays narrow from page to page, and says when nothing fits")
    func narrowed() async throws {
        try await TestCity.run { city in
            let (_, number) = try await city.newCase()
            _ = try await city.advertisement()
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let all = await clerk.get("/meja").text
            #expect(all.contains("<option value=\"penelitian\">"))
            let one = await clerk.get("/meja?layanan=penelitian&pemegang=belum").text
            #expect(one.contains("/meja/berkas/\(number.text)"))
            #expect(one.contains("<option value=\"penelitian\" selected>"))
            #expect(one.contains("<option value=\"belum\" selected>"))
            #expect(one.split(separator: "/meja/berkas/").count == 2)
            #expect(one.contains("Tampilkan semua"))
            // The links of the columns, as those of the pages, keep what is chosen.
            #expect(one.contains("layanan=penelitian&amp;pemegang=belum&amp;urut=masuk"))
            let none = await clerk.get("/meja?layanan=taman").text
            #expect(none.contains("Tidak ada yang cocok"))
            let odd = await clerk.get("/meja?layanan=tidak-ada!&pemegang=siapa").text
            #expect(odd.contains("/meja/berkas/\(number.text)"))
        }
    }
}
