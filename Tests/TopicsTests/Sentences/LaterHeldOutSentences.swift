/// A second set held out: written when the words were finished, measured once, never tuned by.
enum LaterHeldOutSentences {
    static let text = """
        jalan | gang kami licin sekali karena semennya sudah terkikis, ibu-ibu sering terpeleset
        jalan | Ada jalan berlubang persis di belokan menuju kantor pos
        jalan | mobil pemadam ga bisa lewat karena jembatan kampung mau ambrol
        jalan | dalan nang sawah bubrah, panen angel digowo
        jalan | jalan raya tajur ngagerendul, ban motor abdi bocor
        pju | sudah dua malam lampu di jalan kampung kami mati dan anak-anak takut ke musala
        pju | mohon tambahan lampu di jalan menuju terminal
        pju | lampu jalan menyala redup seperti lilin
        pju | tikungan angker itu butuh lampu
        pju | Lampune prapatan kampung gak tau urip
        sampah | got jadi tempat pembuangan popok bayi, siapa yang buang
        sampah | sudah bayar kebersihan tapi sampah tetap menumpuk
        sampah | ada orang bakar ban bekas di lapangan
        sampah | tempat sampah umum di jalan suryakencana kurang
        sampah | runtah pasar teu diangkut tos tilu poe
        drainase | air kotor dari selokan masuk ke dalam rumah kalau hujan
        drainase | jalan tergenang karena lubang airnya kecil
        drainase | mohon pengerukan sungai kecil di belakang kampung
        drainase | tutup gorong-gorong patah
        drainase | imah urang kabanjiran wae unggal hujan
        longsor | tanah di pinggir rel longsor mendekati rumah warga
        longsor | dinding penahan retak dan condong ke rumah saya
        longsor | jalan setapak putus karena longsoran tebing
        longsor | bukit di atas sekolah mulai retak
        longsor | plengsengan omahku jebol kenek banjir
        pohon | ranting pohon mangga menutupi rambu
        pohon | ada pohon besar berlubang di tengahnya
        pohon | pohon di trotoar tumbang kena angin puting beliung
        pohon | minta penebangan pohon yang condong ke rumah
        pohon | tangkal picung gede pisan, rek rubuh
        air | keran di rumah kami hanya menetes sejak minggu lalu
        air | air PAM hitam dan berbau lumpur
        air | pipa bocor sudah dilaporkan tiga kali
        air | bayar air mahal tapi airnya jarang keluar
        air | banyune asat, kudu tuku tangki
        parkir | kendaraan parkir di depan pintu masuk puskesmas
        parkir | parkir mobil makan separuh jalan
        parkir | saya dimarahi juru parkir karena memberi dua ribu
        parkir | banyak mobil berhenti di bawah tanda dilarang parkir
        parkir | motor diparkir sembarangan nepi ka jalan katutup
        lalin | sudah dua bulan lampu merah di simpang itu rusak
        lalin | pengendara motor melawan arah setiap pagi
        lalin | jalanan macet karena truk mogok
        lalin | tidak ada tempat menyeberang yang aman di depan sekolah
        lalin | kebut-kebutan motor ndek dalan anyar
        angkot | supir angkot menaikkan ongkos seenaknya
        angkot | angkot jurusan Ciawi berhenti lama di tengah jalan
        angkot | bus kota asapnya hitam
        angkot | kami minta halte di depan kampus
        angkot | lyn e wis tuek, rem e blong
        pkl | pedagang sayur memakai bahu jalan tiap pagi
        pkl | gerobak pedagang dibiarkan di trotoar sampai pagi
        pkl | penertiban pedagang tidak adil, kami digusur mereka tidak
        pkl | tenda pecel lele menutupi halte
        pkl | bakul bakso ngebaki trotoar
        bangunan | rumah dibangun melebihi batas sungai
        bangunan | ruko itu katanya belum punya PBG tapi sudah jadi
        bangunan | atap gedung tua berjatuhan ke jalan
        bangunan | pengembang memagari jalan umum
        bangunan | tetangga nyieun balong nepi ka tembok abdi retak
        bising | suara gergaji mesin dari bengkel kayu tiap hari
        bising | anak muda karaoke di pos ronda sampai subuh
        bising | motor trail keliling kampung suaranya memekakkan
        bising | pesta ulang tahun tetangga pakai pengeras suara
        bising | tonggo nyetel sound banter banget mbengi
        hewan | kera masuk kebun dan merusak tanaman
        hewan | banyak kucing sakit di sekitar kantor
        hewan | anjing penjaga ruko menyerang orang lewat
        hewan | ada lebah bersarang di tiang listrik
        hewan | oray di kamar mandi
        taman | permainan anak di taman kota banyak yang rusak
        taman | rumput di alun-alun kering dan gundul
        taman | mohon tambahan bangku di taman
        taman | toilet di taman dikunci terus
        taman | kembang di taman dicabutan barudak
        layanan | Kartu keluarga hilang, mengurusnya lama sekali
        layanan | pegawai kecamatan bermain gim saat jam kerja
        layanan | nomor pengaduan tidak pernah dijawab
        layanan | data KTP saya tidak terbaca di sistem
        layanan | ngantri akta ti isuk nepi ka beurang
        pungli | petugas meminta uang tambahan agar berkas diproses
        pungli | harus memberi amplop supaya cepat dilayani
        pungli | sumbangan sekolah dipatok satu juta
        pungli | ketua kelompok memotong uang PKH
        pungli | kudu mbayar ben surate ndang dadi
        kesehatan | dokter puskesmas sering tidak di tempat
        kesehatan | pasien BPJS dibedakan dengan pasien umum
        kesehatan | anak-anak di kampung kami banyak yang campak
        kesehatan | ambulans tidak ada sopirnya
        kesehatan | ngantosan dokter ti subuh
        pendidikan | gedung sekolah kami hampir roboh
        pendidikan | anak dipukul gurunya
        pendidikan | jumlah guru kurang di SMP kami
        pendidikan | ijazah anak saya belum diberikan sekolah
        pendidikan | bayaran sakola awis pisan
        bansos | bantuan hanya diberikan kepada keluarga perangkat
        bansos | saya penyandang disabilitas belum pernah dapat bantuan
        bansos | kartu sembako saya tidak bisa digesek
        bansos | orang meninggal masih terdaftar penerima bansos
        bansos | randa kolot teu kungsi meunang beas
        listrik | arus listrik di rumah naik turun
        listrik | kabel listrik terkelupas di dekat taman bermain
        listrik | mati listrik setiap hujan
        listrik | travo di ujung gang berdengung dan berasap
        listrik | listrik di imah pareum ti beurang
        internet | jaringan telepon seluler lemah di desa
        internet | kabel telepon jatuh ke jalan
        internet | wifi publik lambat sekali
        internet | tiang kabel internet dipasang tanpa izin warga
        internet | sinyal e ilang terus
        ktr | banyak pengunjung merokok di ruang tunggu
        ktr | pegawai dinas merokok di dalam kantor
        ktr | penjual rokok di depan gerbang SMP
        ktr | asap rokok di angkot
        ktr | bapak-bapak udud di posyandu
        keamanan | ada pencuri masuk ke sekolah
        keamanan | sekelompok orang membawa senjata tajam
        keamanan | jual beli miras di warung
        keamanan | motor warga dicuri saat salat
        keamanan | arek-arek tukaran nggowo clurit
        sosial | seorang ibu dan anaknya tidur di emperan toko
        sosial | orang dengan gangguan jiwa mengamuk
        sosial | anak-anak mengemis di perempatan
        sosial | lansia terlantar tanpa keluarga
        sosial | aya nini-nini nyasar di terminal
        pasar | kios di pasar sering kebocoran
        pasar | harga daging sapi mahal
        pasar | lorong pasar sempit dan bau
        pasar | minyak goreng curah langka
        pasar | pasare sepi, rego larang
        makam | makam ayah saya tergenang air
        makam | tidak ada tempat lagi di TPU
        makam | pagar kuburan roboh
        makam | biaya gali makam terlalu mahal
        makam | kuburan pinuh ku jukut
        wisata | harga tiket masuk tempat wisata naik tanpa pemberitahuan
        wisata | fasilitas toilet di kawasan wisata buruk
        wisata | pengunjung membuang sampah di curug
        wisata | petugas loket museum tidak ramah
        wisata | dalan nang wisata petik apel angel golekane
        perizinan | izin usaha belum terbit padahal sudah lengkap
        perizinan | baliho di trotoar menghalangi pejalan
        perizinan | ada tempat karaoke tanpa izin
        perizinan | sistem OSS gagal terus
        perizinan | ngurus ijin warung angel temen
        bukan | selamat malam pak
        bukan | terima kasih sudah membantu kami
        bukan | saya mau tanya syarat pindah domisili
        bukan | dijual rumah di pusat kota
        bukan | tes satu dua
        """
}
