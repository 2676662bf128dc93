import Kernel
import Web

/// The paths of this domain. Links are made with `filled`.
enum WorkspaceURL {
    static let signIn: PathTemplate = "/petugas/masuk"
    static let inbox: PathTemplate = "/meja"
    static let next: PathTemplate = "/meja/berikut"
    /// Several tasks of a team given to one person.
    static let team: PathTemplate = "/meja/tim"
    /// Letters that wait for one's decision, many at once.
    static let letters: PathTemplate = "/meja/putusan"
    /// The same for one's initials.
    static let initials: PathTemplate = "/meja/paraf"
    /// What one signs letters with.
    static let key: PathTemplate = "/meja/tanda-tangan"
    static let keyService: PathTemplate = "/meja/tanda-tangan/bsre"
    static let keyEnd: PathTemplate = "/meja/tanda-tangan/akhir"
    /// Who acts for whom.
    static let delegations: PathTemplate = "/meja/penugasan"
    static let endDelegation: PathTemplate = "/meja/penugasan/{penugasan}/akhir"
    /// Opening a case outside one's scope.
    static let emergency: PathTemplate = "/meja/darurat"
    /// What was opened so, for the inspectorate.
    static let inspection: PathTemplate = "/meja/pemeriksaan"
    static let inspected: PathTemplate = "/meja/pemeriksaan/{akses}"
    /// Editions of the city's files that wait for a second pair of eyes.
    static let catalogue: PathTemplate = "/meja/katalog"
    static let decideCatalogue: PathTemplate = "/meja/katalog/{usulan}"
    /// Lists of cases as files; those that others ask for have a page of their own.
    static let exports: PathTemplate = "/meja/ekspor"
    static let fetchExport: PathTemplate = "/meja/ekspor/{ekspor}/unduh"
    static let exportRequests: PathTemplate = "/meja/persetujuan-ekspor"
    static let decideExport: PathTemplate = "/meja/persetujuan-ekspor/{ekspor}"
    static let file: PathTemplate = "/meja/berkas/{nomor}"
    static let attachment: PathTemplate = "/meja/berkas/{nomor}/lampiran/{blob}"
    static let picture: PathTemplate = "/meja/berkas/{nomor}/lampiran/{blob}/gambar/{halaman}"
    static let proof: PathTemplate = "/meja/berkas/{nomor}/bukti/{tindakan}"
    static let flow: PathTemplate = "/meja/berkas/{nomor}/alur.svg"
    static let draftPDF: PathTemplate = "/meja/berkas/{nomor}/konsep.pdf"
    static let letterPDF: PathTemplate = "/meja/berkas/{nomor}/surat.pdf"

    // Acts: one sub-resource each, by POST.
    static let claim: PathTemplate = "/meja/berkas/{nomor}/ambil"
    static let handBack: PathTemplate = "/meja/berkas/{nomor}/lepas"
    static let complete: PathTemplate = "/meja/berkas/{nomor}/lengkap"
    static let correction: PathTemplate = "/meja/berkas/{nomor}/perbaikan"
    static let opinion: PathTemplate = "/meja/berkas/{nomor}/pendapat"
    static let letter: PathTemplate = "/meja/berkas/{nomor}/naskah"
    static let initial: PathTemplate = "/meja/berkas/{nomor}/paraf"
    static let sendBack: PathTemplate = "/meja/berkas/{nomor}/naskah-kembali"
    static let sign: PathTemplate = "/meja/berkas/{nomor}/tanda-tangan"
    static let refuse: PathTemplate = "/meja/berkas/{nomor}/penolakan"
    static let handOver: PathTemplate = "/meja/berkas/{nomor}/penyerahan"
    static let answer: PathTemplate = "/meja/berkas/{nomor}/jawaban"
    /// Closed without work on it.
    static let dismiss: PathTemplate = "/meja/berkas/{nomor}/penutupan"
    static let message: PathTemplate = "/meja/berkas/{nomor}/pesan"
    /// What the applicant wrote needs no answer.
    static let settle: PathTemplate = "/meja/berkas/{nomor}/pesan-selesai"
    static let note: PathTemplate = "/meja/berkas/{nomor}/catatan"
    static let pay: PathTemplate = "/meja/berkas/{nomor}/pembayaran"
    static let payLate: PathTemplate = "/meja/berkas/{nomor}/pembayaran-terlambat"
    static let record: PathTemplate = "/meja/berkas/{nomor}/dokumen"
    static let refuseRecord: PathTemplate = "/meja/berkas/{nomor}/dokumen-ditolak"
    static let extend: PathTemplate = "/meja/berkas/{nomor}/perpanjangan"
    static let pause: PathTemplate = "/meja/berkas/{nomor}/jeda"
    static let resume: PathTemplate = "/meja/berkas/{nomor}/lanjut"
    static let reroute: PathTemplate = "/meja/berkas/{nomor}/alih"
    static let assign: PathTemplate = "/meja/berkas/{nomor}/tugaskan/{tugas}"
    static let revokeLetter: PathTemplate = "/meja/berkas/{nomor}/cabut-surat"
    static let reopen: PathTemplate = "/meja/berkas/{nomor}/buka-kembali"
    static let link: PathTemplate = "/meja/berkas/{nomor}/kaitan"
    static let unlink: PathTemplate = "/meja/berkas/{nomor}/lepas-kaitan"
    static let reveal: PathTemplate = "/meja/berkas/{nomor}/tampilkan"

    // What is filled in at a step before its act.
    static let work: PathTemplate = "/meja/berkas/{nomor}/isian"
    static let workFile: PathTemplate = "/meja/berkas/{nomor}/isian/{tugas}/berkas/{blob}"
    static let workThumb: PathTemplate = "/meja/berkas/{nomor}/isian/{tugas}/berkas/{blob}/gambar"
    static let workUpload: PathTemplate = "/meja/berkas/{nomor}/isian/{tugas}/unggahan"
    static let upload: PathTemplate = "/meja/berkas/{nomor}/isian/{tugas}/unggahan/{upload}"
    static let uploadCancel: PathTemplate =
        "/meja/berkas/{nomor}/isian/{tugas}/unggahan/{upload}/batal"

    static func file(_ number: TrackingCode) -> String { file.filled(number.text) }
}
