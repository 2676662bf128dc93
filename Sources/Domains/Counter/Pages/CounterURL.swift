import Web

/// The addresses of this domain.
enum CounterURL {
    static let desk: PathTemplate = "/meja/loket"
    static let newPerson: PathTemplate = "/meja/loket/orang"
    static let person: PathTemplate = "/meja/loket/orang/{id}"
    static let begin: PathTemplate = "/meja/loket/orang/{id}/mulai"
    static let prove: PathTemplate = "/meja/loket/orang/{id}/identitas"
    static let takeOver: PathTemplate = "/meja/loket/orang/{id}/lanjut/{draf}"
    static let form: PathTemplate = "/meja/loket/isian/{draf}"
    static let leave: PathTemplate = "/meja/loket/isian/{draf}/lepas"
    static let statement: PathTemplate = "/meja/loket/isian/{draf}/pernyataan.pdf"
    static let file: PathTemplate = "/meja/loket/isian/{draf}/berkas/{field}/{blob}"
    static let thumb: PathTemplate = "/meja/loket/isian/{draf}/berkas/{field}/{blob}/kecil"
    static let beginUpload: PathTemplate = "/meja/loket/isian/{draf}/unggahan"
    static let upload: PathTemplate = "/meja/loket/isian/{draf}/unggahan/{upload}"
    static let uploadCancel: PathTemplate = "/meja/loket/isian/{draf}/unggahan/{upload}/batal"
    static let receipt: PathTemplate = "/meja/loket/terima/{nomor}"
    static let receiptPDF: PathTemplate = "/meja/loket/terima/{nomor}/tanda-terima.pdf"
    static let sheets: PathTemplate = "/meja/loket/lembar"
    static let series: PathTemplate = "/meja/loket/lembar/{seri}"
    static let seriesPDF: PathTemplate = "/meja/loket/lembar/{seri}/cetak.pdf"
    static let voidSheet: PathTemplate = "/meja/loket/lembar/{seri}/{nomor}/batal"
    static let overview: PathTemplate = "/meja/loket/pengawasan"
    static let allow: PathTemplate = "/meja/loket/pengawasan/{nomor}/izin"
    static let claim: PathTemplate = "/klaim"
    static let bring: PathTemplate = "/draf/{id}/loket"

    /// Of other domains.
    static let tracking: PathTemplate = "/lacak/{nomor}"
    static let caseDesk: PathTemplate = "/meja/berkas/{nomor}"
    static let cases: PathTemplate = "/berkas"
    static let draft: PathTemplate = "/draf/{id}"
    static let identityVisit: PathTemplate = "/meja/identitas/{id}"
}
