import Contracts
import Forms
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Permits

@Suite("Importing permits")
struct ImportTests {
    private static let head =
        "kunci;nomor;jenis;usaha;nama;nik;kelurahan;tempat;terbit;berlaku_sampai;"
        + "keadaan;keadaan_sejak"

    private func row(
        _ n: Int, number: String? = nil, business: String = "CV Lama", nik: String = "",
        until: String = "31/12/2030", state: String = "berlaku", since: String = ""
    ) -> String {
        "K\(n);\(number ?? "503/\(n)/IPR/2019");reklame;\(business);Siti Aminah;\(nik);;"
            + "Jalan Lama \(n);01-02-2019;\(until);\(state);\(since)"
    }

    private func run(
        _ rows: [String], in city: TestCity, isDry: Bool = false, report: String? = nil
    ) async throws -> ImportRun.Result {
        let path = city.house.settings.dataDirectory + "/\(city.house.world.uuid().text).csv"
        let text = ([Self.head] + rows).joined(separator: "\r\n") + "\r\n"
        try await FileTree.write(Array(text.utf8), to: path)
        let order = ImportRun(file: path, isDry: isDry, report: report)
        return try await ImportDesk.run(.permits, order, source: "lama", in: city.house) { _ in }
    }

    private func count(_ city: TestCity) async throws -> Int64? {
        try await city.house.store.read("test.count") { reader in
            try reader.row("SELECT COUNT(*) FROM permits")?.int(0)
        }
    }

    @Test(
        "twice is once, what changed is changed, a dry run changes nothing",
        arguments: TestEngine.available)
    func twice(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            var rows = (1...2_100).map { row($0) }
            let dry = try await run(rows, in: city, isDry: true)
            #expect(dry.count.new == 2_100 && dry.wrong == 0)
            #expect(try await count(city) == 0)
            let first = try await run(rows, in: city)
            #expect(first.count.new == 2_100 && first.rows == 2_100)
            let again = try await run(rows, in: city)
            #expect(again.count.new == 0 && again.count.same == 2_100)
            rows[4] = row(5, business: "CV Baru", state: "dicabut", since: "2024-05-06")
            let changed = try await run(rows, in: city)
            #expect(changed.count.changed == 1 && changed.count.same == 2_099)
            #expect(try await count(city) == 2_100)
            let facts = try await city.house.permitLookup.permit("503/5/ipr/2019")
            #expect(facts?.state == .revoked && facts?.holder == "CV Baru")
            let visitor = try TestBrowser(city)
            await visitor.open("/izin?q=CV+Baru")
            #expect(await visitor.text.contains("503/5/IPR/2019"))
            await visitor.open(PermitURL.one("503/5/IPR/2019"))
            #expect(await visitor.text.contains("arsip lama"))
        }
    }

    @Test("seven wrong rows in a hundred: the others are imported, each problem is told")
    func wrong() async throws {
        try await TestCity.run { city in
            var rows = (1...100).map { row($0) }
            rows[9] = row(10, nik: "123")
            rows[19] = row(20, until: "31/02/2030")
            rows[29] = row(30, number: "503/1/IPR/2019")
            rows[39] = "K40;\"503/40"
            rows[49] = row(50).replacing("reklame", with: "tak-ada")
            rows[59] = row(60) + ";;lebih"
            rows[69] = row(70, state: "dicabut", since: "2018-01-01")
            let report = city.house.settings.dataDirectory + "/laporan.csv"
            let result = try await run(rows, in: city, report: report)
            #expect(result.count.new == 93 && result.wrong == 7)
            let text = String(
                decoding: try await FileTree.read(report, limit: 1 << 20), as: UTF8.self)
            for line in [
                "11,nik,malformed", "21,berlaku_sampai,no-day", "31,nomor,twice",
                "41,,unclosed", "51,jenis,unknown", "61,,cells", "71,keadaan_sejak,order",
            ] {
                #expect(text.contains("\r\n" + line), "\(line)")
            }
            #expect(!text.contains("123,") && !text.contains("Siti"))
            let said = result.lines(isDry: false, report: report).joined(separator: "\n")
            #expect(said.contains("93 new") && said.contains("7 wrong") && !said.contains("Siti"))
            rows[9] = row(10)
            #expect(try await run(rows, in: city).count.new == 1)
        }
    }

    @Test("numbers of new letters go on behind those of the archive")
    func series() async throws {
        try await TestCity.run { city in
            let number = "500.16.7.2/0341/IPR/DPMPTSP/2026"
            _ = try await run([row(1, number: number)], in: city)
            let permit = try await city.sign()
            #expect(permit.number == "500.16.7.2/0342/IPR/DPMPTSP/2026")
            // The number of another archive is taken.
            let other = try await run([row(2, number: permit.number)], in: city)
            #expect(other.count.problems.map(\.kind) == ["taken"])
        }
    }

    @Test("an imported permit is its holder's, once the NIK is proven")
    func claimed() async throws {
        try await TestCity.run { city in
            let nik = DemoNames.person(0).nik
            _ = try await run([row(1, business: "", nik: nik)], in: city)
            let own = try await city.house.permitTools.own(city.citizens[0])
            #expect(own.map(\.number) == ["503/1/IPR/2019"])
            #expect(try await city.house.permitTools.own(city.citizens[1]).isEmpty)
            let draft = try await city.house.permitTools.begin(
                .change, PermitNumber.key("503/1/IPR/2019"), for: city.citizens[0],
                by: city.citizens[0]
            ) { _ in true }
            let found = try await city.house.store.read("test.draft") { reader in
                try city.house.drafts.load(draft, account: city.citizens[0], in: reader)
            }
            #expect(found?.service.text == "perubahan-data-izin")
        }
    }
}
