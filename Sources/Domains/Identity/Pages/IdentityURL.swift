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

    /// Permissions of single positions.
    static let grants: PathTemplate = "/meja/wewenang"
    static let grant: PathTemplate = "/meja/wewenang/{permintaan}"

    static let officerSignIn = "/petugas/masuk"
    static let officerDesk = "/meja"
    static let citizenDesk = "/berkas"
}
