import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("The head's page of many letters")
struct BatchTests {
    private func letters(_ city: TestCity, _ count: Int) async throws -> [TrackingCode] {
        var numbers: [TrackingCode] = []
        for number in 0..<count {
            let (id, code) = try await city.newCase(number)
            try await city.bring(id, to: .decide)
            numbers.append(code)
        }
        return numbers
    }

    /// The values of the tick boxes on a page.
    private func boxes(_ page: String, ticked: Bool? = nil) -> [String] {
        page.split(separator: "name=\"surat\" value=\"").dropFirst().compactMap { part in
            let tag = part.prefix { $0 != ">" }
            let isTicked = tag.contains(" checked")
            guard ticked == nil || ticked == isTicked else { return nil }
            return String(part.prefix { $0 != "\"" })
        }
    }

    @Test("signs what is ticked, leaves the rest, and a second press says the same")
    func signs() async throws {
        try await TestCity.run { city in
            let numbers = try await letters(city, 3)
            var head = try await OfficerVisit.signIn(city, "dpmptsp-kepala")
            let list = await head.get("/meja/putusan")
            #expect(boxes(list.text).count == 3 && boxes(list.text, ticked: true).isEmpty)
            #expect(!list.text.contains(DemoNames.person(0).name))
            #expect(!list.text.contains("⟦"))
            let chosen = Array(boxes(list.text).prefix(2)).map { (name: "surat", value: $0) }

            let unread = try await head.send("/meja/putusan", chosen, from: "/meja/putusan")
            #expect(unread.status == 422)
            #expect(boxes(unread.text, ticked: true) == chosen.map(\.value))

            let sent = chosen + [(name: "sudah_baca", value: "ya")]
            let done = try await head.send("/meja/putusan", sent, from: "/meja/putusan")
            #expect(done.status == 200 && done.text.contains("2 surat ditandatangani, 0 tidak"))
            let again = try await head.send("/meja/putusan", sent, from: "/meja/putusan")
            #expect(again.text.contains("2 surat ditandatangani, 0 tidak"))
            let rest = await head.get("/meja/putusan").text
            #expect(boxes(rest).count == 1)
            #expect(numbers.filter { rest.contains($0.text) }.count == 1)
        }
    }

    @Test("ticking all takes none that somebody spoke against")
    func unopposed() async throws {
        try await TestCity.run { city in
            _ = try await letters(city, 1)
            let (id, opposed) = try await city.newCase(1)
            try await city.bring(id, to: .verify)
            try await city.house.cases.giveOpinion(
                try await city.act(id, "dpmptsp-analis-1"), favourable: false,
                text: "Belum jelas.")
            try await city.bring(id, to: .decide)
            var head = try await OfficerVisit.signIn(city, "dpmptsp-kepala")
            let list = await head.get("/meja/putusan?centang=mendukung").text
            #expect(list.contains("Tidak memenuhi syarat"))
            #expect(boxes(list).count == 2 && boxes(list, ticked: true).count == 1)
            #expect(!boxes(list, ticked: true).contains { $0.hasPrefix(opposed.symbols) })
        }
    }

    @Test("who may decide nothing sees nothing")
    func others() async throws {
        try await TestCity.run { city in
            _ = try await letters(city, 1)
            for post in ["dpmptsp-analis-1", "kesbangpol-kepala", "dpmptsp-sekretaris"] {
                var other = try await OfficerVisit.signIn(city, post)
                let page = await other.get("/meja/putusan")
                #expect(page.status == 200 && boxes(page.text).isEmpty, "\(post)")
            }
        }
    }

    @Test("initials go the same way, and one letter is taken out with a reason")
    func initials() async throws {
        try await TestCity.run { city in
            for number in 0..<3 {
                let (id, _) = try await city.newCase(number)
                try await city.bring(id, to: .initials)
            }
            var seat = try await OfficerVisit.signIn(city, "dpmptsp-kabid-perizinan")
            #expect(await seat.get("/meja").text.contains("href=\"/meja/paraf\""))
            let list = await seat.get("/meja/paraf").text
            #expect(boxes(list).count == 3)
            #expect(!list.contains(DemoNames.person(0).name) && !list.contains("⟦"))

            let out = try #require(boxes(list).first).split(separator: " ").map(String.init)
            let number = try TrackingCode(out[0])
            let back = [
                (name: "revisi", value: out[1]), (name: "tugas", value: out[2]),
                (name: "dari", value: "paraf"),
            ]
            let path = "/meja/berkas/\(number.text)/naskah-kembali"
            #expect(list.contains("id=\"kembali-\(number.symbols)\""))
            let empty = try await seat.send(path, back, from: "/meja/paraf")
            #expect(empty.status == 422)
            let sent = try await seat.send(
                path, back + [("alasan_kembali", "Judul salah.")], from: "/meja/paraf")
            #expect(sent.status == 303 && sent.header("location") == "/meja/paraf")

            let rest = boxes(await seat.get("/meja/paraf").text)
            #expect(rest.count == 2)
            let chosen = rest.map { (name: "surat", value: $0) }
            let unread = try await seat.send("/meja/paraf", chosen, from: "/meja/paraf")
            #expect(unread.status == 422 && boxes(unread.text, ticked: true).count == 2)
            let read = chosen + [(name: "sudah_baca", value: "ya")]
            let done = try await seat.send("/meja/paraf", read, from: "/meja/paraf")
            #expect(done.text.contains("2 surat diparaf, 0 tidak"))
            let again = try await seat.send("/meja/paraf", read, from: "/meja")
            #expect(again.text.contains("2 surat diparaf, 0 tidak"))
            #expect(boxes(await seat.get("/meja/paraf").text).isEmpty)
            // The decision stays the head's.
            #expect(boxes(await seat.get("/meja/putusan").text).isEmpty)
        }
    }

    @Test("asks the database as much for four letters as for two", arguments: TestEngine.available)
    func statements(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            var counts: [Int] = []
            for start in [0, 2] {
                for number in start..<start + 2 {
                    let (id, _) = try await city.newCase(number)
                    try await city.bring(id, to: .decide)
                }
                await head.open("/meja/penugasan")
                let (_, counter) = await StatementCounter.counting {
                    await head.open("/meja/putusan")
                }
                #expect(boxes(await head.text).count == start + 2)
                counts.append(counter.statements)
            }
            #expect(counts[0] == counts[1] && counts[0] <= 6, "\(counts)")
        }
    }
}
