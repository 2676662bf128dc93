import Kernel
import Web

/// The paths of this domain's pages for officers. Links are made with `filled`.
enum DeskURL {
    static let list: PathTemplate = "/meja/laporan"
    /// Two reports beside each other, and one merged into the other.
    static let merge: PathTemplate = "/meja/laporan/{nomor}/gabung"
    static let part: PathTemplate = "/meja/laporan/{nomor}/pisah"

    /// What everybody sees of a report.
    static let shown: PathTemplate = "/meja/laporan/{nomor}/tampilan"
    static let hide: PathTemplate = "/meja/laporan/{nomor}/sembunyikan"
    static let text: PathTemplate = "/meja/laporan/{nomor}/uraian"
    static let hidePhoto: PathTemplate = "/meja/laporan/{nomor}/foto/{urut}/sembunyikan"
    static let boxes: PathTemplate = "/meja/laporan/{nomor}/foto/{urut}/kotak"

    /// Who may not report for a while.
    static let block: PathTemplate = "/meja/laporan/{nomor}/blokir"
    static let blocks: PathTemplate = "/meja/laporan/blokir"
    static let unblock: PathTemplate = "/meja/laporan/blokir/{id}/cabut"

    /// Ending a report without work on it, or because somebody else has it.
    static let dismiss: PathTemplate = "/meja/laporan/{nomor}/tutup"
    /// Who reported anonymously.
    static let identify: PathTemplate = "/meja/laporan/{nomor}/pelapor"

    /// Servers with which reports are exchanged.
    static let partners: PathTemplate = "/meja/laporan/mitra"
    static let askPartner: PathTemplate = "/meja/laporan/mitra/{id}/tanya"
    static let mendPartner: PathTemplate = "/meja/laporan/mitra/{id}/bereskan"

    /// Figures of units.
    static let board: PathTemplate = "/meja/laporan/papan"

    /// Today's round in the field.
    static let round: PathTemplate = "/meja/lapangan"
    static let take: PathTemplate = "/meja/lapangan/{nomor}/kerjakan"
    static let missing: PathTemplate = "/meja/lapangan/{nomor}/tidak-ada"
    /// What a phone noted without a line.
    static let field: PathTemplate = "/meja/lapangan/luring"
    /// How far from the report a picture was taken.
    static let position: PathTemplate = "/meja/lapangan/{nomor}/posisi"

    /// Of other domains.
    static let inbox: PathTemplate = "/meja"
    static let deskCase: PathTemplate = "/meja/berkas/{nomor}"
    static let picture: PathTemplate = "/meja/berkas/{nomor}/lampiran/{blob}/gambar/{halaman}"

    /// A path with what narrows it.
    static func narrowed(
        _ path: PathTemplate, _ query: [(name: String, value: String?)]
    ) -> String {
        let pairs = query.compactMap { name, value in
            value.map { "\(name)=\(PercentCoding.encode($0))" }
        }
        return pairs.isEmpty ? path.filled() : path.filled() + "?" + pairs.joined(separator: "&")
    }
}
