import Cases

extension DemoStory {
    /// Something of every service, most of it at the step that is new to whoever looks around.
    static let all = buildings + doctors + parks + cards + births

    private static let warga = DemoPeople.shown

    private static func done(
        _ step: String, _ typed: [String: String] = [:], _ text: String? = nil
    ) -> ScenarioMove.Kind {
        .pass(step, ScenarioAct(typed: typed.mapValues { [$0] }, text: text))
    }

    // MARK: Buildings

    private static func house(_ area: Int, _ street: String) -> [String: String] {
        [
            "fungsi": "hunian", "luas": "\(area)", "lantai": "2", "basemen": "0",
            "kompleksitas": "sederhana", "permanensi": "permanen", "kegiatan": "baru",
            "kepemilikan": "perorangan", "dampak_lingkungan": "tidak",
            "alamat_bangunan": "\(street), Kota Bogor",
        ]
    }

    private static func examined(_ area: Int) -> [ScenarioMove.Kind] {
        [
            done("periksa"),
            done("teknis", ["luas_hasil": "\(area)"], "Gambar dan hitungan struktur sesuai."),
            done("lingkungan", [:], "Cukup surat pernyataan pengelolaan lingkungan."),
        ]
    }

    private static let visited = done(
        "tinjau", ["garis_sempadan_cm": "500", "sesuai_gambar": "ya"],
        "Lahan kosong, sesuai dengan gambar.")

    private static let buildings = [
        DemoStory(
            service: "pbg", citizen: warga, hours: 34, typed: house(120, "Jalan Contoh Nomor 12"),
            moves: examined(120) + [visited]),
        DemoStory(
            service: "pbg", citizen: warga, hours: 12, typed: house(90, "Jalan Contoh Nomor 14"),
            moves: examined(90)),
        DemoStory(
            service: "pbg", citizen: warga, hours: 11, typed: house(84, "Jalan Contoh Nomor 16"),
            moves: examined(84)),
        DemoStory(
            service: "pbg", citizen: 14, hours: 13, typed: house(150, "Jalan Contoh Nomor 18"),
            moves: examined(150)),
        DemoStory(
            service: "pbg", citizen: 22, hours: 30, typed: house(72, "Jalan Contoh Nomor 20"),
            moves: examined(72) + [visited]),
        DemoStory(
            service: "pbg", citizen: 31, hours: 9, typed: house(110, "Jalan Contoh Nomor 22"),
            moves: [done("periksa")]),
        DemoStory(
            service: "pbg", citizen: 40, hours: 10,
            typed: house(96, "Jalan Contoh Nomor 24").merging(
                ["fungsi": "usaha", "umkm_prototipe": "tidak", "luas": "900", "lantai": "3"]
            ) { $1 },
            moves: [done("periksa"), done("teknis", ["luas_hasil": "900"])]),
    ]

    // MARK: Doctors

    private static func practice(_ place: String, _ name: String) -> [String: String] {
        [
            "profesi": "dokter", "nomor_str": "CONTOH-0001-2345", "jenis_permohonan": "baru",
            "praktik_ke": "1", "tempat": place, "nama_tempat": name,
            "alamat_praktik": "Jalan Contoh Nomor 30, Kota Bogor",
        ]
    }

