import Contracts
import Foundation
import Kernel
import Ledger
import Store
import TestKit
import Web

@testable import City
@testable import Complaints

/// Posts and pictures of stories about the officers' desk.
enum Desk {
    static let coordinator = "diskominfo-koordinator"
    static let liaison = "dpupr-penghubung"
    static let reason = "Pelat nomor dan wajah orang terlihat."

    /// A red picture of sixty pixels a side.
    static let picture =
        "iVBORw0KGgoAAAANSUhEUgAAADwAAAA8CAIAAAC1nk4lAAAASElEQVR42u3OAQkAAAgDsId4/zzGsoUgDBZgmfad"
        + "SEtLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tfWFu/L8QGvxjpAAAAAElFTkSuQmCC"
}

extension TestCity {
    func browser(_ post: String) async throws -> TestBrowser {
        try await TestBrowser.officer(post, of: self)
    }

    /// A report at a place of its own.
    func report(at latitude: String, _ more: String = "") async throws -> Report {
        let id = try await story(
            "laporan",
            "{uraian: \"Lubang di titik \(latitude)\", kategori: jalan, "
                + "tempat: {kelurahan: Sempur, tempat: tepi jalan, "
                + "koordinat: \"\(latitude), 106.800300\"}\(more)}",
            "- wait: 1 hours")
        return try await report(id)
    }

    /// A report with a picture, sent by a citizen through the pages.
    func pictured(of citizen: Int = 0) async throws -> Report {
        let browser = try await TestBrowser.citizen(citizen, of: self)
        guard let picture = Data(base64Encoded: Desk.picture) else {
            throw TestProblem("no picture")
        }
        await browser.open("/lapor")
        try await browser.send(
            [
                ("tampil", "foto,uraian,kategori,tempat,tanggal,anonim,rahasia"),
                ("f.uraian", "Mobil ini parkir di trotoar."), ("f.kategori", "parkir"),
                ("f.tempat.kelurahan", "Sempur"), ("f.tempat.tempat", "depan taman"),
                ("f.tempat.koordinat", "-6.5930, 106.8000"), ("aksi", "lanjut"),
            ], files: [("f.foto", "mobil.png", Array(picture))])
        guard await browser.path == "/lapor/periksa" else {
            throw TestProblem("the report was not taken: \(await browser.text)")
        }
        try await browser.send(to: "/lapor/kirim")
        guard let number = await browser.path.split(separator: "/").last else {
            throw TestProblem("the report was not sent")
        }
        try await house.examineOnce()
        try await readAll()
        return try await house.complaintTools.report(String(number))
    }

    /// Entries about a report besides those of its case.
    func entries(_ id: CaseID) async throws -> [String] {
        try await acts(id).filter { $0.hasPrefix("report.") }
    }

    /// How many mails of a template came to somebody.
    func told(_ template: String, _ account: AccountID) async throws -> Int64 {
        try await house.store.read("test.told") { reader in
            try reader.row(
                """
                SELECT COUNT(*) FROM notices WHERE template = \(template) \
                AND account = \(account)
                """)?.int(0)
        } ?? 0
    }
}
