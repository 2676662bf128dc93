import Web

/// The paths of this domain. Links are made with `filled`.
enum IdentityURL {
    /// Signing in by a passkey, for citizens and officers.
    static let passkey: PathTemplate = "/masuk/kunci"
    static let second: PathTemplate = "/petugas/masuk/kedua"
    static let secondPasskey: PathTemplate = "/petugas/masuk/kedua/kunci"
    static let enrol: PathTemplate = "/petugas/masuk/siapkan"
    static let enrolPasskey: PathTemplate = "/petugas/masuk/siapkan/kunci"

    /// Signing in through a provider.
    static let provider: PathTemplate = "/masuk/penyedia/{penyedia}"
    static let providerBack: PathTemplate = "/masuk/penyedia/{penyedia}/kembali"
    static let connect: PathTemplate = "/keamanan/penyedia/{penyedia}"
    static let disconnect: PathTemplate = "/keamanan/penyedia/{penyedia}/putus"

    /// What protects one's own account.
    static let safety: PathTemplate = "/keamanan"
    static let newPasskey: PathTemplate = "/keamanan/kunci"
    static let removeFactor: PathTemplate = "/keamanan/faktor/{id}/hapus"
    static let startApp: PathTemplate = "/keamanan/aplikasi/mulai"
    static let app: PathTemplate = "/keamanan/aplikasi"
    static let password: PathTemplate = "/keamanan/sandi"
    static let stopReset: PathTemplate = "/keamanan/sandi-baru/batal"
    static let endSession: PathTemplate = "/keamanan/perangkat/{id}/keluar"
    static let endSessions: PathTemplate = "/keamanan/perangkat/keluar"

    /// The contacts of one's own account.
    static let firstContact: PathTemplate = "/keamanan/kontak/utama"
    static let secondContact: PathTemplate = "/keamanan/kontak/kedua"
    static let removeContact: PathTemplate = "/keamanan/kontak/kedua/hapus"
    static let contactCode: PathTemplate = "/keamanan/kontak/kode"
    /// Where the link leads that a former contact gets.
    static let undoContact: PathTemplate = "/kontak/batal"

    /// How sure the city is who one is.
    static let level: PathTemplate = "/akun/identitas"
    static let counterCode: PathTemplate = "/akun/identitas/kode"
    /// Where officers prove who a citizen is.
    static let counter: PathTemplate = "/meja/identitas"
    static let counterVisit: PathTemplate = "/meja/identitas/{id}"

    /// Where officers give out codes to people who lost the way into a proven account.
    static let counterRecovery: PathTemplate = "/meja/pemulihan"
    static let counterRecoveryVisit: PathTemplate = "/meja/pemulihan/{id}"
    /// Where their owners type them.
    static let recovery: PathTemplate = "/pemulihan"
    static let recoveryFinish: PathTemplate = "/pemulihan/selesai"
    static let recoveryContact: PathTemplate = "/pemulihan/kontak"

    static let account = "/akun"
    /// Programs that act in one's name.
    static let programs = "/akun/program"
    /// Permissions of single positions.
    static let grants: PathTemplate = "/meja/wewenang"
    static let grant: PathTemplate = "/meja/wewenang/{permintaan}"

    static let citizenSignIn = "/masuk"
    static let officerSignIn = "/petugas/masuk"
    static let officerDesk = "/meja"

    /// The page of one's level, with the path to go on to.
    static func level(returningTo next: String?) -> String {
        guard let next, next.utf8.first == UInt8(ascii: "/") else { return level.filled() }
        return NextPath.adding(next, to: level.filled())
    }
}
