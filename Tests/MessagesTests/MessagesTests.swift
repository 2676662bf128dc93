import Cases
import City
import Contracts
import Kernel
import Notices
import People
import Store
import TestKit
import Testing
import Web

@testable import Messages

@Suite("Notices on the pages")
struct MessagesTests {
    @Test("a citizen reads, opens and marks", arguments: TestEngine.available)
    func list(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let browser = try await TestBrowser.citizen(0, of: city)
            await browser.open("/pemberitahuan")
            #expect(await browser.text.contains("Belum ada pemberitahuan"))
            let id = try await city.submitted(0)
            let number = try await city.standing(id).record.number
            await browser.open("/pemberitahuan")
            let page = await browser.text
            #expect(page.contains(number.text))
            #expect(page.contains("class=\"badge\">1<"))
            let link = try #require(
                page.split(separator: "href=\"/pemberitahuan/").dropFirst().first {
                    $0.contains("/buka\"")
                })
            let target = "/pemberitahuan/" + link.prefix { $0 != "\"" }
            let other = try await TestBrowser.citizen(1, of: city)
            await other.open(target)
            #expect(await other.status == 404)
            await browser.open(target)
            #expect(await browser.status == 200)
            let opened = await browser.path
            #expect(opened.contains(number.symbols) || opened.contains(number.text))
            await browser.open("/pemberitahuan")
            #expect(await !browser.text.contains("own-notice-new"))
            #expect(await !browser.text.contains("class=\"badge\">1<"))
        }
    }

    @Test("choices are kept, what is wrong is said and nothing typed is lost")
    func choices() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(0, of: city)
            await browser.open("/pemberitahuan/pilihan")
            #expect(await browser.text.contains("pekerja.js"))
            try await browser.send(
                [
                    ("kanal-moved", "mail"), ("tenang", "ya"), ("dari", "25.00"),
                    ("sampai", "06.30"),
                ], to: "/pemberitahuan/pilihan")
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("25.00"))
            try await browser.send(
                [
                    ("kanal-moved", "mail"), ("tenang", "ya"), ("dari", "21.00"),
                    ("sampai", "06.30"), ("rangkum", "ya"),
                ], to: "/pemberitahuan/pilihan")
            #expect(await browser.text.contains("Pilihan Anda tersimpan"))
            let account = city.citizens[0]
            let kept = try await city.house.store.read("choices") {
                try city.house.notices.choices(of: account, in: $0)
            }
            #expect(kept.channels[.moved] == [.mail] && kept.channels[.asked] == [])
            #expect(kept.quiet == QuietHours(from: 21 * 60, until: 6 * 60 + 30))
            #expect(kept.hasDigest && !kept.quietsMail)
        }
    }

    @Test("an address that no push service has is refused")
    func device() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(0, of: city)
            await browser.open("/pemberitahuan/pilihan")
            let key =
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-"
                + "AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
            for (endpoint, status) in [
                ("http://169.254.169.254/", 422), ("https://127.0.0.1/x", 422),
                ("https://dorong.example/1", 200),
            ] {
                await browser.open("/pemberitahuan/pilihan")
                try await browser.press(
                    "/pemberitahuan/perangkat",
                    [
                        ("alamat", endpoint), ("kunci", key),
                        ("rahasia", "BTBZMqHH6r4Tts7J_aSIgg"),
                    ])
                #expect(await browser.status == status, "\(endpoint)")
            }
            #expect(try await MessageScene(city).count("notice_devices") == 1)
            // Whoever ends all sessions ends what somebody else may have noted.
            func told() async throws -> Int {
                try await city.house.store.read("test.devices") {
                    try city.house.notices.devices(of: city.citizens[0], in: $0).count
                }
            }
            let before = try await told()
            #expect(before == 1)
            city.wait(hours: 1)
            try await city.house.sessions.endAll(of: city.citizens[0])
            let after = try await told()
            #expect(after == 0)
            await browser.open("/pekerja.js")
            #expect(await browser.text.contains("notificationclick"))
            #expect(
                await browser.answer?.header("content-type")?.hasPrefix("text/javascript") == true)
        }
    }

    @Test(
        "dead letters are seen without content, tried again and given up",
        arguments: TestEngine.available)
    func desk(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            _ = try await city.submitted(0)
            _ = try await city.submitted(1, of: 1)
            try await city.house.store.write("fail") { tx in
                _ = try tx.execute(
                    """
                    UPDATE notices SET state = 'failed', reason = 'gateway: 550' \
                    WHERE channel <> 'app'
                    """)
            }
            let admin = try await TestBrowser.officer("diskominfo-admin", of: city)
            await admin.open("/meja/kiriman")
            let page = await admin.text
            #expect(page.contains("gateway: 550") && page.contains("***"))
            #expect(!page.contains(DemoNames.person(0).name))
            let targets = page.split(separator: "action=\"/meja/kiriman/").dropFirst().map {
                "/meja/kiriman/" + $0.prefix { $0 != "\"" }
            }
            let again = try #require(targets.first { $0.hasSuffix("/ulang") && $0.count > 40 })
            let drop = try #require(targets.last { $0.hasSuffix("/lepas") })
            try await admin.press(again)
            #expect(await admin.text.contains("Kiriman akan dicoba lagi"))
            try await admin.press(drop)
            #expect(await admin.text.contains("Kiriman dilepaskan"))
            let states = try await city.house.store.read("states") { reader in
                try reader.rows("SELECT state FROM notices WHERE channel <> 'app' ORDER BY state")
                    .map { $0.text(0) }
            }
            #expect(states.contains("queued") && states.contains("dropped"))
            let acts = try await city.house.store.read("acts") { reader in
                try reader.rows("SELECT type FROM ledger WHERE type LIKE 'notice.%' ORDER BY type")
                    .map { $0.text(0) }
            }
            #expect(acts == ["notice.dropped", "notice.retried"])
            let clerk = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await clerk.open("/meja/kiriman")
            #expect(await clerk.status == 403)
        }
    }
}

@Suite("Asking before applying")
struct AskingTests {
    @Test(
        "a question lands with the unit that answers for the service, with its own clock",
        arguments: [
            ("ktp-el", "disdukcapil"), ("penelitian", "dpmptsp"), ("data-pribadi", "dpmptsp"),
        ])
    func unit(_ service: String, _ unit: String) async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(0, of: city)
            try await browser.send(
                [("pertanyaan", "Apakah saya perlu membawa KK?")],
                to: "/layanan/\(service)/tanya", on: "/layanan/\(service)/tanya")
            #expect(await browser.status == 200)
            let row = try await city.house.store.read("task") { reader in
                try reader.row(
                    """
                    SELECT t.unit, c.unit, c.service, t.due_at FROM tasks t \
                    JOIN cases c ON c.id = t.case_id
                    """)
            }
            let task = try #require(row)
            #expect(task.text(0) == unit && task.text(1) == unit && task.text(2) == "tanya")
            #expect(task.optionalInstant(3) != nil)
            let post = unit == "dpmptsp" ? "dpmptsp-loket-1" : "disdukcapil-loket-1"
            let officer = try await TestBrowser.officer(post, of: city)
            await officer.open("/meja")
            #expect(await officer.text.contains("Pertanyaan tentang layanan"))
        }
    }
}
