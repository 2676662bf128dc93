import Web

/// The paths of this domain. Links are made with `filled`.
enum PrivacyURL {
    /// What the city holds on whoever is signed in.
    static let held: PathTemplate = "/data-saya"
    static let download: PathTemplate = "/data-saya/unduh"

    /// What the data protection officer does.
    static let office: PathTemplate = "/meja/data-pribadi"
    static let erase: PathTemplate = "/meja/data-pribadi/hapus/{nomor}"
    static let restrict: PathTemplate = "/meja/data-pribadi/batasi/{nomor}"
    static let lift: PathTemplate = "/meja/data-pribadi/batasi/{nomor}/cabut"
    static let breaches: PathTemplate = "/meja/data-pribadi/insiden"
    static let newBreach: PathTemplate = "/meja/data-pribadi/insiden/baru"
    static let breach: PathTemplate = "/meja/data-pribadi/insiden/{id}"
    static let breachTold: PathTemplate = "/meja/data-pribadi/insiden/{id}/beri-tahu"
    static let breachPaper: PathTemplate = "/meja/data-pribadi/insiden/{id}/surat.pdf"

    /// Of other domains: pages that show what is listed here.
    static let looks = "/akun/akses"
    static let account = "/akun"
    static let programs = "/akun/program"
    static let safety = "/keamanan"
    static let service = "/layanan/\(RightsService.code)"
    static func caseFile(_ number: String) -> String { "/berkas/\(number)" }
    static func draft(_ id: String) -> String { "/draf/\(id)" }
}
