import Web

/// The paths of this domain. Links are made with `filled`.
enum MessageURL {
    static let list: PathTemplate = "/pemberitahuan"
    static let readAll: PathTemplate = "/pemberitahuan/terbaca"
    static let open: PathTemplate = "/pemberitahuan/{id}/buka"
    static let choices: PathTemplate = "/pemberitahuan/pilihan"
    static let devices: PathTemplate = "/pemberitahuan/perangkat"
    static let deviceEnd: PathTemplate = "/pemberitahuan/perangkat/{id}/hapus"
    static let worker: PathTemplate = "/pekerja.js"

    static let calendar: PathTemplate = "/pemberitahuan/kalender"
    static let calendarEnd: PathTemplate = "/pemberitahuan/kalender/hapus"
    static let calendarFile: PathTemplate = "/kalender/{berkas}"

    static let feed: PathTemplate = "/layanan/{kode}/umpan.atom"
    static let service: PathTemplate = "/layanan/{kode}"

    static let incoming: PathTemplate = "/kanal/sms"

    static let desk: PathTemplate = "/meja/kiriman"
    static let retry: PathTemplate = "/meja/kiriman/{id}/ulang"
    static let drop: PathTemplate = "/meja/kiriman/{id}/lepas"
    static let retryAll: PathTemplate = "/meja/kiriman/ulang"

    static let deskCase: PathTemplate = "/meja/berkas/{nomor}"
}
