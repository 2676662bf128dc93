import Cases

extension DemoStory {
    /// What invented people reported over the last weeks, at every stage of its way.
    static let reports: [DemoStory] = sent + forwarded + answered

    private static func story(
        _ citizen: Int, _ hours: Int, _ topic: String, _ place: (String, String, String),
        _ text: String, _ moves: [ScenarioMove.Kind] = []
    ) -> DemoStory {
        DemoStory(
            service: "laporan", citizen: citizen, hours: hours,
            typed: [
                "uraian": text, "kategori": topic, "tempat.kelurahan": place.0,
                "tempat.tempat": place.1, "tempat.koordinat": place.2,
            ], moves: moves, isExtra: true)
    }

    private static let checked = ScenarioMove.Kind.pass("verifikasi", ScenarioAct(text: "Jelas."))

    private static func answer(_ text: String) -> ScenarioMove.Kind {
        .pass("tanggapan", ScenarioAct(text: text))
    }

    // MARK: Nobody has looked at them yet

    private static let sent = [
        story(
            3, 2, "jalan", ("Sempur", "depan lapangan, sisi barat", "-6.590100, 106.799100"),
            "Lubang besar di lajur kiri, tergenang kalau hujan. Motor sering menghindar mendadak."),
        story(
            8, 3, "pju", ("Babakan", "tikungan dekat jembatan", "-6.588400, 106.806200"),
            "Tiga lampu jalan mati berurutan sejak Senin. Gelap sekali kalau malam."),
        story(
            16, 4, "sampah", ("Tegallega", "sebelah gardu", "-6.597500, 106.811000"),
            "Tumpukan sampah belum diangkut lima hari, mulai bau dan banyak lalat."),
        story(
            21, 5, "drainase", ("Ciwaringin", "gang samping masjid", "-6.583600, 106.790100"),
            "Selokan mampet oleh plastik, air naik ke gang setiap hujan deras."),
        story(
            27, 6, "pohon", ("Pabaton", "depan sekolah", "-6.589800, 106.795200"),
            "Dahan besar sudah retak dan menggantung di atas trotoar anak sekolah."),
        story(
            33, 7, "parkir", ("Gudang", "depan pertokoan", "-6.607600, 106.800400"),
            "Mobil parkir dua baris setiap sore sehingga jalan tinggal satu lajur."),
        story(
            41, 9, "jalan", ("Sempur", "depan lapangan, dekat halte", "-6.590300, 106.799300"),
            "Aspal amblas dekat halte, sudah ada yang jatuh tadi pagi."),
    ]

    // MARK: With the unit whose they are

    private static let forwarded = [
        story(
            4, 20, "jalan", ("Baranangsiang", "dekat pintu terminal", "-6.605900, 106.812900"),
            "Jalan bergelombang dan berlubang di depan pintu keluar terminal.", [checked]),
        story(
            9, 24, "pju", ("Katulampa", "jalan menuju bendung", "-6.617200, 106.829000"),
            "Lampu jalan menyala siang hari dan mati malam hari.", [checked]),
        story(
            12, 30, "drainase", ("Bondongan", "pertigaan pasar", "-6.613900, 106.805000"),
            "Tutup gorong-gorong hilang, bahaya untuk pejalan kaki.", [checked]),
        story(
            18, 26, "taman", ("Tanah Sareal", "taman RW 03", "-6.574900, 106.793900"),
            "Ayunan di taman putus rantainya, anak-anak masih mencoba naik.", [checked]),
        story(
            24, 34, "lalin", ("Paledang", "perempatan stasiun", "-6.599600, 106.797500"),
            "Tombol penyeberangan tidak berfungsi, kendaraan tidak pernah berhenti.", [checked]),
        story(
            29, 40, "hewan", ("Cibuluh", "perumahan blok C", "-6.552600, 106.812600"),
            "Sekelompok anjing tak bertuan mengejar anak yang bersepeda.", [checked]),
        story(
            36, 44, "pkl", ("Kebon Kalapa", "trotoar depan stasiun", "-6.591900, 106.784900"),
            "Trotoar penuh gerobak sehingga kursi roda tidak bisa lewat.", [checked]),
        story(
            44, 50, "bising", ("Cilendek Timur", "dekat gudang", "-6.577900, 106.777600"),
            "Mesin potong bekerja sampai lewat tengah malam.", [checked]),
    ]

    // MARK: Answered

    private static let answered = [
        story(
            5, 70, "jalan", ("Sukasari", "depan kantor pos", "-6.616700, 106.811900"),
            "Lubang sedalam sejengkal di tengah jalan.",
            [checked, answer("Lubang sudah ditambal dengan aspal panas.")]),
        story(
            6, 90, "pju", ("Loji", "gang buntu", "-6.591600, 106.770800"),
            "Gang gelap, lampu jalan mati dua bulan.",
            [checked, answer("Lampu diganti LED dan fotosel diperbaiki.")]),
        story(
            13, 84, "sampah", ("Empang", "tepi sungai", "-6.614100, 106.799900"),
            "Warga membuang sampah ke tepi sungai karena tidak ada bak.",
            [checked, answer("Dua bak sampah dipasang dan jadwal angkut ditambah.")]),
        story(
            19, 110, "drainase", ("Menteng", "depan puskesmas", "-6.583900, 106.780900"),
            "Air selokan meluap ke halaman puskesmas.",
            [checked, answer("Sedimen sepanjang 60 meter sudah dikeruk.")]),
        story(
            25, 130, "pohon", ("Bantarjati", "jalan utama", "-6.574600, 106.807800"),
            "Pohon condong ke kabel listrik.",
            [checked, answer("Pohon dipangkas bersama PLN.")]),
        story(
            30, 150, "jalan", ("Tajur", "tanjakan", "-6.629600, 106.825400"),
            "Bahu jalan longsor setelah hujan.",
            [checked, answer("Bahu jalan diperkuat bronjong sepanjang 8 meter.")]),
        story(
            37, 120, "listrik", ("Cipaku", "tiang nomor 14", "-6.636400, 106.814600"),
            "Kabel listrik menjuntai rendah di atas gang.",
            [checked, answer("PLN sudah mengencangkan kabel; kami dampingi.")]),
    ]
}
