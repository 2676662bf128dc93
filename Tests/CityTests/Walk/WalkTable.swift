import Kernel

/// Who may come through which door, written down from the documents and not from the code: what is
/// not in here may not exist. `everyone`, `person` (whoever is signed in), `citizen`, `officer`, or
/// the name of the permission that an officer needs.
enum WalkTable {
    /// One line a door: method, path, who.
    static let doors =
        publicDoors + citizenDoors + accountDoors + officerDoors + caseDoors + counterDoors
        + permitsDoors + complaintsDoors + open311Doors + messagesDoors + openapiDoors
        + leadershipDoors
        + correspondenceDoors
        + surveysDoors + publicLedgerDoors + administrationDoors

    private static let publicDoors = """
        GET /  everyone
        GET /layanan  everyone
        GET /layanan/{kode}  everyone
        GET /layanan/{kode}/alur.svg  everyone
        GET /lacak  everyone
        GET /lacak/{nomor}  everyone
        GET /lacak/{nomor}/langsung  everyone
        GET /verifikasi  everyone
        POST /verifikasi  everyone
        GET /verifikasi/{kode}  everyone
        GET /verifikasi/luring  everyone
        POST /verifikasi/luring  everyone
        GET /verifikasi/pekerja.js  everyone
        GET /verifikasi/kunci.pem  everyone
        GET /verifikasi/kunci.json  everyone
        GET /wilayah  everyone
        GET /gaya  everyone
        POST /gaya  everyone
        GET /demo  everyone
        POST /demo  everyone
        GET /demo/surat  everyone
        GET /daftar  everyone
        POST /daftar  everyone
        GET /daftar/kode  everyone
        POST /daftar/kode  everyone
        GET /daftar/selesai  everyone
        POST /daftar/selesai  everyone
        GET /sandi  everyone
        POST /sandi  everyone
        GET /sandi/kode  everyone
        POST /sandi/kode  everyone
        GET /sandi/selesai  everyone
        POST /sandi/selesai  everyone
        GET /sandi/batal  everyone
        POST /sandi/batal  everyone
        GET /sandi/kode/kedua  everyone
        POST /sandi/kode/kedua  everyone
        GET /pemulihan  everyone
        POST /pemulihan  everyone
        GET /pemulihan/kontak  everyone
        POST /pemulihan/kontak  everyone
        GET /pemulihan/selesai  everyone
        POST /pemulihan/selesai  everyone
        GET /kontak/batal  everyone
        POST /kontak/batal  everyone
        GET /masuk  everyone
        POST /masuk  everyone
        POST /masuk/kunci  everyone
        GET /masuk/penyedia/{penyedia}  everyone
        GET /masuk/penyedia/{penyedia}/kembali  everyone
        GET /petugas/masuk  everyone
        POST /petugas/masuk  everyone
        GET /petugas/masuk/kedua  everyone
        POST /petugas/masuk/kedua  everyone
        POST /petugas/masuk/kedua/kunci  everyone
        GET /petugas/masuk/siapkan  everyone
        POST /petugas/masuk/siapkan  everyone
        POST /petugas/masuk/siapkan/kunci  everyone
        POST /keluar  everyone

        """

