import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Messages

@Suite("Feeds and calendars")
struct FeedTests {
    @Test("the feed tells what changed in words for people, and 304 to whoever has it")
    func feed() async throws {
        try await TestCity.run { city in
            let house = city.house
            var files = try CatalogueSource.load(directory: TestCity.cityFiles).files
            let path = "services/penelitian.yaml"
            let text = try #require(files[path])
            let promise = try #require(
                text.split(separator: "\n").first { $0.hasPrefix("promise:") })
            city.wait(days: 1)
            files[path] = text.replacing(promise, with: "promise: 9 days")
            try await house.shelf.publish(CatalogueSource(files: files))
            city.wait(days: 1)
            // A publication that changes nothing of the service is no entry.
            files["services/tanya.yaml"]? += "\n# lain\n"
            try await house.shelf.publish(CatalogueSource(files: files))
            city.wait(hours: 1)
            let browser = try TestBrowser(city)
            await browser.open("/layanan/penelitian/umpan.atom")
            let answer = await browser.answer
            let xml = await browser.text
            #expect(await browser.status == 200)
            #expect(answer?.header("content-type") == "application/atom+xml; charset=utf-8")
            #expect(xml.split(separator: "<entry>").count == 3, "\(xml)")
            #expect(xml.contains("menjadi “9 hari kerja”"))
            let tag = try #require(answer?.header("etag"))
            #expect(answer?.header("last-modified")?.hasSuffix("GMT") == true)
            let shell = try house.shell(rates: [:])
            let again = await shell.respond(
                to: TestRequest(
                    "GET", "/layanan/penelitian/umpan.atom", headers: [("If-None-Match", tag)]))
            #expect(again.status == 304 && again.text.isEmpty)
            await browser.open("/layanan/penelitian")
            #expect(await browser.text.contains("type=\"application/atom+xml\""))
            // What is nobody's to apply for has no feed, and no questions.
            for address in [
                "/layanan/bukan/umpan.atom", "/layanan/verifikasi-oss/umpan.atom",
                "/layanan/pengawasan-izin/umpan.atom",
            ] {
                await browser.open(address)
                let status = await browser.status
                #expect(status == 404, "\(address)")
            }
            let citizen = try await TestBrowser.citizen(0, of: city)
            await citizen.open("/layanan/verifikasi-oss/tanya")
            #expect(await citizen.status == 404)
            await citizen.open("/layanan/penelitian/tanya")
            #expect(await citizen.status == 200)
        }
    }

    @Test(
        "an officer's calendar: made, read, renewed, ended; gone with the post",
        arguments: TestEngine.available)
    func calendar(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted(0)
            let number = try await city.standing(id).record.number
            let officer = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            let reader = try TestBrowser(city)
            func made() async throws -> String {
                await officer.open("/pemberitahuan/kalender")
                try await officer.send(to: "/pemberitahuan/kalender")
                let parts = await officer.text.split(separator: "https://uji.example/kalender/")
                return "/kalender/" + (try #require(parts.dropFirst().first)).prefix { $0 != "<" }
            }
            let address = try await made()
            await reader.open(address)
            let text = await reader.text
            #expect(await reader.status == 200)
            #expect(text.contains("SUMMARY:\(number.text): "))
            #expect(!text.contains(DemoNames.person(0).name))
            let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
            let uid = lines.first { $0.hasPrefix("UID:") }
            city.wait(hours: 1)
            await reader.open(address)
            #expect(await reader.text.contains(try #require(uid)))
            let fresh = try await made()
            await reader.open(address)
            #expect(await reader.status == 404)
            await reader.open(fresh)
            #expect(await reader.status == 200)
            let plain = try await city.house.store.read("token") { reader in
                try reader.row("SELECT token FROM messages_calendars")?.bytes(0).count
            }
            #expect(plain == 16)
            // All sessions ended, as after a recovery: so has the address.
            city.wait(hours: 1)
            let post = try await city.officer("dpmptsp-loket-1")
            try await city.house.sessions.endAll(of: post.account)
            await reader.open(fresh)
            #expect(await reader.status == 404)
            let back = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await back.open("/pemberitahuan/kalender")
            try await back.send(to: "/pemberitahuan/kalender")
            let shown = await back.text.split(separator: "https://uji.example/kalender/")
            let last = "/kalender/" + (try #require(shown.dropFirst().first)).prefix { $0 != "<" }
            await reader.open(last)
            #expect(await reader.status == 200)
            // Who has left reads nothing.
            try await city.house.store.write("leave") { tx in
                _ = try tx.execute("UPDATE people_assignments SET until_day = '2026-11-01'")
            }
            city.house.directory.forget()
            await reader.open(last)
            #expect(await reader.status == 404)
        }
    }

    @Test("lines are folded between characters and escaped")
    func folding() {
        let line = "SUMMARY:" + String(repeating: "é", count: 60)
        let folded = CalendarText.folded(line)
        let parts = folded.split(separator: "\r\n")
        #expect(parts.count == 2 && parts.allSatisfy { $0.utf8.count <= 75 })
        #expect(parts[0] + parts[1].dropFirst() == line)
        #expect(CalendarText.escaped("a;b,c\\d\ne") == #"a\;b\,c\\d\ne"#)
        #expect(
            HTTPDate.text(Instant(milliseconds: 784_111_777_000)) == "Sun, 06 Nov 1994 08:49:37 GMT"
        )
    }
}
