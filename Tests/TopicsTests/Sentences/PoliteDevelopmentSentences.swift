/// Sentences by which the vocabulary may be tuned: polite ones, with places and thanks.
enum PoliteDevelopmentSentences {
    static let text = """
        jalan | Selamat pagi, saya warga RT 03 Tegallega. Jalan di depan rumah berlubang sudah \
        sebulan. Mohon diperbaiki, terima kasih
        jalan | Assalamualaikum pak, trotoar di Jl Air Mancur rusak bekas galian kabel. Nuhun
        jalan | Jembatan Merah aspalnya bergelombang, motor sering oleng
        jalan | Taman Yasmin sektor 6 jalannya hancur pak
        pju | Yth Dishub, lampu PJU di Perum Bukit Cimanggu blok C mati semua. Terima kasih atas \
        perhatiannya
        pju | Jalan sekolah di Kampung Sawah gelap gulita, anak-anak takut lewat. Semoga segera \
        dipasang lampu
        pju | punten lapor, lampu jalan di payuneun pasar anyar pareum
        pju | halo min lampu jalan dpn kebun raya mati
        sampah | Selamat siang. Tumpukan sampah di seberang Taman Kencana sudah tiga hari belum \
        diangkut, baunya mengganggu pengunjung
        sampah | Warga RW 12 mengeluhkan pembakaran sampah oleh pemilik warung setiap sore
        sampah | Di bawah jembatan penyeberangan banyak sampah dan bau pesing
        sampah | lapor, sampah pasar berceceran sampai jalan raya
        drainase | Assalamualaikum. Setiap hujan air dari selokan di Gang Makam meluap ke rumah \
        warga. Mohon dinormalisasi
        drainase | Banjir di depan sekolah SDN Empang, anak-anak tidak bisa masuk
        drainase | Got di belakang pasar tersumbat sampah dan airnya menggenangi kios
        drainase | Yth Bapak Wali Kota, saluran air di perumahan kami terlalu kecil sehingga kami \
        selalu kebanjiran
        longsor | Tembok penahan sungai di belakang SD longsor, halaman sekolah retak
        longsor | Mohon bantuan, tanah di samping rumah saya longsor tadi malam dan pohon ikut \
        terbawa
        longsor | Tebing Gang Bojong retak, warga khawatir longsor
        pohon | Mohon dinas terkait memangkas pohon di Jalan Pajajaran karena menutupi lampu jalan
        pohon | Pohon tumbang di Kebun Raya menimpa pagar
        pohon | Pohon di pinggir jalan depan puskesmas sudah miring, kalau hujan angin takut \
        roboh menimpa pasien
        pohon | tolong cek pohon dkt tiang listrik, rantingnya kebakar kena kabel
        air | Selamat malam, sudah dua hari air PDAM tidak mengalir di Perumahan Indraprasta. \
        Tolong infonya
        air | Kami warga Mulyaharja kesulitan air bersih karena sumur kering
        air | Pipa PDAM bocor di Jalan Pandu Raya, air membanjiri jalan
        parkir | Parkir motor di trotoar depan Stasiun Bogor sangat mengganggu pejalan kaki
        parkir | Yth Dishub, tukang parkir di Suryakencana menarik Rp10.000 tanpa karcis
        parkir | Mobil tetangga selalu diparkir di depan pagar saya, sudah ditegur malah marah
        lalin | Selamat sore pak, lampu lalu lintas di simpang Warung Jambu mati
        lalin | Macet di depan sekolah setiap pagi karena mobil penjemput berhenti sembarangan
        lalin | Mohon dipasang rambu dilarang parkir dan marka di depan pasar
        lalin | Kendaraan dari arah pasar sering melawan arus ke Jalan Merdeka
        angkot | Angkot 03 sering ngetem di depan Kebun Raya dan bikin macet
        angkot | Sopir angkot jurusan Bubulak membawa mobil ugal-ugalan sambil merokok
        angkot | Biskita koridor 5 tidak berhenti di halte padahal penumpang sudah melambai
        pkl | PKL di depan RSUD menutup jalan ambulans
        pkl | Banyak pedagang berjualan di trotoar Jalan Merdeka, pejalan kaki tidak bisa lewat
        pkl | Mohon penertiban lapak liar di sekitar alun-alun
        bangunan | Ada pembangunan rumah tiga lantai tanpa PBG di Gang Masjid
        bangunan | Warung permanen dibangun di atas trotoar dan saluran
        bangunan | Gudang di lingkungan kami dibangun tanpa izin warga
        bising | Kafe di Jalan Bangbarung memutar musik keras sampai jam dua pagi
        bising | Mohon ditertibkan motor knalpot brong yang lewat depan rumah sakit
        bising | Suara proyek apartemen sampai tengah malam mengganggu warga
        hewan | Mohon ditangani anjing liar di Taman Heulang, kemarin menggigit anak
        hewan | Ada sarang tawon di atap puskesmas
        hewan | Bau kandang kambing tetangga sangat mengganggu
        taman | Ayunan di Taman Ekspresi rusak dan berbahaya
        taman | Lampu di Taman Sempur mati sehingga gelap kalau olahraga malam
        taman | Rumput Alun-alun Bogor diinjak-injak dan banyak yang mati
        layanan | Selamat siang, saya sudah tiga kali ke kecamatan tetapi KTP belum selesai. \
        Mohon penjelasan
        layanan | Petugas di kelurahan Cibogor tidak ramah ketika saya mengurus surat kematian ayah
        layanan | Antrean di disdukcapil sangat panjang dan hanya dua loket dibuka
        pungli | Saya dimintai Rp200.000 oleh petugas kelurahan saat mengurus surat pindah
        pungli | Pedagang di Pasar Bogor setiap hari dimintai uang oleh preman
        pungli | Kepala sekolah mewajibkan sumbangan Rp1.500.000, apakah itu dibenarkan
        kesehatan | Selamat pagi, di puskesmas Tanah Sareal obat hipertensi kosong sudah dua minggu
        kesehatan | Orang tua saya ditolak IGD karena BPJS menunggak
        kesehatan | Banyak warga terkena demam berdarah, mohon dilakukan fogging di RW 4
        pendidikan | Atap SDN Kebon Pedes bocor sehingga siswa belajar di lorong
        pendidikan | Anak saya mengalami perundungan di SMP tetapi guru tidak bertindak
        pendidikan | Penerimaan siswa baru tidak transparan, rumah dekat tidak diterima
        bansos | Ibu saya lansia belum pernah menerima bantuan padahal tidak mampu
        bansos | Data penerima PKH di kelurahan kami tidak tepat sasaran
        bansos | Mohon bantuan perbaikan rumah karena atap hampir roboh dan kami tidak mampu
        listrik | Listrik di Kampung Cibuluh padam sejak sore
        listrik | Kabel PLN menjuntai rendah di depan sekolah, khawatir anak-anak tersengat
        listrik | Tiang listrik miring setelah ditabrak truk
        internet | Kabel internet menjuntai di Jalan Veteran hampir mengenai pengendara
        internet | Wifi gratis di Taman Kencana tidak berfungsi
        internet | Provider memasang tiang di depan rumah saya tanpa izin
        ktr | Mohon ditegur pegawai yang merokok di ruang tunggu kelurahan
        ktr | Di dalam angkot masih banyak sopir merokok
        ktr | Warung dekat sekolah menjual rokok batangan kepada siswa
        keamanan | Mohon patroli di Jalan Baru karena sering ada begal
        keamanan | Rumah saya kemalingan tadi malam
        keamanan | Pelajar tawuran di depan Kebun Raya membawa senjata tajam
        sosial | Ada ODGJ di sekitar Pasar Anyar yang mengganggu pembeli
        sosial | Anak jalanan di perempatan Warung Jambu semakin banyak
        sosial | Mohon bantuan untuk lansia terlantar di depan masjid
        pasar | Atap Pasar Merdeka bocor sehingga dagangan basah
        pasar | Harga beras di Pasar Bogor naik terus
        pasar | Lantai pasar becek dan toilet tidak berfungsi
        makam | TPU Dreded sudah penuh dan tidak terawat
        makam | Saya diminta biaya pemakaman yang sangat mahal di TPU
        makam | Jalan menuju makam tertutup semak
        wisata | Tiket Kebun Raya dijual calo di depan gerbang
        wisata | Toilet di tempat wisata Situ Gede kotor
        wisata | Bangunan bersejarah di Suryakencana tidak dirawat
        perizinan | Permohonan izin usaha saya di OSS sudah sebulan belum diproses
        perizinan | Reklame di Jalan Pajajaran hampir roboh
        perizinan | Minimarket di dekat rumah tidak memiliki izin
        bukan | Selamat pagi Kota Bogor, semoga hari ini menyenangkan
        bukan | Terima kasih Pak Wali, taman di tempat kami sudah bagus
        bukan | Apakah kantor kecamatan buka hari Sabtu?
        bukan | Dijual mobil Avanza 2018 hubungi nomor ini
        bukan | tes laporan abaikan
        bukan | Bagaimana cara membuat kartu identitas anak?
        """
}
