import Kernel
import Web

/// The paths of this domain. Links are made with `filled`.
enum CorrespondenceURL {
    /// Letters that came, and those that go.
    static let incoming: PathTemplate = "/meja/surat/masuk"
    static let newIncoming: PathTemplate = "/meja/surat/masuk/baru"
    /// Scans of a letter that is being entered; `{surat}` is the id that its form carries.
    static let newScans: PathTemplate = "/meja/surat/masuk/baru/{surat}/unggahan"
    static let newScan: PathTemplate = "/meja/surat/masuk/baru/{surat}/unggahan/{upload}"
    static let newScanCancel: PathTemplate =
        "/meja/surat/masuk/baru/{surat}/unggahan/{upload}/batal"
    static let outgoing: PathTemplate = "/meja/surat/keluar"
    static let newOutgoing: PathTemplate = "/meja/surat/keluar/baru"
    /// A register over some time, to be printed and to be taken along.
    static let register: PathTemplate = "/meja/surat/register"
    static let registerFile: PathTemplate = "/meja/surat/register.csv"
    static let mail: PathTemplate = "/meja/surat/{surat}"
    static let mailFile: PathTemplate = "/meja/surat/{surat}/berkas/{blob}"
    static let mailPicture: PathTemplate = "/meja/surat/{surat}/berkas/{blob}/gambar/{halaman}"
    static let scan: PathTemplate = "/meja/surat/{surat}/pindaian"
    static let scanUploads: PathTemplate = "/meja/surat/{surat}/pindaian/unggahan"
    static let scanUpload: PathTemplate = "/meja/surat/{surat}/pindaian/unggahan/{upload}"
    static let scanCancel: PathTemplate = "/meja/surat/{surat}/pindaian/unggahan/{upload}/batal"
    static let void: PathTemplate = "/meja/surat/{surat}/batal"
    static let file: PathTemplate = "/meja/surat/{surat}/cukup"
    static let number: PathTemplate = "/meja/surat/{surat}/nomor"
    static let send: PathTemplate = "/meja/surat/{surat}/kirim"

    /// Instructions.
    static let inbox: PathTemplate = "/meja/disposisi"
    static let newInstruction: PathTemplate = "/meja/disposisi/baru"
    static let figures: PathTemplate = "/meja/disposisi/angka"
    static let instruction: PathTemplate = "/meja/disposisi/{disposisi}"
    static let sheet: PathTemplate = "/meja/disposisi/{disposisi}/lembar.pdf"
    static let instructionFile: PathTemplate = "/meja/disposisi/{disposisi}/berkas/{blob}"
    static let answer: PathTemplate = "/meja/disposisi/{disposisi}/jawaban"
    static let accept: PathTemplate = "/meja/disposisi/{disposisi}/terima"
    static let sendBack: PathTemplate = "/meja/disposisi/{disposisi}/kembali"
    static let extend: PathTemplate = "/meja/disposisi/{disposisi}/waktu"
    static let end: PathTemplate = "/meja/disposisi/{disposisi}/akhir"

    /// Folders of paper.
    static let papers: PathTemplate = "/meja/jejak"
    static let newPaper: PathTemplate = "/meja/jejak/baru"
    static let paper: PathTemplate = "/meja/jejak/{kode}"
    static let label: PathTemplate = "/meja/jejak/{kode}/label"
    static let labelFile: PathTemplate = "/meja/jejak/{kode}/label.pdf"
    static let take: PathTemplate = "/meja/jejak/{kode}/pegang"
    static let handOver: PathTemplate = "/meja/jejak/{kode}/serahkan"
    static let mark: PathTemplate = "/meja/jejak/{kode}/tandai"

    /// Of another domain.
    static func caseFile(_ number: TrackingCode) -> String { "/meja/berkas/\(number.text)" }

    /// The form of a new letter, whose scans wait under an id.
    static func newIncoming(_ begun: MailID) -> String {
        newIncoming.filled() + "?surat=\(begun.text)"
    }

    static func list(_ way: MailWay) -> String {
        way == .incoming ? incoming.filled() : outgoing.filled()
    }
}

extension Instruction {
    /// Where its chain is read.
    var path: String { CorrespondenceURL.instruction.filled(id.text) }
}
