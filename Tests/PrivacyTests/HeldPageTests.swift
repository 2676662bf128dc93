import Cases
import City
import Contracts
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@testable import Privacy

@Suite("What the city holds on me")
struct HeldPageTests {
    @Test(
        "the page tells every kind with its law, reason and time", arguments: TestEngine.available)
    func page(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            let number = try await city.standing(id).record.number
            _ = try await city.draft(1)
            let clerk = try await city.officer("dpmptsp-loket-1")
            _ = try await city.house.cases.file(number, for: clerk)
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/data-saya")
            #expect(await browser.status == 200)
            let text = await browser.text
            #expect(!text.contains("⟦"))
            let person = DemoNames.person(0)
            for words in [
                person.name, person.email, number.text, "Draf yang belum dikirim",
                "UU 43/2009", "5 tahun sejak berkas selesai", "Data Anda dibuka 1 kali",
                "30 hari sejak dikirim", "Selama akun ada",
            ] {
                #expect(text.contains(words), "\(words)")
            }
            await browser.open("/data-saya?bahasa=en")
            let english = await browser.text
            #expect(english.contains("5 years after the case is closed"))
            #expect(!english.contains("⟦"))
        }
    }

    @Test("nobody else's: another citizen, an officer, a visitor")
    func foreign() async throws {
        try await TestCity.run { city in
            let number = try await city.standing(try await city.submitted()).record.number
            let other = try await TestBrowser.citizen(1, of: city)
            await other.open("/data-saya")
            #expect(!(await other.text.contains(number.text)))
            #expect(!(await other.text.contains(DemoNames.person(0).email)))
            try await other.press("/data-saya/unduh", [("bentuk", "json")])
            let theirs = try JSONValue(parsing: await other.answer?.bytes ?? [])
            #expect(theirs["account"]?["name"] == .string(DemoNames.person(1).name))
            #expect(theirs["cases"]?.arrayValue?.isEmpty == true)
            let officer = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await officer.open("/data-saya")
            #expect(await officer.status == 403)
            let visitor = try TestBrowser(city)
            await visitor.open("/data-saya")
            #expect(await visitor.path.hasPrefix("/masuk?lanjut="))
        }
    }

    @Test(
        "the JSON has everything, and taking it is an act with a notice",
        arguments: TestEngine.available)
    func json(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            let number = try await city.standing(id).record.number
            _ = try await city.draft(1)
            try await city.house.cases.writeMessage(
                on: id, by: city.citizens[0], text: "Apa kabar?")
            let clerk = try await city.officer("dpmptsp-loket-1")
            for _ in 0..<3 { try await city.house.cases.noteContact(number, by: clerk) }
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/data-saya")
            try await browser.press("/data-saya/unduh", [("bentuk", "json")])
            let answer = try #require(await browser.answer)
            #expect(answer.status == 200)
            #expect(answer.header("content-disposition")?.contains(".json") == true)
            let json = try JSONValue(parsing: answer.bytes)
            let person = DemoNames.person(0)
            #expect(json["format"] == "pendopo.personal-data" && json["version"] == 1)
            #expect(json["account"]?["contact"]?["address"] == .string(person.email))
            #expect(json["signIns"]?.arrayValue?.count == 1)
            #expect(json["drafts"]?.arrayValue?.count == 1)
            #expect(json["notices"]?.arrayValue?.isEmpty == false)
            #expect(json["looks"]?.arrayValue?.count == 3)
            let rules = json["rules"]?.arrayValue ?? []
            let kinds = Set(rules.compactMap { $0["kind"]?.stringValue })
            #expect(kinds == Set(HeldKind.allCases.map(\.rawValue)))
            let one = try #require(json["cases"]?[0])
            #expect(one["number"] == .string(number.text))
            let values = one["answers"]?[0]?["values"]
            #expect(values?["nama_lengkap"] == .string(person.name))
            #expect(one["messages"]?[0]?["text"] == "Apa kabar?")
            let files = one["files"]?.arrayValue ?? []
            #expect(!files.isEmpty)
            #expect(files.allSatisfy { $0["sha256"]?.stringValue?.count == 64 })
            let told = try await city.house.store.read("test.told") { reader in
                try reader.rows("SELECT facts FROM ledger WHERE type = 'privacy.downloaded'")
                    .map { $0.text(0) }
            }
            #expect(told == ["{\"form\":\"json\"}"])
            #expect(try await city.mails().contains("Data Anda telah diunduh"))
        }
    }

    @Test("the PDF is made at once, and what is no form is refused on the page")
    func pdf() async throws {
        try await TestCity.run { city in
            _ = try await city.submitted()
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/data-saya")
            try await browser.press("/data-saya/unduh", [("bentuk", "pdf")])
            #expect(await browser.answer?.bytes.starts(with: Array("%PDF".utf8)) == true)
            await browser.open("/data-saya")
            try await browser.press("/data-saya/unduh", [("bentuk", "xml")])
            #expect(await browser.status == 422)
        }
    }

    @Test("a quarter of an hour after signing in it asks who is there, and writes nothing before")
    func proof() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(of: city)
            city.clock.advance(milliseconds: 16 * 60_000)
            await browser.open("/data-saya")
            try await browser.press("/data-saya/unduh", [("bentuk", "json")])
            #expect(await browser.status == 403)
            #expect(await browser.text.contains("Buktikan bahwa ini Anda"))
            let count = try await city.house.store.read("test.told") { reader in
                try reader.row(
                    "SELECT COUNT(*) FROM ledger WHERE type = 'privacy.downloaded'")?.int(0)
            }
            #expect(count == 0)
            try await browser.send([("_sandi", DemoCity.password)], to: "/data-saya/unduh")
            #expect(await browser.status == 200)
            #expect(await browser.text.hasPrefix("{\"format\""))
        }
    }

    @Test("what was ticked when a case was sent is kept as a receipt")
    func consent() async throws {
        try await TestCity.run { city in
            let id = try await city.draft()
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/draf/\(id.text)/periksa")
            try await browser.send([("pernyataan", "1")], to: "/draf/\(id.text)/kirim")
            await browser.open("/data-saya")
            #expect(await browser.text.contains("Pernyataan yang Anda setujui"))
            let receipts = try await city.house.store.read("test.consents") { reader in
                try city.house.cases.consents(of: city.citizens[0], in: reader)
            }
            let receipt = try #require(receipts.first)
            #expect(receipt.at == city.clock.now && receipt.hash.count == 64)
            #expect(Declaration(receipt.text, .id).hash == receipt.hash)
        }
    }
}
