import Kernel
import Web

/// The paths of this domain. Links are made with `filled`.
enum ComplaintURL {
    /// Everybody.
    static let list: PathTemplate = "/laporan"
    static let table: PathTemplate = "/laporan/unduh"
    static let geoTable: PathTemplate = "/laporan/unduh.geojson"
    static let figures: PathTemplate = "/laporan/angka"
    static let points: PathTemplate = "/laporan/titik"
    static let feed: PathTemplate = "/laporan/umpan"
    static let alerts: PathTemplate = "/laporan/langganan"
    static let ways: PathTemplate = "/laporan/langganan/rute"
    static let endAlert: PathTemplate = "/laporan/langganan/{id}/berhenti"
    static let outlines: PathTemplate = "/laporan/batas"
    static let one: PathTemplate = "/laporan/{nomor}"
    static let live: PathTemplate = "/laporan/{nomor}/langsung"
    static let photo: PathTemplate = "/laporan/{nomor}/foto/{urut}"
    static let thumb: PathTemplate = "/laporan/{nomor}/foto/{urut}/kecil"
    static let support: PathTemplate = "/laporan/{nomor}/dukung"

    /// Making a report.
    static let new: PathTemplate = "/lapor"
    static let topic: PathTemplate = "/lapor/kategori"
    static let suggestions: PathTemplate = "/lapor/saran"
    static let check: PathTemplate = "/lapor/periksa"
    static let contact: PathTemplate = "/lapor/kontak"
    static let code: PathTemplate = "/lapor/kode"
    static let send: PathTemplate = "/lapor/kirim"
    static let discard: PathTemplate = "/lapor/buang"
    static let ownPhoto: PathTemplate = "/lapor/foto/{blob}"
    static let place: PathTemplate = "/lapor/tempat"
    static let token: PathTemplate = "/lapor/tanda"
    /// What was written without a line; its page works without one.
    static let queue: PathTemplate = "/lapor/luring"
    static let queued: PathTemplate = "/lapor/luring/{kunci}"
    static let worker: PathTemplate = "/sw.js"
    static let manifest: PathTemplate = "/manifest.webmanifest"
    static let sent: PathTemplate = "/lapor/terkirim/{nomor}"

    /// Of other domains.
    static let caseFile: PathTemplate = "/berkas/{nomor}"
    static let signIn: PathTemplate = "/masuk"
    static let tracking: PathTemplate = "/lacak/{nomor}"
    static let trackingLive: PathTemplate = "/lacak/{nomor}/langsung"

    /// The list, narrowed.
    static func list(_ query: [(name: String, value: String?)]) -> String {
        let pairs = query.compactMap { name, value in
            value.map { "\(name)=\(PercentCoding.encode($0))" }
        }
        return pairs.isEmpty ? list.filled() : list.filled() + "?" + pairs.joined(separator: "&")
    }
}
