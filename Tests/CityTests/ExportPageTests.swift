import Cases
import City
import Contracts
import Kernel
import People
import TestKit
import Testing
import Web

@Suite("Pages of exports")
struct ExportPageTests {
    private static let personal: [(name: String, value: String)] = [
        ("layanan", "penelitian"), ("mulai", "2026-11-20"), ("sampai", "2026-11-24"),
        ("kolom", "number"), ("kolom", "submitted"), ("pribadi", "name"), ("pribadi", "nik"),
    ]

    @Test(
        "one asks, another approves, the first downloads, the applicant reads of it",
        arguments: TestEngine.available)
    func wholeWay(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            let asker = try await TestBrowser.officer("dpmptsp-kabid-perizinan", of: city)
            let app = try await asker.setUpApp(city)
            try await asker.send(Self.personal, to: "/meja/ekspor", on: "/meja/ekspor")
            #expect(await asker.status == 422, "personal columns without a reason")
            #expect(await asker.text.contains("value=\"nik\" checked"))
            let reason = "Surat Ombudsman 12/2026 meminta daftar ini"
            try await asker.send(
                Self.personal + [("alasan", reason)], to: "/meja/ekspor", on: "/meja/ekspor")
            #expect(await asker.text.contains("Permintaan terkirim"))
            let export = try #require(try await city.house.exports.list().first).id.text
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await head.open("/meja/persetujuan-ekspor")
            for words in [reason, "Memuat data pribadi", "Nama pemohon, NIK pemohon"] {
                #expect(await head.text.contains(words), "\(words)")
            }
            #expect(await !head.text.contains("⟦"))
            try await head.send([("putusan", "tolak")], to: "/meja/persetujuan-ekspor/\(export)")
            #expect(await head.status == 422)
            try await head.send([("putusan", "setuju")], to: "/meja/persetujuan-ekspor/\(export)")
            #expect(await head.text.contains("Permintaan disetujui"))
            city.clock.advance(milliseconds: 20 * 60_000)
            await asker.open("/meja/ekspor")
            #expect(await asker.text.contains("Masih 3 kali"))
            try await asker.send(to: "/meja/ekspor/\(export)/unduh")
            #expect(await asker.status == 403)
            try await asker.send(
                [("_kode", app.code(at: city.clock.now))], to: "/meja/ekspor/\(export)/unduh")
            let citizen = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            let number = try await city.standing(id).record.number.text
            #expect(await asker.answer?.header("content-type") == "text/csv; charset=utf-8")
            let lines = await asker.text.split(separator: "\r\n").map(String.init)
            #expect(lines.first == "Nomor berkas,Diajukan,Nama pemohon,NIK pemohon")
            #expect(lines.count == 2)
            #expect(lines.last?.hasPrefix("\(number),2026-11-23,\(citizen.name),'") == true)
            await asker.open("/meja/ekspor?bahasa=en")
            #expect(await asker.text.contains("2 more times"))
            #expect(await !asker.text.contains("⟦"))
            let owner = try await TestBrowser.citizen(0, of: city)
            await owner.open("/akun/akses")
            for words in ["Mengekspor data Anda", "yang disetujui orang kedua"] {
                #expect(await owner.text.contains(words), "\(words)")
            }
        }
    }

    @Test("each purpose of a look has its words")
    func purposes() async throws {
        try await TestCity.run { city in
            let words = Vocabulary(HouseWords.lists + city.house.rooms.words)
            for purpose in AccessPurpose.allCases {
                #expect(words.has("looks.why.\(purpose.rawValue)"), "\(purpose)")
            }
        }
    }

    @Test("another's request is as if it were not there; pages open for their permission alone")
    func others() async throws {
        try await TestCity.run { city in
            _ = try await city.submitted()
            let asker = try await TestBrowser.officer("dpmptsp-kabid-perizinan", of: city)
            try await asker.send(
                Self.personal.filter { $0.name != "pribadi" }, to: "/meja/ekspor",
                on: "/meja/ekspor")
            let exports = city.house.exports
            let id = try #require(try await exports.list().first).id
            try await exports.decide(
                id, approving: true, reason: "",
                by: try await city.officer("dpmptsp-kepala").account)
            let other = try await TestBrowser.officer("dpmptsp-pengawas", of: city)
            await other.open("/meja/ekspor")
            #expect(await !other.text.contains(id.text))
            try await other.press("/meja/ekspor/\(id.text)/unduh")
            #expect(await other.status == 404)
            try await other.press("/meja/persetujuan-ekspor/\(id.text)", [("putusan", "setuju")])
            #expect(await other.status == 403)
            let clerk = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            for path in ["/meja/ekspor", "/meja/persetujuan-ekspor"] {
                await clerk.open(path)
                #expect(await clerk.status == 403, "\(path)")
            }
            #expect(try await exports.list().first?.fetched == 0)
        }
    }
}
