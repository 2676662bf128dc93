/// Sentences by which the vocabulary may be tuned: plain ones.
enum PlainDevelopmentSentences {
    static let text = """
        jalan | Mohon perbaikan jalan di depan pasar, banyak lubang besar
        jalan | Jalan menuju RSUD bergelombang, ambulans jadi lambat
        jalan | jembatan bambu di kampung kami lapuk, minta diganti beton
        jalan | trotoar banyak yang jebol, pejalan kaki harus turun ke jalan
        jalan | dalan tembus sawah longgor-longgor, sepeda motor mesti selip
        pju | sudah lapor 3 kali tapi lampu di gang mawar belum dibenerin
        pju | lampu tenaga surya di jalan desa ga nyala lagi
        pju | Jalan Raya gelap karena lampu dimatikan
        pju | lampu jalan teu hurung di hareupeun balé desa
        sampah | di pinggir jalan tol banyak buangan orang ga jelas, plastik semua
        sampah | bapak sampah minta naik iuran jadi 40 ribu
        sampah | bau busuk dari tempat pembuangan sampah tiap sore
        sampah | sungai jadi tempat buang pampers
        sampah | sampahna can dibawa keneh ku petugas
        drainase | hujan sejam jalan udah kayak sungai
        drainase | pintu air macet ga bisa dibuka
        drainase | selokannya ketimbun tanah proyek
        drainase | rumah saya langganan banjir
        drainase | got ambrol mobil keperosok
        longsor | retakan di lereng atas kampung makin panjang
        longsor | dinding tebing jalan raya runtuh kemarin sore
        longsor | minta bantuan terpal dan karung karena tebing rawan
        longsor | pinggir kali terus terkikis, tinggal 1 meter dari rumah
        longsor | omahku cedhak tebing, udan terus wedi longsor
        pohon | pohon sudah tua dan rapuh di halaman sekolah
        pohon | minta dirapikan pohon yang nutupin lampu lalu lintas
        pohon | semalem hujan angin, tiga pohon tumbang di taman makam
        pohon | cabang pohon jatuh hampir kena anak saya
        pohon | dahanna nepi ka kabel listrik
        air | air mati total satu kelurahan
        air | ledeng bau besi dan ada endapan
        air | tolong kirim air bersih, sumur kering semua
        air | pipa dinas bocor sudah 2 minggu
        air | rekening air bulan ini aneh, biasanya 60 ribu jadi 300
        parkir | motor di trotoar depan kampus ga pernah ditertibkan
        parkir | dimintai uang parkir dua kali
        parkir | parkir mobil di kedua sisi jalan
        parkir | mobil orang ngalangin garasi saya
        parkir | tukang parkir liar di depan apotek
        lalin | lampu merah terlalu lama dari arah pasar
        lalin | kendaraan berat lewat jalan lingkungan
        lalin | marka jalan sudah hilang
        lalin | macet gara-gara sekolah bubar
        lalin | motor naik trotoar biar ga kena macet
        angkot | angkot berhenti seenaknya
        angkot | bus sekolah tidak lewat daerah kami
        angkot | sopir bus ngebut sampai penumpang jatuh
        angkot | pengen ada bus malam
        angkot | angkotna geus kolot, pantona teu bisa nutup
        pkl | penjual mie ayam pakai jalan umum
        pkl | lapak di pinggir rel dan trotoar makin banyak
        pkl | PKL balik lagi setelah ditertibkan
        pkl | jualan di depan puskesmas menghalangi ambulans
        pkl | mohon solusi untuk pedagang asongan yang digusur
        bangunan | bangunan menutup saluran air
        bangunan | rumah tetangga nambah lantai tanpa ijin
        bangunan | proyek ruko tanpa papan nama
        bangunan | tembok pembatas perumahan miring ke jalan
        bangunan | lahan hijau dijadikan kavling
        bising | suara pengeras dari kafe setiap malam
        bising | motor balap knalpot keras di depan rumah sakit
        bising | tetangga bor tembok tengah malam
        bising | pabrik berbunyi terus 24 jam
        bising | musik hajatan sampe subuh
        hewan | anjing tak bertuan masuk halaman sekolah
        hewan | kucing mati di selokan
        hewan | ternak kambing di perumahan bau
        hewan | kawanan monyet turun dari gunung
        hewan | ular hijau di taman bermain
        taman | perosotan di taman retak
        taman | lampu taman kota mati
        taman | taman kota tidak ramah difabel
        taman | rumput lapangan sepak bola gundul
        taman | pot bunga pecah di alun-alun
        layanan | sudah dua jam menunggu di kantor kecamatan tidak dipanggil
        layanan | pegawai datang siang pulang cepat
        layanan | kartu keluarga belum jadi
        layanan | petugas loket sinis
        layanan | surat keterangan domisili lama sekali keluarnya
        pungli | diminta uang untuk tanda tangan lurah
        pungli | calo di kantor dukcapil
        pungli | ada pungutan 20 ribu tiap ambil beras bantuan
        pungli | kepala sekolah minta sumbangan wajib
        pungli | preman minta uang keamanan ke toko saya
        kesehatan | dokter tidak ada di jam praktik
        kesehatan | vaksin bayi kosong
        kesehatan | warga keracunan nasi kotak
        kesehatan | rumah sakit minta uang muka dulu sebelum dirawat
        kesehatan | kartu bpjs anak saya tidak bisa dipakai
        pendidikan | kelas bocor setiap hujan
        pendidikan | guru honorer belum digaji
        pendidikan | anak saya dikeluarkan dari sekolah
        pendidikan | jumlah murid kebanyakan satu kelas 50
        pendidikan | sekolah jualan LKS
        bansos | lansia di sebelah rumah belum pernah didata
        bansos | bantuan pangan tidak merata
        bansos | nama dobel di daftar penerima
        bansos | minta bantuan perbaikan rumah roboh
        bansos | PKH diberikan ke keluarga lurah
        listrik | sering padam tiap hujan
        listrik | kabel listrik menempel di atap rumah
        listrik | tiang listrik berkarat mau patah
        listrik | meteran listrik terbakar
        listrik | lampu di rumah redup, tegangan kurang
        internet | jaringan internet mati di kantor desa
        internet | kabel telepon menjuntai rendah
        internet | sinyal telepon hilang setelah tower rusak
        internet | tiang kabel internet nutup jalan masuk
        internet | wifi taman password salah terus
        ktr | perokok di taman bermain anak
        ktr | orang merokok di dalam lift kantor wali kota
        ktr | reklame rokok besar di jalan protokol
        ktr | puntung rokok di ruang tunggu RSUD
        ktr | anak sekolah merokok di warung
        keamanan | rumah kosong dibobol
        keamanan | banyak copet di pasar
        keamanan | anak-anak tawuran pakai petasan dan batu
        keamanan | orang mabuk teriak-teriak tiap malam
        keamanan | ada transaksi sabu
        sosial | pengamen masuk rumah makan maksa
        sosial | orang terlantar tidur di masjid
        sosial | ODGJ lempar batu ke mobil
        sosial | anak kecil ngemis di lampu merah
        sosial | bapak tua hilang ingatan duduk di halte
        pasar | los pasar gelap dan pengap
        pasar | harga bawang naik
        pasar | got pasar mampet jadi becek
        pasar | pedagang kena sewa mahal
        pasar | daging ayam tidak segar di pasar
        makam | makam umum penuh
        makam | pohon di kuburan tumbang kena nisan
        makam | susah cari tempat menguburkan
        makam | tanah makam longsor
        makam | penjaga makam minta uang terus
        wisata | tempat wisata tidak ada toilet
        wisata | tarif masuk wisata beda-beda
        wisata | kolam renang kota kotor
        wisata | kereta mini di tempat wisata tidak aman
        wisata | gedung bersejarah terbengkalai
        perizinan | izin reklame saya belum keluar
        perizinan | usaha laundry tanpa izin buang limbah
        perizinan | daftar NIB gagal terus
        perizinan | pemasangan spanduk liar
        perizinan | gudang beroperasi tanpa izin
        bukan | selamat siang admin
        bukan | makasih banyak lampunya sudah nyala
        bukan | kapan ada konser di alun-alun
        bukan | jual motor murah
        bukan | coba kirim pesan
        bukan | kantor pajak buka sampai jam berapa
        bukan | admin ganteng
        bukan | mau nanya cara urus KTP hilang
        """
}
