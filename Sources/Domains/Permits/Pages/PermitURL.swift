import Kernel
import Web

/// The paths of this domain. Links are made with `filled`.
enum PermitURL {
    /// The public register.
    static let list: PathTemplate = "/izin"
    static let map: PathTemplate = "/izin/peta"
    static let table: PathTemplate = "/izin/unduh"
    static let one: PathTemplate = "/izin/{nomor}"

    /// The holder's own permits.
    static let own: PathTemplate = "/izin-saya"
    static let begin: PathTemplate = "/izin-saya/{nomor}/{urusan}"

    /// Officers who keep the register.
    static let desk: PathTemplate = "/meja/izin"
    static let find: PathTemplate = "/meja/izin/cari"
    static let deskOne: PathTemplate = "/meja/izin/{nomor}"
    static let propose: PathTemplate = "/meja/izin/{nomor}/usul"
    static let decide: PathTemplate = "/meja/izin/{nomor}/putusan"
    /// Field visits: what is due, and beginning one.
    static let visits: PathTemplate = "/meja/izin/pengawasan"
    static let visit: PathTemplate = "/meja/izin/{nomor}/pengawasan"

    /// National systems: how the connection stands, and what waits for a hand.
    static let systems: PathTemplate = "/meja/izin/sistem"
    static let hurry: PathTemplate = "/meja/izin/sistem/{id}/tanya"
    static let report: PathTemplate = "/meja/izin/sistem/{id}/laporan"
    static let misfit: PathTemplate = "/meja/izin/sistem/{id}/pesan"

    /// Of other domains.
    static let draft: PathTemplate = "/draf/{id}"
    static let verification: PathTemplate = "/verifikasi/{kode}"
    static let caseFile: PathTemplate = "/berkas/{nomor}"
    static let deskCase: PathTemplate = "/meja/berkas/{nomor}"

    static func one(_ number: String) -> String { one.filled(PermitNumber.slug(number)) }
    static func desk(_ number: String) -> String { deskOne.filled(PermitNumber.slug(number)) }

    /// The list, narrowed.
    static func list(_ query: [(name: String, value: String?)]) -> String {
        adding(query, to: list.filled())
    }

    static func adding(_ query: [(name: String, value: String?)], to path: String) -> String {
        let pairs = query.compactMap { name, value in
            value.map { "\(name)=\(PercentCoding.encode($0))" }
        }
        return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }
}
