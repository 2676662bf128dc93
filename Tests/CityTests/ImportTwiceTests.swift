import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@testable import City

/// Stops as a killed import does: after so many batches.
private struct Dying: RowImporter {
    struct Killed: Error {}

    let inner: any RowImporter
    let line: Int

    var columns: [String] { inner.columns }
    var required: [String] { inner.required }

    func take(_ rows: [ImportRow], isDry: Bool) async throws -> ImportCount {
        guard rows.allSatisfy({ $0.line < line }) else { throw Killed() }
        return try await inner.take(rows, isDry: isDry)
    }

    func finish(isDry: Bool) async throws { try await inner.finish(isDry: isDry) }
}

@Suite("Imports that are run again")
struct ImportTwiceTests {
    private func file(_ text: String, _ city: TestCity) async throws -> String {
        let path = city.house.settings.dataDirectory + "/\(city.house.world.uuid().text).csv"
        try await FileTree.write(Array(text.utf8), to: path)
        return path
    }

    /// 2,500 rows, 5 % of them wrong.
    private func rows(_ kind: ImportKind) -> String {
        let head =
            switch kind {
            case .people: "kunci,nama,kontak"
            case .permits: "kunci,nomor,jenis,nama,terbit"
            case .cases: "kunci,nomor_lama,layanan,masuk,keadaan,selesai,kontak"
            }
        let lines = (1...2_500).map { n -> String in
            let isWrong = n.isMultiple(of: 20)
            let day = isWrong ? "31-02-2020" : "01-02-2020"
            switch kind {
            case .people: return "K\(n),Orang \(n),\(isWrong ? "salah" : "o\(n)@contoh.example")"
            case .permits: return "K\(n),503/\(n)/2020,reklame,Orang \(n),\(day)"
            case .cases:
                return "K\(n),L/\(n),penelitian,\(day),dikabulkan,03-02-2020,"
                    + "\(DemoNames.person(0).email)"
            }
        }
        return ([head] + lines).joined(separator: "\n") + "\n"
    }

    @Test(
        "a dry run says what an import does; one that is killed goes on; twice is once",
        arguments: TestEngine.available, ImportKind.allCases)
    func again(_ engine: TestEngine, _ kind: ImportKind) async throws {
        try await TestCity.run(on: engine) { city in
            let path = try await file(rows(kind), city)
            let dry = try await ImportDesk.run(
                kind, ImportRun(file: path, isDry: true, report: nil), source: "lama",
                in: city.house
            ) { _ in }
            #expect(dry.count.new == 2_375 && dry.wrong == 125 && dry.rows == 2_500)
            let report = path + ".laporan.csv"
            let order = ImportRun(file: path, isDry: false, report: report)
            let importer = try await ImportDesk.importer(kind, "lama", city.house)
            await #expect(throws: Dying.Killed.self) {
                _ = try await order.run(Dying(inner: importer, line: 2_200)) { _ in }
            }
            let rest = try await ImportDesk.run(kind, order, source: "lama", in: city.house) { _ in
            }
            #expect(rest.count.new > 0 && rest.count.same > 0)
            #expect(rest.count.new + rest.count.same == 2_375 && rest.wrong == 125)
            let told = try await FileTree.read(report, limit: 1 << 20)
            #expect(told.count { $0 == 10 } >= 126)
            let twice = try await ImportDesk.run(
                kind, ImportRun(file: path, isDry: false, report: nil), source: "lama",
                in: city.house
            ) { _ in }
            #expect(twice.count.new == 0 && twice.count.same == 2_375)
        }
    }

    @Test("the officers that a city wrote out come into another house")
    func officers() async throws {
        try await TestCity.run { city in
            let folder = city.house.settings.dataDirectory + "/keluar"
            _ = try await CityExport.run(city.house, to: folder, withPeople: true)
            let path = folder + "/private/officers.csv"
            let order = ImportRun(file: path, isDry: false, report: nil)
            let same = try await ImportDesk.run(.people, order, source: "arsip", in: city.house) {
                _ in
            }
            #expect(same.count.same > 20 && same.count.new == 0 && same.wrong == 0)
            #expect(same.count.changed == 0)
            let text = String(
                decoding: try await FileTree.read(path, limit: 1 << 20), as: UTF8.self)
            let lines = text.split(separator: "\n")
            let more =
                lines.joined(separator: "\n")
                + "\n198503172010012003,Rina Baru,,rina.baru@contoh.example,dpmptsp-loket-2"
                + "\n198503172010012004,Salah,,,tak-ada\n"
            let second = ImportRun(file: try await file(more, city), isDry: false, report: nil)
            let result = try await ImportDesk.run(
                .people, second, source: "arsip", in: city.house
            ) { _ in }
            #expect(result.count.new == 1)
            #expect(result.count.problems.map(\.column) == ["positions"])
            #expect(try await city.officer("dpmptsp-loket-2").name.isEmpty == false)
        }
    }
}
