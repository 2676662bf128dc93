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

/// An officer at a counter of a test city, with a browser that runs no scripts.
struct CounterScene {
    let city: TestCity
    let clerk: TestBrowser
    static let desk = "/meja/loket"
    static let nik = "3271031708900001"

    init(_ city: TestCity, _ post: String = "dpmptsp-loket-1") async throws {
        self.city = city
        clerk = try await TestBrowser.officer(post, of: city)
    }

    var zone: Zone { city.house.zone }
    var today: Day { Day(city.clock.now, in: zone) }

    func search(_ text: String) async throws {
        await clerk.open(Self.desk)
        try await clerk.send([("cari", text)], to: Self.desk)
    }

    /// Enters somebody without account; the browser stands on their page.
    func enter(
        _ name: String = "Ujang Contoh", nik: String = "", contact: String = "",
        sheet: String? = nil
    ) async throws -> AccountID {
        let page = "/meja/loket/orang"
        await clerk.open(sheet.map { "\(page)?lembar=\($0)" } ?? page)
        try await clerk.send(
            [("nama", name), ("nik", nik), ("kontak", contact), ("bahasa", "id")], to: page)
        let id = await clerk.path.split(separator: "/").last.map(String.init) ?? ""
        let note: Comment = "\(await clerk.status)"
        return try #require(AccountID(text: String(id.prefix { $0 != "?" })), note)
    }

    /// Begins a form for a person; the browser stands on it.
    func begin(
        _ person: AccountID, service: String = "penelitian",
        paper: [(name: String, value: String)] = []
    ) async throws -> String {
        await clerk.open("/meja/loket/orang/\(person.text)")
        try await clerk.send(
            [("layanan", service)] + paper, to: "/meja/loket/orang/\(person.text)/mulai")
        return await clerk.path
    }

    /// Every answer of a research permit.
    func answers(from start: Day? = nil) -> [(name: String, value: String)] {
        let day = start ?? today
        return [
            ("f.kewarganegaraan", "wni"), ("f.nama_lengkap", "Ujang Contoh"),
            ("f.nik", Self.nik), ("f.alamat", "Jalan Contoh 1"), ("f.telepon", "081200000001"),
            ("f.surel", ""), ("f.jenis_lembaga", "perguruan_tinggi"),
            ("f.nama_lembaga", "Kampus Contoh"), ("f.nomor_induk", "12"),
            ("f.jenis_kegiatan", "skripsi"), ("f.judul", "Pasar dan warganya"),
            ("f.lokasi", "Pasar Bogor"), ("f.kecamatan", "32.71.01"),
            ("f.tanggal_mulai", day.adding(days: 3).iso),
            ("f.tanggal_selesai", day.adding(days: 30).iso), ("f.berkelompok", "tidak"),
            ("f.pernyataan_taat", "ya"),
        ]
    }

    static func files() -> [(name: String, file: String, bytes: [UInt8])] {
        ["surat_pengantar", "proposal", "kartu_identitas"].map { field in
            ("f.\(field)", "\(field).pdf", Array("%PDF-1.4\n\(field)\n%%EOF\n".utf8))
        }
    }

    /// Fills in and sends what the browser stands on; returns the number of the case.
    func send(from start: Day? = nil) async throws -> TrackingCode {
        let form = await clerk.path
        try await clerk.send(
            answers(from: start) + [("aksi", "lanjut")], to: form, files: Self.files())
        try await clerk.send(
            answers(from: start) + [
                ("aksi", "kirim"), ("pernyataan", "ya"), ("asli", "surat_pengantar"),
            ], to: form)
        let path = await clerk.path
        let note: Comment = "\(path): \(await problems())"
        let last = path.split(separator: "/").last.map(String.init) ?? ""
        return try #require(try? TrackingCode(last), note)
    }

    /// What the page says is wrong.
    func problems() async -> String {
        let text = await clerk.text
        return String(text.split(separator: "summary-errors").dropFirst().first?.prefix(600) ?? "")
    }

    /// What stands behind a name on the receipt.
    func fact(_ name: String) async throws -> String {
        let text = await clerk.text
        let parts = text.split(separator: "<dt>\(name)</dt><dd>")
        return String(try #require(parts.dropFirst().first).prefix { $0 != "<" })
    }

    func count(_ query: SQL) async throws -> Int64 {
        try await city.house.store.read("test.count") { try $0.row(query)?.int(0) ?? -1 }
    }

    func entries(_ type: String) async throws -> Int64 {
        try await count("SELECT COUNT(*) FROM ledger WHERE type = \(type)")
    }

    func looks(at person: AccountID) async throws -> Int64 {
        try await count(
            "SELECT COUNT(*) FROM access_log WHERE subject = \(person) AND purpose = 'counter'")
    }
}

extension TestCity {
    /// Subjects of the mails to an address, oldest first.
    func subjects(to address: String) async throws -> [String] {
        try await house.workOnce()
        return try await house.store.read("test.subjects") { reader in
            try house.notices.recent(limit: 50, in: reader)
                .filter { $0.address == address }.map(\.subject)
        }
    }
}
