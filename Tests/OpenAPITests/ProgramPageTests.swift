import City
import Contracts
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("One's own programs")
struct ProgramPageTests {
    private let page = "/akun/program"

    private func form(
        _ scopes: [String], days: String = "30", name: String = "Sistem rumah sakit"
    ) -> [(name: String, value: String)] {
        [("nama", name), ("hari", days)] + scopes.map { ("cakupan", $0) }
    }

    /// The secret that stands on a page that shows one.
    private func secret(_ text: String, _ prefix: String) -> String {
        guard let start = text.range(of: prefix) else { return "" }
        return String(text[start.lowerBound...].prefix { !"<' \n".contains($0) })
    }

    /// What stands in the hidden or visible address of the first form that ends so.
    private func address(_ text: String, ending: String) -> String {
        text.split(separator: "action=\"").map { String($0.prefix { $0 != "\"" }) }
            .first { $0.hasPrefix("/akun/program/") && $0.hasSuffix(ending) } ?? ""
    }

    @Test(
        "a token is made, shown once, told by mail, works, and is ended",
        arguments: TestEngine.available)
    func token(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open(page)
            #expect(await browser.text.contains("Tidak ada program"))
            try await browser.send(form(["cases", "drafts"]), to: page)
            let shown = await browser.text
            #expect(await browser.status == 200, "\(shown)")
            let secret = secret(shown, "pdp_")
            #expect(secret.count > 40)
            let token = await site.get("/api/v1/token", as: secret)
            #expect(token["scopes"] == ["cases", "drafts"])
            #expect(try await city.mails().contains("Token baru untuk akun Anda"))
            await browser.open(page)
            let list = await browser.text
            #expect(list.contains("Sistem rumah sakit") && !list.contains(secret))
            #expect(!list.contains("⟦"))
            await browser.open("/data-saya")
            #expect(await browser.text.contains("Token: Sistem rumah sakit (cases, drafts)"))
            await browser.open(page)
            try await browser.send(to: address(list, ending: "/akhiri"))
            #expect(await browser.text.contains("Token itu berakhir"))
            #expect(await browser.text.contains("Token yang sudah berakhir"))
            #expect(await site.get("/api/v1/token", as: secret).status == 401)
        }
    }

    @Test("what is wrong is said, and everything typed stays")
    func wrong() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(of: city)
            for (fields, words) in [
                (form([]), "openapi"), (form(["cases"], name: ""), "nama"),
                (form(["cases"], days: "4000"), "hari"), (form(["metrics"]), "cakupan"),
                (form(["cases"], name: String(repeating: "x", count: 90)), "nama"),
            ] {
                await browser.open(page)
                try await browser.send(fields, to: page)
                let status = await browser.status
                #expect([403, 422].contains(status), "\(words)")
                #expect(!(await browser.text.contains("pdp_")))
                #expect(!(await browser.text.contains("⟦")))
            }
            let count = try await city.house.store.read("test") { reader in
                try reader.row("SELECT COUNT(*) FROM people_tokens")?.int(0)
            }
            #expect(count == 0)
        }
    }

    @Test("a while after signing in it asks who is there, and makes nothing before")
    func proof() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(of: city)
            city.clock.advance(milliseconds: 16 * 60_000)
            await browser.open(page)
            try await browser.send(form(["cases"]), to: page)
            #expect(await browser.status == 403)
            #expect(await browser.text.contains("Buktikan bahwa ini Anda"))
            try await browser.send([("_sandi", DemoCity.password)], to: page)
            #expect(await browser.status == 200)
            #expect(await browser.text.contains("pdp_"))
        }
    }

    @Test("an officer's token opens no more than the officer's positions, and lasts less")
    func officer() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let browser = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await browser.open(page)
            #expect(!(await browser.text.contains("value=\"365\"")))
            #expect(!(await browser.text.contains("value=\"drafts\"")))
            try await browser.send(form(["inbox"], days: "365"), to: page)
            #expect(await browser.status == 422)
            await browser.open(page)
            try await browser.send(form(["inbox"], days: "7"), to: page)
            let secret = secret(await browser.text, "pdp_")
            #expect(await site.get("/api/v1/inbox", as: secret).status == 200)
            #expect(await site.get("/api/v1/cases", as: secret).status == 403)
        }
    }

    @Test(
        "a receiver is added, shows its secret once, is changed and removed by nobody else",
        arguments: TestEngine.available)
    func receivers(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open(page)
            #expect(await browser.text.contains("Buat dahulu token"))
            try await browser.send(form(["webhooks"]), to: page)
            let account = city.citizens[0]
            let token = try await city.house.store.read("test") { reader in
                try city.house.tokens.list(account, in: reader)[0].token.id.text
            }
            let hooks = page + "/webhook"
            await browser.open(page)
            try await browser.send(
                [("alamat", "http://10.0.0.1/kabar"), ("token", "x")], to: hooks)
            #expect(await browser.status >= 400)
            #expect(await browser.text.contains("http://10.0.0.1/kabar"))
            await browser.open(page)
            try await browser.send(
                [
                    ("alamat", "https://penerima.example/kabar"), ("token", token),
                    ("jenis", "case.submitted"), ("jenis", "tidak.ada"),
                ], to: hooks)
            let first = secret(await browser.text, "whsec_")
            #expect(await browser.status == 200 && first.count > 30)
            await browser.open(page)
            let list = await browser.text
            #expect(list.contains("penerima.example") && !list.contains(first))
            let rotate = address(list, ending: "/rahasia")
            let remove = address(list, ending: "/hapus")
            let other = try await TestBrowser.citizen(1, of: city)
            await other.open(page)
            try await other.press(rotate)
            #expect(await other.status == 404)
            try await other.press(remove)
            #expect(await other.status == 404)
            try await browser.send(to: rotate)
            let second = secret(await browser.text, "whsec_")
            #expect(second.count > 30 && second != first)
            await browser.open("/data-saya")
            #expect(await browser.text.contains("https://penerima.example/kabar"))
            await browser.open(page)
            try await browser.send(to: remove)
            #expect(await browser.text.contains("Penerima itu dihapus"))
            #expect(!(await browser.text.contains("penerima.example")))
        }
    }

    @Test("what is held is exported, and goes with the account", arguments: TestEngine.available)
    func erased(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let secret = try await site.citizen()
            let hook = await site.call(
                "POST", "/api/v1/webhooks", as: secret,
                ["url": "https://penerima.example/kabar"])
            #expect(hook.status == 201)
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/data-saya")
            try await browser.press("/data-saya/unduh", [("bentuk", "json")])
            let json = try JSONValue(parsing: await browser.answer?.bytes ?? [])
            let kinds = json["programs"]?.arrayValue?.compactMap { $0["kind"]?.stringValue }
            #expect(kinds == ["token", "receiver"])
            #expect(!json.text.contains(secret) && !json.text.contains(hook.text("secret")))
            let account = city.citizens[0]
            let erased = try await city.house.store.write("test.erase") { tx in
                try city.house.accounts.erase(account, in: tx)
            }
            #expect(erased)
            let left = try await city.house.store.read("test.left") { reader in
                try reader.row("SELECT COUNT(*) FROM people_tokens")?.int(0)
            }
            #expect(left == 0)
            #expect(await site.get("/api/v1/token", as: secret).status == 401)
        }
    }
}
