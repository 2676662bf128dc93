import Web

/// The paths of this domain. Links are made with `filled`.
enum PortalURL {
    static let home: PathTemplate = "/"
    static let services: PathTemplate = "/layanan"
    static let service: PathTemplate = "/layanan/{kode}"
    static let ask: PathTemplate = "/layanan/{kode}/tanya"
    static let serviceFlow: PathTemplate = "/layanan/{kode}/alur.svg"
    /// What changed in the service; a feed of the domain Messages.
    static let serviceFeed: PathTemplate = "/layanan/{kode}/umpan.atom"
    static let startDraft: PathTemplate = "/layanan/{kode}/draf"

    /// Taking over what was sent at a counter; a page of the domain Counter.
    static let claim: PathTemplate = "/klaim"

    static let track: PathTemplate = "/lacak"
    static let tracking: PathTemplate = "/lacak/{nomor}"
    static let trackingLive: PathTemplate = "/lacak/{nomor}/langsung"
    static let verify: PathTemplate = "/verifikasi"
    static let verification: PathTemplate = "/verifikasi/{kode}"
    /// Checks letters and receipts also where there is no line.
    static let check: PathTemplate = "/verifikasi/luring"
    static let checkWorker: PathTemplate = "/verifikasi/pekerja.js"
    static let keysFile: PathTemplate = "/verifikasi/kunci.pem"
    static let keys: PathTemplate = "/verifikasi/kunci.json"

    static let register: PathTemplate = "/daftar"
    static let registerCode: PathTemplate = "/daftar/kode"
    static let registerFinish: PathTemplate = "/daftar/selesai"
    static let signIn: PathTemplate = "/masuk"
    static let signOut: PathTemplate = "/keluar"
    static let password: PathTemplate = "/sandi"
    static let passwordCode: PathTemplate = "/sandi/kode"
    static let passwordOther: PathTemplate = "/sandi/kode/kedua"
    static let passwordFinish: PathTemplate = "/sandi/selesai"
    static let passwordStop: PathTemplate = "/sandi/batal"
    static let account: PathTemplate = "/akun"
    static let accountName: PathTemplate = "/akun/nama"
    static let accountLanguage: PathTemplate = "/akun/bahasa"
    static let accountPassword: PathTemplate = "/akun/sandi"
    static let accountSessionsEnd: PathTemplate = "/akun/perangkat/keluar"
    static let accountSessionEnd: PathTemplate = "/akun/perangkat/{id}/keluar"

    /// How sure the city is who one is; a page of the domain Identity.
    static let level: PathTemplate = "/akun/identitas"

    /// Who opened one's data; `berkas` narrows to one case.
    static let looks: PathTemplate = "/akun/akses"

    static let demo: PathTemplate = "/demo"
    static let demoMail: PathTemplate = "/demo/surat"

    static let draft: PathTemplate = "/draf/{id}"
    static let draftGroup: PathTemplate = "/draf/{id}/{group}"
    static let draftChoice: PathTemplate = "/draf/{id}/{group}/pilih"
    static let draftReview: PathTemplate = "/draf/{id}/periksa"
    static let draftSend: PathTemplate = "/draf/{id}/kirim"
    static let draftDelete: PathTemplate = "/draf/{id}/hapus"
    static let draftFile: PathTemplate = "/draf/{id}/berkas/{field}/{blob}"
    static let draftThumb: PathTemplate = "/draf/{id}/berkas/{field}/{blob}/kecil"
    static let draftUpload: PathTemplate = "/draf/{id}/unggahan"
    static let upload: PathTemplate = "/unggahan/{upload}"
    static let uploadCancel: PathTemplate = "/unggahan/{upload}/batal"

    static let cases: PathTemplate = "/berkas"
    static let caseFile: PathTemplate = "/berkas/{nomor}"
    static let caseMessage: PathTemplate = "/berkas/{nomor}/pesan"
    static let caseCorrection: PathTemplate = "/berkas/{nomor}/perbaikan"
    static let correctionFile: PathTemplate = "/berkas/{nomor}/perbaikan/{blob}"
    static let correctionThumb: PathTemplate = "/berkas/{nomor}/perbaikan/{blob}/kecil"
    static let correctionUpload: PathTemplate = "/berkas/{nomor}/perbaikan/unggahan"
    static let caseConfirm: PathTemplate = "/berkas/{nomor}/selesai"
    static let caseRefute: PathTemplate = "/berkas/{nomor}/belum-selesai"
    static let caseWithdraw: PathTemplate = "/berkas/{nomor}/pencabutan"
    static let caseObjection: PathTemplate = "/berkas/{nomor}/keberatan"
    static let caseAgain: PathTemplate = "/berkas/{nomor}/lagi"
    static let caseProof: PathTemplate = "/berkas/{nomor}/bukti/{tindakan}"
    static let caseFlow: PathTemplate = "/berkas/{nomor}/alur.svg"
    static let caseLetter: PathTemplate = "/berkas/{nomor}/surat.pdf"
    static let caseReceipt: PathTemplate = "/berkas/{nomor}/tanda-terima"
    static let caseReceiptPDF: PathTemplate = "/berkas/{nomor}/tanda-terima.pdf"
    static let caseFileItem: PathTemplate = "/berkas/{nomor}/lampiran/{blob}"
}

extension PortalURL {
    /// The query parameter with the path to go on to after signing in.
    static let next = NextPath.field

    static func signIn(returningTo path: String) -> String { going(signIn.filled(), path) }
    static func register(returningTo path: String) -> String { going(register.filled(), path) }

    /// The address with the path to go on to; without it when that is home.
    static func going(_ address: String, _ path: String) -> String {
        guard path != home.filled(), path.utf8.first == UInt8(ascii: "/") else { return address }
        return NextPath.adding(path, to: address)
    }
}
