import Web

/// The paths of this domain. Links are made with `filled`.
enum AdministrationURL {
    static let overview: PathTemplate = "/meja/kelola"
    static let units: PathTemplate = "/meja/kelola/unit"
    static let unit: PathTemplate = "/meja/kelola/unit/{kode}"
    static let moveUnit: PathTemplate = "/meja/kelola/unit/{kode}/induk"
    static let closeUnit: PathTemplate = "/meja/kelola/unit/{kode}/tutup"
    static let positions: PathTemplate = "/meja/kelola/jabatan"
    static let position: PathTemplate = "/meja/kelola/jabatan/{id}"
    static let closePosition: PathTemplate = "/meja/kelola/jabatan/{id}/tutup"
    static let people: PathTemplate = "/meja/kelola/orang"
    static let person: PathTemplate = "/meja/kelola/orang/{id}"
    static let appoint: PathTemplate = "/meja/kelola/orang/{id}/jabatan"
    static let endHolding: PathTemplate = "/meja/kelola/orang/{id}/akhiri"
    static let invite: PathTemplate = "/meja/kelola/orang/{id}/undang"
    static let email: PathTemplate = "/meja/kelola/orang/{id}/surel"
    static let closeAccount: PathTemplate = "/meja/kelola/orang/{id}/tutup"
    static let reopenAccount: PathTemplate = "/meja/kelola/orang/{id}/buka"
    /// Requests for posts: read and decided by whoever may grant.
    static let requests: PathTemplate = "/meja/kelola/usulan"
    static let request: PathTemplate = "/meja/kelola/usulan/{id}"
    static let roles: PathTemplate = "/meja/kelola/peran"
    static let delegations: PathTemplate = "/meja/kelola/penugasan"
    static let calendar: PathTemplate = "/meja/kelola/kalender"
    static let withdraw: PathTemplate = "/meja/kelola/kalender/{id}/cabut"
    static let editions: PathTemplate = "/meja/kelola/edisi"
    static let edition: PathTemplate = "/meja/kelola/edisi/{versi}"
    static let jobs: PathTemplate = "/meja/kelola/pekerjaan"
    static let job: PathTemplate = "/meja/kelola/pekerjaan/{id}"
    static let outbox: PathTemplate = "/meja/kelola/kiriman"
    static let health: PathTemplate = "/meja/kelola/kesehatan"
    /// Where a new officer chooses the first password.
    static let start: PathTemplate = "/petugas/mulai"

    static let deliveries = "/meja/kiriman"
    static let grants = "/meja/wewenang"
    static let catalogue = "/meja/katalog"
    static let delegate = "/meja/penugasan"
    static let signIn = "/petugas/masuk"
}
