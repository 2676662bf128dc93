/// Sentences by which the vocabulary may be tuned: from drivers, guards, shopkeepers and parents.
enum StreetDevelopmentSentences {
    static let text = """
        jalan | saya ojol, tiap lewat depan indogrosir shock motor saya abis gara2 jalannya keriting
        jalan | habis hujan kerikil berhamburan, dua kali saya hampir slip
        jalan | jembatan dekat pesantren goyang kalo truk lewat, santri takut
        jalan | pak lurah bilang mau dibeton sejak 2023 tapi masih becek aja gangnya
        jalan | sisa cor proyek numpuk di tengah jalan ga dibersihin
        jalan | jalan di cluster kami belum diserahin developer jadi rusak ga ada yg urus
        pju | saya satpam malam, mohon dikasih lampu di tikungan deket gardu, sering ada yg jatuh
        pju | abis lebaran lampu kampung mati serempak
        pju | lampu jalannya nyala jam 10 malem doang
        pju | kami bayar pajak penerangan tapi jalan tetep gelap
        pju | panel PJU di ujung gang kebuka, kabelnya keliatan
        sampah | ibu kos buang sampah kosannya ke selokan warga
        sampah | truk kuning yang biasa ngangkut udah 2 minggu libur
        sampah | bau dari pengolahan sampah nyampe asrama, mual
        sampah | sampah daun di taman makam dibakar terus
        sampah | habis pasar kaget, bungkus makanan di mana mana
        drainase | toko saya kelelep lagi, stok rusak semua, parit depan ga pernah dibersihkan
        drainase | air ujan dari atas bukit ngalir deras ke jalan karena ga ada parit
        drainase | got sekolah bau dan penuh jentik
        drainase | lubang kontrol drainase tanpa tutup
        drainase | rumah di hilir kena luapan tiap musim hujan
        longsor | tanggul tanah di belakang masjid retak, kalo jebol kena 10 rumah
        longsor | semalam kedengeran gemuruh, ternyata bukit di belakang turun
        longsor | badan jalan tinggal separo gara2 bawahnya gerowong
        longsor | tolong pasang tanda bahaya, batuan jatuh di jalur atas
        longsor | kebun saya hilang separo kebawa tanah
        pohon | sengon di kebun kosong nyender ke rumah saya
        pohon | rambutan tetangga rantingnya masuk pekarangan dan nyumbat talang
        pohon | petugas nebang setengah2, sisanya dibiarin di jalan
        pohon | pucuk pohon udah kena kabel SUTR
        pohon | pohon pelindung di depan RS banyak yg mati
        air | ibu2 ngantri pake jerigen sejak pagi
        air | krn kran ga ngalir saya numpang mandi di masjid
        air | pdam bilang perbaikan 1 hari tapi ini udah hari ke 4
        air | air dari hidran bocor kebuang2
        air | airnya berbusa dan perih di mata
        parkir | abang2 pake rompi narik 5rb di depan toko roti
        parkir | mobil catering nutup akses masuk perumahan
        parkir | disabilitas ga bisa parkir karena slotnya diisi orang lain
        parkir | kenapa parkir motor di RS sehari 15 ribu
        parkir | dua sisi jalan dipenuhi kendaraan berhenti
        lalin | lampunya hijau barengan dari dua arah, hampir nabrak
        lalin | angkutan karyawan putar balik sembarangan di depan pabrik
        lalin | di U turn itu tiap hari ada yg serempetan
        lalin | belok kanan harusnya dilarang, tapi ga ada rambunya
        lalin | penyeberang sekolah butuh petugas
        angkot | supirnya narikin penumpang sampe bajunya ketarik
        angkot | naik yg ijo disuruh pindah ke mobil belakang
        angkot | aplikasi bus ga sesuai posisi aslinya
        angkot | ac bus mati panas banget
        angkot | sopir minta ongkos dobel karena bawa koper
        pkl | tukang gorengan numpahin minyak panas di trotoar
        pkl | jalan depan kampus sudah berubah jadi pusat jajanan
        pkl | kami paguyuban pedagang minta kejelasan lokasi baru
        pkl | abang siomay sama cimol ngetem di gerbang sekolah
        pkl | dagang baju sampe ke aspal tiap minggu pagi
        bangunan | pondasi tetangga nyeruduk ke tanah kami 1 meter
        bangunan | rumah ibadah dibangun tanpa persetujuan lingkungan
        bangunan | pabrik berdiri di zona pemukiman
        bangunan | mess pekerja proyek dibangun di lahan umum
        bangunan | tower di atap ruko miring
        bising | sebelah kontrakan anak band latihan ga kenal waktu
        bising | motor dua tak digeber2 depan kos
        bising | pengajian pake toa sampe jam 11
        bising | exhaust fan restoran menderu nonstop
        bising | pesta kawin pasang sound segede lemari
        hewan | garong kucing makanin ayam saya
        hewan | ular weling nongol di kamar mandi
        hewan | kambing kurban kabur ke jalan raya
        hewan | anjing pitbull tetangga tanpa berangus
        hewan | banyak ulat bulu turun dari pohon ke rumah
        taman | monumen dicoret pilok
        taman | kolam ikan di taman airnya butek
        taman | fitness outdoor pedalnya lepas
        taman | anak saya kejepit jungkat jungkit
        taman | taman RW gundul ga ada tanamannya
        layanan | satu hari cuma bisa urus satu surat, kerja saya jadi bolos
        layanan | foto ktp saya salah orang
        layanan | kantornya jam 2 udah pada pulang
        layanan | akun saya di aplikasi dukcapil ga bisa login
        layanan | resepsionis balai kota nyuekin kami
        pungli | kata orangnya kalo mau cepet ya ada uang admin
        pungli | tiap pedagang disuruh setor 5rb tanpa karcis
        pungli | petugas ukur tanah minta transport 500rb
        pungli | kuitansi sama yg dibayar beda
        pungli | anggaran lampu 100 juta tapi ga ada barangnya
        kesehatan | dokter meriksa sambil marah2
        kesehatan | nomor antrian puskes jam 6 udah abis
        kesehatan | kakak saya positif TBC tapi ga ada yg ngecek keluarga
        kesehatan | ruang rawat bocor dan banyak kecoa
        kesehatan | imunisasi anak telat karena stok kosong
        pendidikan | siswa disuruh bayar les sama gurunya sendiri
        pendidikan | perpustakaan SD kami isinya buku tahun 90an
        pendidikan | anak saya ditendang kakak kelas
        pendidikan | kepsek ga mau tanda tangan mutasi
        pendidikan | sekolah kebanjiran terus, muridnya diliburkan
        bansos | kok yang dapet itu lagi itu lagi, keluarga pak rt
        bansos | suami saya kena phk, mau daftar bantuan kemana
        bansos | beras yang dibagikan bau apek
        bansos | lansia lumpuh di RT 4 belum tersentuh bantuan
        bansos | desil saya tiba2 naik jadi 6
        listrik | alat rumah tangga saya kebakar karena tegangan
        listrik | di dusun kami listrik nyala cuma malam
        listrik | tiang listrik di sawah nyaris nyentuh air
        listrik | lapor PLN tiga kali ga dateng petugasnya
        listrik | kabel ke rumah putus ketarik truk
        internet | telpon ga bisa, wa ceklis satu terus di daerah sini
        internet | petugas provider manjat tiang depan rumah tanpa permisi
        internet | langganan internet lambat, cs nya ga jawab
        internet | wifi perpus kota perlu voucher terus
        internet | kabel bekas operator digeletakkan di trotoar
        ktr | pengunjung mall ngerokok di toilet
        ktr | abang ojek ngebul di teras puskesmas
        ktr | sales rokok bagi2 sampel ke anak muda di alun2
        ktr | bapak mertua pasien ngudud di kamar inap
        ktr | ada asbak di ruang rapat dinas
        keamanan | dua orang boncengan narik tas ibu saya
        keamanan | gerombolan bocah perang sarung
        keamanan | kosan sebelah sering bawa cewek ganti2
        keamanan | satpam komplek diancam pake celurit
        keamanan | pagar sekolah dipanjat terus laptop hilang
        sosial | mas2 ngamen banting gitar kalo ga dikasih
        sosial | anak yatim di rumah itu kayanya disiksa bibinya
        sosial | ada keluarga tidur di teras masjid seminggu
        sosial | bapak2 suka teriak2 sendiri sambil bawa kayu
        sosial | lansia linglung ketemu di halte ga tau alamatnya
        pasar | petugas pasar nagih 2x sehari
        pasar | ayam potong di pasar bau formalin
        pasar | kios kebakaran belum diganti
        pasar | tangga pasar lantai 2 gelap dan bau
        pasar | bawang merah sekilo 60rb, ampun
        makam | bunga dan salib di makam dicuri
        makam | petak makam udah dibayar tapi diisi orang lain
        makam | ga ada air buat ziarah
        makam | tukang gali minta lebih
        makam | kuburan massal bekas banjir kebuka
        wisata | naik jeep 350rb ga sesuai paket
        wisata | kamar hotel kotor, lapor kemana
        wisata | flying fox talinya udah brudul
        wisata | pos tiket ilegal sebelum masuk air terjun
        wisata | prasasti dijadikan tempat duduk orang
        perizinan | urus pirt keripik saya mandek di dinkes
        perizinan | billboard nutup jendela rumah kami
        perizinan | ganti nama PT di sistem OSS ditolak
        perizinan | bengkel cat di pemukiman ga ada izinnya
        perizinan | tukang bangun resto ngaku izinnya masih proses
        bukan | pagi min, semangat kerja
        bukan | pulsa saya habis
        bukan | tes pengiriman formulir
        bukan | terima baju bekas layak pakai, dm ya
        bukan | trimakasih puskesmas pelayanannya oke
        bukan | jadwal samsat keliling besok dimana
        bukan | happy weekend
        """
}
