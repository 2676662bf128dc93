import Cases
import Contracts
import Forms
import Kernel
import Privacy
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Permits

@Suite("Holders of imported permits")
struct HoldingTests {
    private func fill(_ city: TestCity, _ rows: [String]) async throws {
        let head =
            "kunci;nomor;jenis;usaha;nama;nik;kontak;tempat;terbit;berlaku_sampai;"
            + "keadaan;keadaan_sejak"
        let path = city.house.settings.dataDirectory + "/\(city.house.world.uuid().text).csv"
        let text = ([head] + rows).joined(separator: "\n") + "\n"
        try await FileTree.write(Array(text.utf8), to: path)
        let order = ImportRun(file: path, isDry: false, report: nil)
        let result = try await ImportDesk.run(.permits, order, source: "lama", in: city.house) {
            _ in
        }
        #expect(result.wrong == 0, "\(result.count.problems)")
    }

    private var nik: String { DemoNames.person(0).nik }

    private func holders(_ city: TestCity) async throws -> [String] {
        try await city.house.store.read("test.holders") { reader in
            try reader.rows(
                """
                SELECT number FROM permits WHERE holder IS NOT NULL AND nik_key IS NOT NULL \
                ORDER BY number
                """
            ).map { $0.text(0) }
        }
    }

    @Test("whose NIK is proven sees them on the page of own data and in the file")
    func seen() async throws {
        try await TestCity.run { city in
            try await fill(
                city,
                ["1;L/1;reklame;;Siti Lama;\(nik);siti@contoh.example;Jalan Lama 1;2019-02-01;;;"])
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/data-saya")
            let page = await browser.text
            #expect(page.contains("Izin lama dari arsip") && page.contains("L/1"))
            #expect(page.contains("Siti Lama") && page.contains("siti@contoh.example"))
            try await browser.press("/data-saya/unduh", [("bentuk", "json")])
            let answer = try #require(await browser.answer)
            let json = try JSONValue(parsing: answer.bytes)
            let permit = json["permits"]?[0]
            #expect(permit?["number"] == "L/1" && permit?["nik"] == .string(nik))
            #expect(permit?["keptUntil"] == .null)
            let other = try await TestBrowser.citizen(1, of: city)
            await other.open("/data-saya")
            #expect(await !other.text.contains("L/1"))
        }
    }

    @Test(
        "kept while it may hold and for its time; then the holder goes, the permit stays",
        arguments: TestEngine.available)
    func retained(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await fill(
                city,
                [
                    "1;L/1;reklame;;Siti;\(nik);;Jalan Rumah 1;2010-01-01;2012-01-01;;",
                    "2;L/2;reklame;;Siti;\(nik);;Jalan Rumah 2;2010-01-01;2024-01-01;;",
                    "3;L/3;reklame;CV Siti;Siti;\(nik);;Jalan Toko 3;2010-01-01;;;",
                    "4;L/4;reklame;CV Siti;Siti;\(nik);;Jalan Toko 4;2010-01-01;;"
                        + "dicabut;2013-01-01",
                ])
            let run = try await city.house.privacyTools.retain()
            #expect(run.permits == 2)
            #expect(try await holders(city) == ["L/2", "L/3"])
            let rows = try await city.house.store.read("test.rows") { reader in
                try reader.rows(
                    "SELECT number, business, place FROM permits ORDER BY number"
                ).map { [$0.text(0), $0.optionalText(1) ?? "", $0.optionalText(2) ?? ""] }
            }
            #expect(rows[0] == ["L/1", "", ""])
            #expect(rows[3] == ["L/4", "CV Siti", "Jalan Toko 4"])
            let found = try await city.house.permitTools.permit(PermitNumber.key("L/1"))
            #expect(found.initials == nil && found.state(on: city.today) == .expired)
            #expect(try await city.house.privacyTools.retain().permits == 0)
        }
    }

    @Test("an objection against a measure about an imported permit gives it back")
    func contested() async throws {
        try await TestCity.run { city in
            let revoked = city.today.adding(days: -3).iso
            try await fill(
                city,
                [
                    "1;L/1;reklame;CV Siti;Siti;\(nik);;Jalan 1;2019-02-01;;dicabut;\(revoked)",
                    "2;L/2;reklame;CV Siti;Siti;\(nik);;Jalan 2;2019-02-01;;dicabut;2020-01-01",
                ])
            let tools = city.house.permitTools
            let me = city.citizens[0]
            // The time for objections is over long since.
            await #expect(throws: Refusal.self) {
                _ = try await tools.begin(.contest, PermitNumber.key("L/2"), for: me, by: me) { _ in
                    true
                }
            }
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/izin-saya")
            #expect(await browser.text.contains("/izin-saya/L~1/keberatan"))
            #expect(await !browser.text.contains("/izin-saya/L~2/keberatan"))
            let key = PermitNumber.key("L/1")
            let draft = try await tools.begin(.contest, key, for: me, by: me) { _ in true }
            let again = try await tools.begin(.contest, key, for: me, by: me) { _ in true }
            #expect(draft == again)
            let found = try await city.house.store.read("test.draft") { reader in
                try city.house.drafts.load(draft, account: me, in: reader)
            }
            #expect(found?.service.text == "keberatan-izin")
            #expect(found?.answers["nomor_izin"] == .text("L/1"))
            let stage = ScenarioStage(house: city.house, clock: city.clock, citizen: me)
            _ = try await stage.submit(
                try #require(ServiceCode("keberatan-izin")), ["alasan": ["Izinnya dibayar."]],
                draft: draft)
            try await city.play(
                draft, "- do: terima\n- do: telaah\n- do: konsep\n- do: putusan\n- do: serah")
            try await city.readAll()
            let permit = try await tools.permit(key)
            #expect(permit.state(on: city.today) == .inForce)
            // Nobody finds the service among the others.
            let visitor = try TestBrowser(city)
            await visitor.open("/layanan/keberatan-izin")
            #expect(await visitor.status == 404)
        }
    }
}
