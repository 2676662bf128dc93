import Cases
import City
import Contracts
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Complaints

@Suite("What an officer noted without a line")
struct DeskFieldTests {
    private static let address = "/meja/lapangan/luring"

    private func assigned(_ city: TestCity, _ more: String = "") async throws -> Report {
        let report = try await city.report(more)
        try await city.play(report.caseID, "- do: verifikasi")
        return try await city.report(report.caseID)
    }

    private func mark(_ city: TestCity, _ post: String) async throws -> String {
        DoInField.mark(
            try await city.officer(post).account, city.house.complaintTools.vault)
    }

    private func fields(
        _ city: TestCity, _ key: CaseID, _ report: Report, _ kind: FieldAct.Kind,
        text: String = "", of post: String = Desk.liaison
    ) async throws -> [(name: String, value: String)] {
        [
            ("kunci", key.text), ("petugas", try await mark(city, post)),
            ("nomor", report.number.text), ("jenis", kind.rawValue), ("catatan", text),
        ]
    }

    @Test(
        "each is done once, in the order in which it was noted, however often it is sent",
        arguments: TestEngine.available)
    func once(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let (report, other) = (try await assigned(city), try await assigned(city))
            let liaison = try await city.browser(Desk.liaison)
            await liaison.open("/meja/lapangan")
            #expect(await liaison.text.contains("data-stop=\"\(report.number.text)\""))
            #expect(await liaison.text.contains("round-way"))
            let take: CaseID = city.house.world.id()
            for _ in 1...2 {
                await liaison.open("/meja/lapangan")
                try await liaison.press(
                    Self.address, fields(city, take, report, .take))
                #expect(await liaison.status == 200)
            }
            #expect(try await city.report(report.caseID).state == .working)
            let missing: CaseID = city.house.world.id()
            for _ in 1...2 {
                await liaison.open("/meja/lapangan")
                try await liaison.press(
                    Self.address,
                    fields(city, missing, other, .missing, text: "Hanya lapangan kosong."))
                #expect(await liaison.status == 200)
            }
            #expect(try await city.entries(other.caseID) == ["report.missing"])
            let done: CaseID = city.house.world.id()
            let picture = try #require(Data(base64Encoded: Desk.picture))
            for _ in 1...2 {
                await liaison.open("/meja/lapangan?dari=Sempur")
                guard await liaison.text.contains("action=\"\(Self.address)\"") else { continue }
                var sent = try await fields(city, done, report, .done, text: "Sudah ditambal.")
                sent.append((name: "meter", value: "900"))
                sent.append((name: "f.bahan", value: "Aspal dua karung"))
                sent.append((name: "f.menit", value: "40"))
                try await liaison.send(
                    sent, to: Self.address,
                    files: [("f.foto_hasil", "hasil.png", Array(picture))])
                #expect(await liaison.status == 200)
            }
            let closed = try await city.report(report.caseID)
            #expect(closed.state == .done)
            #expect(closed.reply == "Sudah ditambal.")
            #expect(try await city.acts(report.caseID).filter { $0 == "case.answered" }.count == 1)
            #expect(try await city.entries(report.caseID) == ["report.photo-far"])
            let files = try await city.house.store.read("test.files") { reader in
                try reader.row(
                    """
                    SELECT COUNT(*) FROM case_files WHERE case_id = \(report.caseID) \
                    AND field = 'foto_hasil'
                    """)?.int(0)
            }
            #expect(files == 1)
            let page = try await city.browser(Desk.liaison)
            await page.open("/meja/berkas/\(report.number.text)")
            #expect(await page.text.contains("Aspal dua karung"))
        }
    }

    @Test("notes belong to whoever wrote them, and are refused with the reason")
    func refused() async throws {
        try await TestCity.run { city in
            let report = try await assigned(city)
            let keeper = try await city.browser(Desk.coordinator)
            await keeper.open("/meja/laporan")
            let key: CaseID = city.house.world.id()
            try await keeper.press(Self.address, fields(city, key, report, .take))
            #expect(await keeper.status == 409)
            #expect(await keeper.text.contains("petugas lain"))
            let liaison = try await city.browser(Desk.liaison)
            await liaison.open("/meja/lapangan")
            try await liaison.press(Self.address, fields(city, key, report, .done))
            #expect(await liaison.status == 422)
            try await city.play(report.caseID, "- do: tanggapan\n  text: Sudah ditambal.")
            await liaison.open("/meja/laporan")
            try await liaison.press(
                Self.address, fields(city, key, report, .done, text: "Saya juga."))
            #expect(await liaison.status == 409)
            #expect(await liaison.text.contains("sudah selesai atau dikerjakan orang lain"))
            let citizen = try await TestBrowser.citizen(of: city)
            await citizen.open("/lapor")
            try await citizen.press(Self.address, fields(city, key, report, .take))
            #expect(await citizen.status != 200)
        }
    }
}