    private static let citizenDoors = """
        GET /akun  citizen
        POST /akun/nama  citizen
        POST /akun/bahasa  citizen
        POST /akun/sandi  citizen
        POST /akun/perangkat/keluar  citizen
        POST /akun/perangkat/{id}/keluar  citizen
        GET /akun/akses  citizen
        GET /akun/identitas  citizen
        POST /akun/identitas  citizen
        POST /akun/identitas/kode  citizen
        GET /data-saya  citizen
        GET /data-saya/unduh  citizen
        POST /data-saya/unduh  citizen
        GET /keamanan/kontak/kedua  citizen
        POST /keamanan/kontak/kedua  citizen
        POST /keamanan/kontak/kedua/hapus  citizen
        GET /keamanan/kontak/utama  citizen
        POST /keamanan/kontak/utama  citizen
        GET /keamanan/kontak/kode  citizen
        POST /keamanan/kontak/kode  citizen
        GET /wakil  citizen
        POST /wakil/pakai  citizen
        POST /wakil/ambil  citizen
        POST /wakil/kode  citizen
        GET /wakil/usaha  citizen
        POST /wakil/usaha  citizen
        GET /wakil/anak  citizen
        POST /wakil/anak  citizen
        GET /wakil/kuasa  citizen
        POST /wakil/kuasa  citizen
        GET /wakil/{mandat}/orang  citizen
        POST /wakil/{mandat}/orang  citizen
        POST /wakil/{mandat}/setuju  citizen
        POST /wakil/{mandat}/akhiri  citizen
        GET /layanan/{kode}/tanya  citizen
        POST /layanan/{kode}/tanya  citizen
        POST /layanan/{kode}/draf  citizen
        GET /draf/{id}  citizen
        GET /draf/{id}/{group}  citizen
        POST /draf/{id}/{group}  citizen
        GET /draf/{id}/{group}/pilih  citizen
        POST /draf/{id}/{group}/pilih  citizen
        GET /draf/{id}/periksa  citizen
        GET /draf/{id}/kirim  citizen
        POST /draf/{id}/kirim  citizen
        GET /draf/{id}/hapus  citizen
        POST /draf/{id}/hapus  citizen
        GET /draf/{id}/berkas/{field}/{blob}  citizen
        GET /draf/{id}/berkas/{field}/{blob}/kecil  citizen
        POST /draf/{id}/unggahan  citizen
        GET /unggahan/{upload}  citizen
        PATCH /unggahan/{upload}  citizen
        POST /unggahan/{upload}/batal  citizen
        GET /berkas  citizen
        GET /berkas/{nomor}  citizen
        GET /berkas/{nomor}/pesan  citizen
        POST /berkas/{nomor}/pesan  citizen
        GET /berkas/{nomor}/selesai  citizen
        POST /berkas/{nomor}/selesai  citizen
        GET /berkas/{nomor}/belum-selesai  citizen
        POST /berkas/{nomor}/belum-selesai  citizen
        GET /berkas/{nomor}/perbaikan  citizen
        POST /berkas/{nomor}/perbaikan  citizen
        GET /berkas/{nomor}/perbaikan/{blob}  citizen
        GET /berkas/{nomor}/perbaikan/{blob}/kecil  citizen
        POST /berkas/{nomor}/perbaikan/unggahan  citizen
        GET /berkas/{nomor}/pencabutan  citizen
        POST /berkas/{nomor}/pencabutan  citizen
        POST /berkas/{nomor}/keberatan  citizen
        POST /berkas/{nomor}/lagi  citizen
        GET /berkas/{nomor}/bukti/{tindakan}  citizen
        GET /berkas/{nomor}/alur.svg  citizen
        GET /berkas/{nomor}/surat.pdf  citizen
        GET /berkas/{nomor}/tanda-terima  citizen
        GET /berkas/{nomor}/tanda-terima.pdf  citizen
        GET /berkas/{nomor}/lampiran/{blob}  citizen

        """

    private static let accountDoors = """
        GET /keamanan  person
        POST /keamanan/kunci  person
        POST /keamanan/faktor/{id}/hapus  person
        POST /keamanan/sandi-baru/batal  person
        POST /keamanan/perangkat/keluar  person
        POST /keamanan/perangkat/{id}/keluar  person
        POST /keamanan/penyedia/{penyedia}  person
        POST /keamanan/penyedia/{penyedia}/putus  person
        POST /keamanan/sandi  officer
        POST /keamanan/aplikasi/mulai  officer
        GET /keamanan/aplikasi  officer
        POST /keamanan/aplikasi  officer

        """

    private static let officerDoors = """
        GET /meja  officer
        GET /meja/berikut  officer
        POST /meja/tim  case.lead
        GET /meja/putusan  officer
        POST /meja/putusan  officer
        GET /meja/paraf  officer
        POST /meja/paraf  officer
        GET /meja/tanda-tangan  officer
        POST /meja/tanda-tangan  officer
        POST /meja/tanda-tangan/bsre  officer
        POST /meja/tanda-tangan/akhir  officer
        GET /meja/penugasan  people.delegate
        POST /meja/penugasan  people.delegate
        POST /meja/penugasan/{penugasan}/akhir  people.delegate
        GET /meja/darurat  people.break-glass
        POST /meja/darurat  people.break-glass
        GET /meja/pemeriksaan  people.inspect
        POST /meja/pemeriksaan/{akses}  people.inspect
        GET /meja/identitas  people.prove
        POST /meja/identitas  people.prove
        GET /meja/identitas/{id}  people.prove
        POST /meja/identitas/{id}  people.prove
        GET /meja/pemulihan  people.prove
        POST /meja/pemulihan  people.prove
        GET /meja/pemulihan/{id}  people.prove
        POST /meja/pemulihan/{id}  people.prove
        GET /meja/wakil  people.prove
        POST /meja/wakil  people.prove
        GET /meja/wakil/{id}  people.prove
        POST /meja/wakil/{id}  people.prove
        GET /meja/wakil/{id}/kuasa  people.prove
        POST /meja/wakil/{id}/kuasa  people.prove
        GET /meja/katalog  catalogue.publish
        POST /meja/katalog/{usulan}  catalogue.publish
        GET /meja/ekspor  cases.export
        POST /meja/ekspor  cases.export
        POST /meja/ekspor/{ekspor}/unduh  cases.export
        GET /meja/persetujuan-ekspor  cases.export-approve
        POST /meja/persetujuan-ekspor/{ekspor}  cases.export-approve
        GET /meja/wewenang  people.grant
        POST /meja/wewenang  people.grant
        POST /meja/wewenang/{permintaan}  people.grant
        GET /meja/data-pribadi  privacy.protect
        GET /meja/data-pribadi/hapus/{nomor}  privacy.protect
        POST /meja/data-pribadi/hapus/{nomor}  privacy.protect
        GET /meja/data-pribadi/batasi/{nomor}  privacy.protect
        POST /meja/data-pribadi/batasi/{nomor}  privacy.protect
        POST /meja/data-pribadi/batasi/{nomor}/cabut  privacy.protect
        GET /meja/data-pribadi/insiden  privacy.protect
        GET /meja/data-pribadi/insiden/baru  privacy.protect
        POST /meja/data-pribadi/insiden/baru  privacy.protect
        GET /meja/data-pribadi/insiden/{id}  privacy.protect
        POST /meja/data-pribadi/insiden/{id}  privacy.protect
        POST /meja/data-pribadi/insiden/{id}/beri-tahu  privacy.protect
        GET /meja/data-pribadi/insiden/{id}/surat.pdf  privacy.protect

        """

