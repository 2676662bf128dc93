/// Sentences by which the vocabulary may be tuned: those that say it in a roundabout way.
enum HarderDevelopmentSentences {
    static let text = """
        jalan | pas di belokan ke rumah dinas ada yang amblas, kalo kena ban langsung bengkok \
        velgnya
        jalan | pinggiran jalan udah geripis, mobil papasan susah
        jalan | tutup manhole di tengah jalan bunyi terus kalo dilindes dan agak turun
        jalan | warga sini udah urunan semen buat nambal sendiri, pemerintah kemana
        jalan | pager pembatas jembatan ilang, anak2 main disitu
        jalan | dalan munggah nang dusunku isine watu thok, bu hamil wedi liwat
        pju | anak ngaji pulang bawa senter soalnya sepanjang jalan ga ada penerang
        pju | kabel lampu jalan dicolong orang jadi gelap semua
        pju | baru diganti minggu lalu lampunya udah modar lagi
        pju | lampu sorot di jembatan merah padam, serem
        pju | tiang lampune gak murub, arek-arek wedi mulih ngaji
        sampah | kami bayar 25rb sebulan tapi yang ngambil cuma seminggu sekali
        sampah | ada yang ngebuang bangkai ayam di selokan depan rumah, baunya amit-amit
        sampah | habis CFD sampah plastik berserakan ga ada yang nyapu
        sampah | depo sampah deket rumah kebakaran terus asepnya kemana2
        sampah | tatangga sok miceun runtah ka walungan peuting-peuting
        drainase | setiap hujan sebentar aja halaman sekolah jadi kolam
        drainase | saluran ditutup cor sama ruko, airnya lari ke jalan semua
        drainase | gorong gorong kekecilan, airnya balik ke rumah
        drainase | bau comberan dari got yang ga ngalir, jentik nyamuk banyak
        drainase | tembok kirmir kali jebol airnya masuk ke sawah
        drainase | banyune kali munggah nganti lawang
        longsor | habis hujan tiga hari tanah di atas perumahan kami retak lebar
        longsor | tiang penyangga tebing udah miring, di bawahnya ada 4 rumah
        longsor | jalan ke kampung putus ketutup tanah longsoran
        longsor | fondasi rumah menggantung gara2 tanahnya kegerus air kali
        longsor | taneuh di luhur imah geus bengkah, sieun urug
        pohon | ada pohon mati kering di pinggir lapangan, tinggal nunggu ambruknya
        pohon | dahan patah masih nyangkut di atas kabel telepon
        pohon | akar beringin ngangkat paving sampe rusak
        pohon | minta tolong ditebang pohon randu depan TK
        pohon | angin tadi sore bikin pohon ambruk di atap mushola
        pohon | tangkal kalapa condong ka imah tatangga
        air | mandi pake air galon terus karena keran kering
        air | air baru keluar jam 2 pagi, tiap malam begadang nampung
        air | meteran muter terus padahal keran ditutup semua
        air | udah bayar tapi sambungannya diputus pdam
        air | airnya keluar cacing kecil2
        air | sumber banyu asat, wong dusun angsu adoh
        parkir | halaman ruko jadi penitipan motor ilegal
        parkir | tiap mau jemput anak ga bisa berhenti karena dipakai parkir motor ojol
        parkir | mobil mogok ditinggal berbulan2 di pinggir gang
        parkir | abang parkir maksa bayar duluan
        parkir | wong markir sak enak e dewe nang ngarep lawang
        lalin | tiap sore jalanan depan pabrik ga bergerak
        lalin | anak SMP naik motor sendiri ngebut ga pake helm
        lalin | lampu penyeberangan buat pejalan ga nyala
        lalin | perlu polisi tidur, banyak yang ngebut depan posyandu
        lalin | mobil nabrak pembatas lagi di bundaran itu, tolong dikasih rambu
        lalin | perempatan eta teu aya lampu merahna, rawan pisan
        angkot | sopirnya narik sambil ngantuk, rem blong lagi
        angkot | sekarang jam 7 malem udah ga ada angkot lewat
        angkot | kartu busnya ga bisa ditap, disuruh bayar tunai
        angkot | pintu bis kejepit tangan anak saya
        angkot | ongkosna naek jadi tujuh rebu, anak sakola ge sarua
        pkl | penjual es di depan SD nutupin jalan masuk
        pkl | kursi-kursi kedai kopi sampe ke jalur pejalan kaki
        pkl | pasar tumpah tiap minggu bikin ga bisa keluar rumah
        pkl | dagangan ditaro di jalan sampe mobil ga muat
        pkl | para pedagang minta disediain tempat jangan cuma diusir
        bangunan | rumah di belakang dijadiin gudang bertingkat padahal perumahan
        bangunan | galian pondasi hotel bikin tembok kami miring
        bangunan | bangunan semi permanen di lahan pemkot ga dibongkar2
        bangunan | villa dibangun di lereng curam, takut longsor ke bawah
        bangunan | aya nu ngurug sawah rek dijieun perumahan
        bising | suara genset hotel dengung semalaman
        bising | tetangga hobi bor tembok jam 11 malam
        bising | anak punk nyetel musik gede2 depan toko tiap malam
        bising | rumah sebelah dipake latihan band
        bising | latihan drumband pagi2 buta bikin pusing
        bising | swara mesin selep banter tekan bengi
        hewan | ada biawak di kolam belakang rumah
        hewan | anjing tetangga ga dirantai suka ngejar anak sekolah
        hewan | ratusan ayam mati mendadak di kandang, takut flu burung
        hewan | lebah bikin sarang di plafon sekolah
        hewan | wedhuse tonggo mangan tanduranku terus
        taman | keran air minum di taman ga ada airnya
        taman | mainan anak di alun2 karatan, besinya tajam
        taman | taman depan komplek jadi tempat jemuran dan kandang
        taman | lapangan voli di kampung kami minta jaring dan semen
        taman | kembang-kembang ndek alun-alun do garing
        layanan | nomor antrian online habis terus dari jam 12 malam
        layanan | disuruh fotokopi ini itu padahal katanya cukup ktp
        layanan | pak lurah ga bisa ditemui, tanda tangan nunggu seminggu
        layanan | akta kematian bapak belum beres juga udah 2 bulan
        layanan | ktp ilang arek ngadamel deui meni hese
        pungli | ngurus surat tanah di kelurahan diminta 2 juta
        pungli | kepala dusun minta bagian dari uang bantuan
        pungli | tarif resmi 50 ribu tapi diminta 150, sisanya buat siapa
        pungli | petugas lapangan minta uang rokok biar ga disegel
        pungli | uang perpisahan 700 ribu wajib, kalo ga bayar rapor ditahan
        kesehatan | bidan desa ga pernah ada, ibu hamil mau lahiran bingung
        kesehatan | nunggu rujukan berjam2 padahal udah sesak napas
        kesehatan | banyak yang gatal2 sekampung gara2 apa ya
        kesehatan | timbangan posyandu rusak
        kesehatan | bapak saya ditolak 3 rumah sakit
        kesehatan | nyamuk seueur pisan, budak kuring panas wae
        pendidikan | wali kelas suka nyindir murid yang belum bayar
        pendidikan | toilet siswa rusak semua, anak nahan pipis
        pendidikan | anak tetangga udah 2 tahun ga sekolah karena biaya
        pendidikan | jalur prestasi diduga dicurangi
        pendidikan | kelasnya digabung karena gurunya kurang
        bansos | tetangga PNS kok dapat beras
        bansos | udah didata berkali2 tapi ga pernah turun apa2
        bansos | nenek hidup dari belas kasihan tetangga, ga kedata pemerintah
        bansos | ganti rekening bantuan tapi uangnya ga masuk
        bansos | nama di cek bansos ada tapi ga terima
        listrik | lampu rumah redup kedip2 tiap jam 7 malem
        listrik | tiang beton retak bawahnya, kabelnya ketarik
        listrik | sejak petir semalam satu RT gelap, hubungi PLN sibuk terus
        listrik | meteran bunyi tit tit terus padahal baru isi
        listrik | kabel listrik nempel di genteng rumah
        internet | kalo ujan internetnya ilang
        internet | kotak fiber di tiang kebuka kabelnya ngejuntai kena kepala
        internet | telepon jadul saya mati udah sebulan, teknisi ga dateng
        internet | galian kabel optik ga izin RT
        internet | sinyal telkomsel ndek kene mung siji
        ktr | tulisannya dilarang merokok tapi satpamnya sendiri ngebul
        ktr | anak sd beli vape bebas di toko depan
        ktr | puntung rokok berserakan di ruang tunggu puskesmas
        ktr | rapat di kantor kecamatan penuh asap
        ktr | wong tuwo-tuwo ngebul nang njero angkot
        keamanan | tabung gas warung hilang tiap minggu
        keamanan | ada orang ga dikenal ngintip rumah kosan putri
        keamanan | segerombolan motor bawa samurai lewat jam 2
        keamanan | uang kotak amal mushola dibobol
        keamanan | tukang parkir dipukulin preman
        keamanan | penagih utang maksa masuk rumah, ngancem
        sosial | ibu2 bawa bayi minta2 keliling rumah
        sosial | anak2 ngelem di kolong flyover
        sosial | tetangga saya lumpuh ga punya siapa2
        sosial | lelaki telanjang jalan2 di pasar
        sosial | keluarga tidur di gerobak di pinggir rel
        pasar | atap los sayur ambruk belum dibenerin
        pasar | harga telor sekarang gila
        pasar | pembagian kios baru ga adil
        pasar | listrik kios sering mati padahal bayar retribusi
        pasar | susah nyari minyakita
        makam | mau makamin almarhum disuruh bayar 5 juta
        makam | nisan ibu saya pecah keinjek proyek
        makam | jalan setapak ke kuburan licin, bawa keranda susah
        makam | minta pagar buat TPU
        makam | nek ngubur kudu tuku lemah
        wisata | tiket online udah bayar tapi ditolak di gerbang
        wisata | pedagang di lokasi wisata maksa beli
        wisata | petunjuk arah ke air terjun ga ada
        wisata | hotel penuh sampah pas liburan, pengunjung membludak
        wisata | kolam renang umum airnya ijo
        perizinan | ganti alamat usaha di oss ditolak sistem
        perizinan | reklame segede rumah berdiri di trotoar
        perizinan | karaoke baru buka deket masjid emang ada ijinnya
        perizinan | sertifikat pirt saya ga jadi2
        perizinan | warung kulo bade didamelaken nib kok angel
        bukan | p
        bukan | mohon info loker dong
        bukan | bagus pelayanannya, pertahankan
        bukan | dokter buka praktek jam berapa ya
        bukan | wkwkwk admin jomblo ya
        bukan | obral sepatu murah cek bio
        bukan | kemarin ketemu pak wali di pasar ramah banget
        bukan | cara daftar bpjs gimana min
        bukan | sugeng dalu, mung nyoba
        bukan | selamat hari guru untuk semua guru
        """
}