    private static let doctors = [
        // Refused, and contested: the objection waits for the City Secretary.
        DemoStory(
            service: "sip-dokter", citizen: warga, hours: 18,
            typed: practice("faskes", "Rumah Sakit Contoh"),
            moves: [
                done("periksa"), done("verifikasi", [:], "SKP kurang dua menurut data kami."),
                done("konsep"), done("paraf"),
                .refuse("putusan", reason: "Satuan Kredit Profesi belum mencukupi."),
                .object([
                    "nama_lengkap": [DemoNames.person(warga).name],
                    "alasan": ["Dua kegiatan terakhir saya belum ikut dihitung."],
                    "permintaan": ["Hitung lagi SKP saya dan terbitkan izinnya."],
                ]),
                done("terima"),
                done("telaah", [:], "Sertifikat kedua kegiatan itu sah."), done("konsep"),
            ]),
        DemoStory(
            service: "sip-dokter", citizen: warga, hours: 5,
            typed: practice("faskes", "Klinik Contoh"), moves: [done("periksa")]),
        DemoStory(
            service: "sip-dokter", citizen: 17, hours: 7,
            typed: practice("mandiri", "Praktik Contoh Ciwaringin"),
            moves: [done("periksa"), done("verifikasi", [:], "STR berlaku, SKP cukup.")]),
        DemoStory(
            service: "sip-dokter", citizen: 26, hours: 8,
            typed: practice("mandiri", "Praktik Contoh Bantarjati"),
            moves: [done("periksa"), done("verifikasi", [:], "STR berlaku, SKP cukup.")]),
    ]

    // MARK: Parks

    private static func event(_ place: String, _ name: String, _ people: Int) -> [String: String] {
        [
            "tempat": place, "nama_kegiatan": name, "peserta": "\(people)", "jam_mulai": "8",
            "jam_selesai": "12", "tutup_jalan": "tidak", "penyelenggara": "Komunitas Contoh",
        ]
    }

    private static let parks = [
        DemoStory(
            service: "taman", citizen: 19, hours: 6, typed: event("sempur", "Senam bersama", 400),
            moves: [done("periksa")]),
        // Nobody speaks in time: the law grants it.
        DemoStory(
            service: "taman", citizen: 28, hours: 70,
            typed: event("kencana", "Lapak baca buku", 40), moves: [done("periksa")]),
        DemoStory(
            service: "taman", citizen: 37, hours: 40,
            typed: event("heulang", "Lomba menggambar anak", 120),
            moves: [
                done("periksa"), done("pengelola", [:], "Tempat masih kosong pada hari itu."),
                done("konsep"), done("paraf"), done("putusan"), done("serah"),
            ]),
    ]

    // MARK: Cards and certificates

    private static func card(_ reason: String) -> [String: String] {
        ["alasan": reason, "nomor_kk": "3271010101010001"]
    }

    private static let cards = [
        DemoStory(
            service: "ktp-el", citizen: warga, hours: 3, typed: card("rusak"),
            moves: [done("periksa"), done("verifikasi", [:], "Data sama dengan SIAK.")]),
        DemoStory(
            service: "ktp-el", citizen: warga, hours: 6, typed: card("hilang"),
            moves: [done("periksa"), .pause("jaringan")]),
        DemoStory(
            service: "ktp-el", citizen: 20, hours: 3, typed: card("hilang"),
            moves: [done("periksa"), done("verifikasi", [:], "Data sama dengan SIAK.")]),
        DemoStory(
            service: "ktp-el", citizen: 29, hours: 26, typed: card("rusak"),
            moves: [
                done("periksa"), done("verifikasi", [:], "Data sama dengan SIAK."),
                done("cetak"), done("serah"),
            ]),
    ]

    private static func child(_ name: String) -> [String: String] {
        [
            "nama_anak": name, "minta_kia": "ya", "nomor_kk": "3271010101010001",
            "tempat_lahir": "Kota Bogor", "nama_ibu": "Ibu Contoh", "nama_ayah": "Bapak Contoh",
        ]
    }

    private static let births = [
        // Three documents side by side.
        DemoStory(
            service: "akta-kelahiran", citizen: 21, hours: 3, typed: child("Sekar Contoh"),
            moves: [done("periksa"), done("verifikasi", [:], "Data orang tua sama dengan SIAK.")]),
        DemoStory(
            service: "akta-kelahiran", citizen: 30, hours: 3, typed: child("Bima Contoh"),
            moves: [
                done("periksa"), done("verifikasi", [:], "Data orang tua sama dengan SIAK."),
                done("kk_baru"),
            ]),
    ]
}