    /// Of a case: the door is open to any officer, the case only to those whom it concerns.
    private static let caseDoors =
        caseGets.map { "GET /meja/berkas/{nomor}\($0)  officer\n" }.joined()
        + casePosts.map { "POST /meja/berkas/{nomor}\($0)  officer\n" }.joined()
        + "PATCH /meja/berkas/{nomor}/isian/{tugas}/unggahan/{upload}  officer\n"

    private static let caseGets = [
        "", "/lampiran/{blob}", "/lampiran/{blob}/gambar/{halaman}", "/alur.svg", "/konsep.pdf",
        "/bukti/{tindakan}", "/surat.pdf", "/tugaskan/{tugas}", "/isian/{tugas}/berkas/{blob}",
        "/isian/{tugas}/berkas/{blob}/gambar", "/isian/{tugas}/unggahan/{upload}",
    ]

    private static let casePosts = [
        "/ambil", "/lepas", "/lengkap", "/perbaikan", "/pendapat", "/naskah", "/paraf",
        "/naskah-kembali", "/tanda-tangan", "/penolakan", "/penyerahan", "/jawaban", "/penutupan",
        "/pesan", "/pesan-selesai", "/catatan", "/pembayaran", "/pembayaran-terlambat", "/dokumen",
        "/dokumen-ditolak", "/perpanjangan", "/jeda", "/lanjut", "/alih", "/tugaskan/{tugas}",
        "/buka-kembali", "/cabut-surat", "/kaitan", "/lepas-kaitan", "/tampilkan", "/isian",
        "/isian/{tugas}/unggahan", "/isian/{tugas}/unggahan/{upload}/batal",
    ]

    /// What each role of people.yaml may do besides reading and doing the tasks of its unit.
    static let roles: [String: Set<String>] = [
        "front-office": ["people.prove", "letters.register", "counter.serve"],
        "analis": [], "peninjau": [], "operator": ["counter.serve"], "bendahara": [],
        "kabid": ["case.lead", "people.delegate", "cases.export", "permits.keep"],
        "sekretaris": ["case.lead", "people.delegate", "letters.register"],
        "kepala": [
            "case.lead", "people.delegate", "people.break-glass", "cases.export-approve",
            "permits.keep",
        ],
        "sekda": [
            "case.lead", "people.delegate", "catalogue.publish", "figures.read-all",
        ],
        "wali-kota": ["case.lead", "people.delegate", "figures.read-all"],
        "pengawas": ["people.break-glass", "cases.export"],
        "auditor": ["people.inspect", "people.grant"],
        "admin": ["people.grant", "notices.manage", "city.manage"],
        "ppdp": [
            "case.lead", "people.delegate", "privacy.protect", "cases.export-approve",
            "catalogue.publish",
        ],
        "koordinator": ["case.lead", "people.delegate", "reports.keep"], "penghubung": [],
    ]

    /// One post of each role, and who is in an unusual one (`WalkPeople`).
    static let posts = [
        "dpmptsp-loket-1": "front-office", "dpmptsp-analis-1": "analis",
        "kesbangpol-analis-1": "analis", "satpol-pp-lapangan-1": "peninjau",
        "disdukcapil-operator-1": "operator", "bapenda-bendahara": "bendahara",
        "dpmptsp-kabid-perizinan": "kabid", "dpmptsp-sekretaris": "sekretaris",
        "dpmptsp-kepala": "kepala", "disdukcapil-kepala": "kepala", "setda-sekda": "sekda",
        "wali-kota": "wali-kota", "dpmptsp-pengawas": "pengawas",
        "inspektorat-auditor-1": "auditor", "diskominfo-admin": "admin", "diskominfo-ppdp": "ppdp",
        "diskominfo-koordinator": "koordinator", "dpupr-penghubung": "penghubung",
    ]

    struct Door: Hashable {
        let method: String
        let path: String
        let who: String
    }

    static let all: [Door] = doors.split(separator: "\n").map { line in
        let parts = line.split(separator: " ")
        return Door(method: String(parts[0]), path: String(parts[1]), who: String(parts[2]))
    }
}
