import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@testable import City

@Suite("Importing people and cases")
struct ImportPeopleTests {
    private func run(
        _ kind: ImportKind, _ text: String, in city: TestCity
    ) async throws -> ImportRun.Result {
        let path = city.house.settings.dataDirectory + "/\(city.house.world.uuid().text).csv"
        try await FileTree.write(Array(text.utf8), to: path)
        let order = ImportRun(file: path, isDry: false, report: nil)
        return try await ImportDesk.run(kind, order, source: "lama", in: city.house) { _ in }
    }

    private static let people = """
        kunci,nama,kontak,nik
        P1,Rina Wati,rina.wati@contoh.example,3271014101900003
        P2,Budi,08123,
        P3,Tono,rina.wati@contoh.example,
        P4,Ani,ani@contoh.example,

        """

    @Test("people have no password and nothing proven, once", arguments: TestEngine.available)
    func people(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let first = try await run(.people, Self.people, in: city)
            #expect(first.count.new == 2 && first.wrong == 2)
            #expect(Set(first.count.problems.map(\.kind)) == ["malformed", "twice"])
            let again = try await run(.people, Self.people, in: city)
            #expect(again.count.new == 0 && again.count.same == 2)
            let contact = try Contact(typed: "rina.wati@contoh.example")
            let found = try await city.house.store.read("test.account") { reader in
                try city.house.accounts.account(of: contact, in: reader)
            }
            let account = try #require(found)
            let person = try await city.house.accounts.citizen(account)
            #expect(person?.name == "Rina Wati" && person?.level == .contact)
            let changed = Self.people.replacing("Rina Wati", with: "Rina Wati Sari")
            #expect(try await run(.people, changed, in: city).count.changed == 1)
            let plain = try await city.house.store.read("test.plain") { reader in
                try reader.row(
                    """
                    SELECT COUNT(*) FROM people_accounts \
                    WHERE password IS NOT NULL AND id = \(account)
                    """)?.int(0)
            }
            #expect(plain == 0)
        }
    }

    @Test(
        "cases come with their old number; open ones wait at their first step",
        arguments: TestEngine.available)
    func cases(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            _ = try await run(.people, Self.people, in: city)
            let text = """
                kunci,nomor_lama,layanan,masuk,keadaan,selesai,pemohon,nama
                C1,REG/2024/17,penelitian,2024-03-04,dikabulkan,2024-03-08,P1,Rina Wati
                C2,REG/2026/2,penelitian,20-11-2026,berjalan,,P4,Ani
                C3,REG/2026/3,penelitian,20-11-2026,berjalan,,P9,Siapa
                C4,REG/2026/4,penelitian,20-11-2026,ditolak,,P4,Ani

                """
            let first = try await run(.cases, text, in: city)
            #expect(first.count.new == 2 && first.wrong == 2)
            #expect(Set(first.count.problems.map(\.column)) == ["pemohon", "selesai"])
            #expect(try await run(.cases, text, in: city).count.same == 2)
            let closed = try #require(try await city.house.cases.imported("reg/2024/17"))
            let open = try #require(try await city.house.cases.imported("REG/2026/2"))
            let clerk = try await city.officer("dpmptsp-loket-1")
            let file = try await city.house.cases.file(closed, for: clerk)
            #expect(file.record.state == .closed && file.record.outcome == .granted)
            #expect(file.acts.map(\.type) == ["case.submitted", "case.granted"])
            let running = try await city.house.cases.file(open, for: clerk).record
            #expect(running.state == .open)
            try await city.house.cases.complete(try await city.act(running.id, "dpmptsp-loket-1"))
            #expect(try await city.standing(running.id).task?.kind == .verify)
            let visitor = try TestBrowser(city)
            await visitor.open("/lacak?nomor=REG%2F2024%2F17")
            #expect(await visitor.path == "/lacak/\(closed.text)")
            #expect(try await city.house.ledger.verify().broken.isEmpty)
        }
    }

    @Test("the first step of an imported case knows the days that were decreed in the house")
    func decreed() async throws {
        try await TestCity.run { city in
            _ = try await run(.people, Self.people, in: city)
            let admin = try await city.officer("diskominfo-admin").account
            for iso in ["2026-11-24", "2026-11-25"] {
                let dated = DatedException(
                    CalendarException(
                        day: try #require(Day(iso: iso)), name: "Hari Jadi", change: .closed),
                    source: "Keputusan Wali Kota 100.3.3.3/45")
                try await city.house.store.write("test.decree") { tx in
                    try CalendarExceptions.insert(
                        dated, as: city.house.world.id(), by: admin, at: city.clock.now, in: tx)
                }
            }
            city.house.shelf.forget()
            let text = """
                kunci,nomor_lama,layanan,masuk,keadaan,selesai,pemohon,nama
                C2,REG/2026/2,penelitian,20-11-2026,berjalan,,P4,Ani

                """
            #expect(try await run(.cases, text, in: city).count.new == 1)
            let number = try #require(try await city.house.cases.imported("REG/2026/2"))
            let clerk = try await city.officer("dpmptsp-loket-1")
            let id = try await city.house.cases.file(number, for: clerk).record.id
            let due = try #require(try await city.standing(id).task?.dueAt)
            #expect(Day(due, in: city.house.zone).iso == "2026-11-26")
        }
    }
}
