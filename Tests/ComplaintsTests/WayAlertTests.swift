import Kernel
import Store
import TestKit
import Testing

@testable import City
@testable import Complaints

@Suite("Alerts along a way")
struct WayAlertTests {
    private static let page = "/laporan/langganan"
    private static let form = "/laporan/langganan/rute"

    /// Past the place of `TestCity.report`, which is -6.591200, 106.800300.
    private static let past = "-6.596000, 106.800300\n\n-6.588000, 106.800600"

    private func alerts(_ city: TestCity, _ citizen: Int) async throws -> Int {
        try await city.mails(to: citizen).count { $0.contains("Jalan rusak") }
    }

    @Test(
        "whoever travels past a new report hears of it once, nobody else",
        arguments: TestEngine.available)
    func passing(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let near = try await TestBrowser.citizen(1, of: city)
            for topic in ["", "jalan"] {
                try await near.send(
                    [("topik", topic), ("rute", Self.past)], to: Self.form, on: Self.page)
            }
            let list = await near.text
            #expect(list.contains("Sempur") && list.contains("0,9 km"), "\(list)")
            let far = try await TestBrowser.citizen(2, of: city)
            // Beside it, but for another topic; and elsewhere.
            try await far.send(
                [("topik", "pju"), ("rute", Self.past)], to: Self.form, on: Self.page)
            try await far.send(
                [("topik", ""), ("rute", "Bondongan\nMulya Harja")], to: Self.form,
                on: Self.page)
            #expect(await far.text.contains("Bondongan, "))
            _ = try await city.report()
            let told = try await (alerts(city, 1), alerts(city, 2))
            #expect(told == (1, 0))
        }
    }

    @Test(
        "of reports that come in one round each hears of those that were asked for, once",
        arguments: TestEngine.available)
    func round(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let traveller = try await TestBrowser.citizen(1, of: city)
            try await traveller.send(
                [("topik", "jalan"), ("rute", Self.past)], to: Self.form, on: Self.page)
            let neighbour = try await TestBrowser.citizen(2, of: city)
            for topic in ["", "pju"] {
                try await neighbour.send(
                    [("kategori", topic), ("wilayah", "32.71.03")], to: "/laporan/langganan",
                    on: "/laporan/langganan")
            }
            // Past the way; past it, of another topic; far from it.
            for (topic, latitude) in [
                ("jalan", "-6.591200"), ("pju", "-6.591300"), ("jalan", "-6.560000"),
            ] {
                try await city.story(
                    "laporan",
                    "{uraian: \"Rusak di \(latitude)\", kategori: \(topic), "
                        + "tempat: {kelurahan: Sempur, tempat: tepi jalan, "
                        + "koordinat: \"\(latitude), 106.800300\"}}", "- wait: 1 hours")
            }
            try await city.readAll()
            let news = try await (city.mails(to: 1), city.mails(to: 2))
            let told = try await (alerts(city, 1), alerts(city, 2))
            #expect(told.0 == 1 && news.0.count == 1, "\(news.0)")
            #expect(told.1 == 2 && news.1.count == 3, "\(news.1)")
        }
    }

    @Test("a way is read by its owner alone, and not in the database")
    func hidden() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(1, of: city)
            try await browser.send(
                [("topik", ""), ("rute", Self.past)], to: Self.form, on: Self.page)
            let rows = try await city.house.store.read("test") { reader in
                (
                    try reader.rows("SELECT sealed FROM report_ways").map { $0.bytes(0) },
                    try reader.rows("SELECT square FROM report_way_squares").map { $0.bytes(0) }
                )
            }
            #expect(rows.0.count == 1 && rows.1.count > 10)
            #expect(!String(decoding: rows.0[0], as: UTF8.self).contains("106.8"))
            #expect(rows.1.allSatisfy { $0.count == 16 })
            let other = try await TestBrowser.citizen(2, of: city)
            await other.open(Self.page)
            #expect(await !other.text.contains("Sempur ke"))
        }
    }

    @Test("an ended way tells nothing any more, and leaves no square")
    func ended() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(1, of: city)
            try await browser.send(
                [("topik", ""), ("rute", Self.past)], to: Self.form, on: Self.page)
            let id = try await city.house.store.read("test") {
                try $0.row("SELECT id FROM report_ways")?.uuid(0)
            }
            let path = "/laporan/langganan/\(try #require(id).text)/berhenti"
            let other = try await TestBrowser.citizen(2, of: city)
            try await other.send(
                [("topik", ""), ("rute", Self.past)], to: Self.form, on: Self.page)
            try await browser.send([], to: path)
            let left = try await city.house.store.read("test") {
                try $0.row("SELECT COUNT(DISTINCT way) FROM report_way_squares")?.int(0)
            }
            #expect(left == 1)
            _ = try await city.report()
            let told = try await (alerts(city, 1), alerts(city, 2))
            #expect(told == (0, 1))
        }
    }

    @Test(
        "what is no way is refused with its line, and stays in the form",
        arguments: [
            ("Sempur", "paling sedikit 2"), ("Sempur\nNegeri Dongeng", "Baris 2"),
            ("Sempur\n-7.250000, 112.750000", "baris 2"),
            (
                (0..<12).map { $0.isMultiple(of: 2) ? "Mulya Harja" : "Cibuluh" }
                    .joined(separator: "\n"), "40 km"
            ),
        ])
    func refused(_ way: String, _ words: String) async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(1, of: city)
            try await browser.send(
                [("topik", ""), ("rute", way)], to: Self.form, on: Self.page)
            #expect(await browser.status == 422)
            let text = await browser.text
            #expect(text.contains(words), "\(text)")
            #expect(text.contains(way.split(separator: "\n").last ?? ""))
        }
    }
}
