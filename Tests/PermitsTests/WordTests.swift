import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import City
@testable import Permits

@Suite("Finding from the middle of a name")
struct WordTests {
    private static let head = "kunci;nomor;jenis;usaha;nama;tempat;terbit;berlaku_sampai"

    private func fill(_ rows: [String], _ city: TestCity) async throws {
        let path = city.house.settings.dataDirectory + "/\(city.house.world.uuid().text).csv"
        let text = ([Self.head] + rows).joined(separator: "\n") + "\n"
        try await FileTree.write(Array(text.utf8), to: path)
        let order = ImportRun(file: path, isDry: false, report: nil)
        let result = try await ImportDesk.run(.permits, order, source: "lama", in: city.house) {
            _ in
        }
        #expect(result.wrong == 0)
    }

    private func find(
        _ city: TestCity, _ text: String, state: PermitState? = nil, size: Int = 3
    ) async throws -> [String] {
        let rows = city.house.permitTools.rows
        let filter = PermitFilter(text: text, state: state)
        let today = city.today
        var found: [Permit] = []
        var after: [UInt8]?
        // Page after page, as people do.
        while found.count < 200 {
            let page = try await city.house.store.read("test.search") { [after] reader in
                try rows.search(filter, after: after, limit: size, on: today, in: reader)
            }
            found += page.permits
            guard let next = page.next else { break }
            after = next
        }
        return found.map(\.number)
    }

    @Test(
        "each permit once over all pages: number, business, place, then words anywhere",
        arguments: TestEngine.available)
    func words(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await fill(
                [
                    "1;W/1;reklame;Senja Abadi;;Jalan Mawar 1;2024-01-01;",
                    "2;W/2;reklame;PT Kopi Senja;;Jalan Melati 2;2024-01-01;",
                    "3;W/3;reklame;Warung Kopi Senjakala;;Jalan Senja 3;2024-01-01;",
                    "4;W/4;reklame;Toko Maju;;Jalan Senja Utara 4;2024-01-01;",
                    "5;W/5;reklame;;Rina Wati;Gang Kenanga 5;2024-01-01;",
                    "6;W/6;reklame;Bengkel Kopi;;Jalan Anggrek;2024-01-01;",
                ], city)
            #expect(try await find(city, "senja", size: 1) == ["W/1", "W/2", "W/3", "W/4"])
            #expect(try await find(city, "kopi senja") == ["W/2", "W/3"])
            #expect(try await find(city, "senja kopi") == ["W/2", "W/3"])
            #expect(try await find(city, "kenanga") == ["W/5"])
            // A person is no public line.
            #expect(try await find(city, "rina").isEmpty)
            #expect(try await find(city, "senja", state: .expired).isEmpty)
            // A changed name is found by what it says now.
            try await fill(["2;W/2B;reklame;PT Teh Pagi;;Jalan Melati 2;2024-01-01;"], city)
            #expect(try await find(city, "kopi senja") == ["W/3"])
            #expect(try await find(city, "pagi") == ["W/2B"])
            // A register from before there were words gets them.
            try await city.house.store.write("test.old") { tx in
                try tx.execute("DELETE FROM permit_words")
                try tx.execute("UPDATE permits SET worded = 0")
            }
            #expect(try await find(city, "anggrek").isEmpty)
            try await city.house.permitTools.keepWords()
            #expect(try await find(city, "anggrek") == ["W/6"])
        }
    }

    @Test("expired permits, marked or not yet", arguments: TestEngine.available)
    func expired(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let tomorrow = city.today.adding(days: 1).iso
            try await fill(
                [
                    "1;X/1;reklame;Satu;;Jalan A;2020-01-01;2021-01-01",
                    "2;X/2;reklame;Dua;;Jalan B;2020-01-01;\(tomorrow)",
                    "3;X/3;reklame;Tiga;;Jalan C;2020-01-01;2022-01-01",
                    "4;X/4;reklame;Empat;;Jalan D;2020-01-01;",
                ], city)
            #expect(try await find(city, "", state: .expired, size: 1) == ["X/1", "X/3"])
            city.wait(days: 3)
            let all = ["X/1", "X/2", "X/3"]
            #expect(try await find(city, "", state: .expired, size: 1) == all)
            try await city.house.permitTools.markEnded()
            #expect(try await find(city, "", state: .expired, size: 2) == all)
            let rows = try await city.house.store.read("test.ended") { reader in
                try reader.row("SELECT COUNT(*) FROM permits WHERE ended = 1")?.int(0)
            }
            #expect(rows == 3)
            // What the archive says now holds longer.
            try await fill(["1;X/1;reklame;Satu;;Jalan A;2020-01-01;2031-01-01"], city)
            #expect(try await find(city, "", state: .expired) == ["X/2", "X/3"])
        }
    }
}
