/// Sentences by which the vocabulary may be tuned: many in Sundanese and Javanese.
enum RegionalDevelopmentSentences {
    static let text = """
        jalan | tiap hari lewat sini serasa naik kuda, lubangnya ga habis2
        jalan | speed bump depan SD terlalu tinggi bikin bemper nyangkut
        jalan | punten jalan ka posyandu ledok pisan, ibu-ibu hese ngaliwat
        jalan | dalan ngarep pasar jeglongane jero, wingi ono becak njungkel
        jalan | Konblok di gang Melati amblas setelah ada proyek gorong-gorong
        pju | punten pa, lampu di parapatan masjid tos lami pareum
        pju | kulo nyuwun lampu dalan, sebab nek dalu peteng ndedet
        pju | lampunya cuma nyala separuh, sisi kanan mati semua
        pju | jalan pintas ke stasiun gelap, rawan jambret
        pju | Sudah ada tiangnya tapi lampunya belum dipasang
        sampah | kontainer penuh sampai tumpah ke badan jalan
        sampah | wong liwat seneng mbuang uwuh nang pinggir kali
        sampah | saban enjing aya nu ngaduruk sampah, haseupna nyeuseuk
        sampah | petugas kebersihan cuma nyapu di jalan besar
        sampah | kasur bekas dibuang di kebun kosong
        drainase | nek udan gedhe banyu mlebu sekolahan
        drainase | cai ti jalan asup kabeh ka warung kuring
        drainase | selokan di jalan melati dijadiin tempat buang sampah jadi mampet
        drainase | kolam retensi meluap ke perumahan
        drainase | salurannya kekecilan, air ga ketampung
        longsor | bar udan deres, tanah mburi omah ambrol sak meter
        longsor | jalan amblas separuh karena tebing di bawahnya longsor
        longsor | taneuh gawirna terus urugan saeutik-saeutik
        longsor | rumah kami di pinggir jurang temboknya mulai retak
        longsor | tembok penahan di belakang sekolah mau jebol
        pohon | wit nang pinggir dalan wis gapuk, mbebayani
        pohon | tangkal di sakola rapuh pisan
        pohon | tolong tebang pohon yang sudah mati depan rumah no 12
        pohon | daun dan rantingnya mengotori genteng, minta dipangkas
        pohon | ada pohon yang kulitnya dikelupas sengaja biar mati
        air | sampun tigang dinten toya mboten mili
        air | ti kamari cai ledeng teu kaluar-kaluar
        air | airnya bau tanah dan bikin gatal
        air | pompa pdam rusak katanya, sampai kapan
        air | petugas baca meter ga pernah dateng tapi tagihan ada
        parkir | motor diparkir di depan pintu rumah saya tiap hari
        parkir | wong parkir dibiarke ngebaki dalan
        parkir | abdi dipenta artos parkir dua rebu padahal ngan sakedap
        parkir | parkir valet mall ambil jalan umum
        parkir | mobil boks bongkar muat di tengah jalan tiap pagi
        lalin | prapatan kuwi kudu dipasangi bangjo, kerep tabrakan
        lalin | sok macet di payuneun pabrik pas bubar
        lalin | jalur sepeda dipakai motor
        lalin | tidak ada tempat menyeberang di depan rumah sakit
        lalin | anak sekolah pakai motor lawan arus
        angkot | angkot carana ngetem sangeunahna
        angkot | supire nyopir ngawur, penumpange wedi
        angkot | jadwal busnya tidak jelas
        angkot | ongkos jauh dekat disamain
        angkot | anak sekolah ditolak naik angkot karena bayarnya murah
        pkl | nu icalan baso nutupan gerbang sakola
        pkl | bakul pentol mangkal ngarep omah sampek bengi
        pkl | PKL di alun-alun menggelar tikar sampai jalan
        pkl | minta tempat jualan yang layak untuk kami pedagang kecil
        pkl | jembatan penyeberangan penuh lapak aksesori
        bangunan | tonggo nggawe omah temboke ngentekno dalan
        bangunan | imah kosong geus rek rubuh, bahaya
        bangunan | kos-kosan baru dibangun tanpa tanya warga
        bangunan | ada bangunan di jalur hijau
        bangunan | pagar rumah orang memakan jalan umum
        bising | swarane horeg nggarai jantung mak dheg
        bising | sora knalpot tarik pisan unggal peuting
        bising | hajatan tetangga musiknya sampai dini hari
        bising | mesin penggilingan berisik sekali siang malam
        bising | kelab malam di dekat rumah bikin tidak bisa tidur
        hewan | asu-asu liar ngoyak bocah sekolah
        hewan | beurit ageung ti selokan asup ka dapur
        hewan | sapi tetangga lepas makan tanaman
        hewan | banyak nyamuk dan lalat dari kandang
        hewan | ada monyet masuk kamar hotel
        taman | dolanan nang taman wis karaten kabeh
        taman | taman di lembur kuring teu kaurus
        taman | bangku taman kurang, orang tua susah duduk
        taman | minta dibuatkan lapangan futsal
        taman | taman baca tutup terus
        layanan | antri ti subuh nomerna tos seep
        layanan | sanjange ktp sampun dados tapi mboten wonten
        layanan | pelayanan lama karena petugasnya cuma seorang
        layanan | mau cabut berkas pindah dipersulit
        layanan | email pengaduan tidak dibalas
        pungli | dikon mbayar satus ewu nggo tanda tangan lurah
        pungli | ku calo ditawaran ktp jadi sadinten, bayar tilu ratus
        pungli | tarif resmi parkir tidak ada, ini dugaan pungli petugas
        pungli | ketua RT minta potongan dana bantuan
        pungli | mau masuk kerja honorer diminta 20 juta
        kesehatan | nyuwun disemprot, katah lemut demam berdarah
        kesehatan | ubar teu aya di puskesmas, kudu meuli di luar
        kesehatan | perawat main hp pasien dibiarkan
        kesehatan | ibu saya ditolak IGD karena tidak ada rujukan
        kesehatan | puskesmas pembantu tutup terus
        pendidikan | gurune nesuan, bocah-bocah wedi mlebu
        pendidikan | sakola kuring euweuh wc na
        pendidikan | uang study tour mahal banget
        pendidikan | anak berkebutuhan khusus ditolak sekolah
        pendidikan | pagar sekolah roboh belum diperbaiki
        bansos | mbah putri dewean ora tau entuk beras
        bansos | nu boga sawah meunang bantosan, abdi henteu
        bansos | kartu bansos saya ketelan atm
        bansos | rumah bocor dan mau ambruk minta program rutilahu
        bansos | tidak tahu kenapa bantuan dihentikan
        listrik | listrike mudhun terus, kulkas ora adem
        listrik | kabel pln handap pisan, sok kacangkol mobil
        listrik | tiang listrik di tengah jalan gang
        listrik | PLN mencabut meteran tanpa pemberitahuan
        listrik | korsleting di tiang depan rumah
        internet | sinyal nang omahku mati urip
        internet | kabel indihome ngarumbay ka jalan
        internet | wifi kelurahan mati
        internet | situs PPDB tidak bisa dibuka
        internet | tiang kabel optik miring mau jatuh
        ktr | wong ngrokok nang angkot, bocahku watuk
        ktr | petugas puskesmas sorangan ngaroko
        ktr | ada yang vape di bioskop
        ktr | iklan rokok di warung depan SMP
        ktr | tempat bermain anak penuh perokok
        keamanan | kulo kecolongan pitik karo sepeda
        keamanan | barudak ngora nongkrong bari nginum di sisi jalan
        keamanan | ada percobaan pembobolan atm
        keamanan | sering terjadi penjambretan di jembatan
        keamanan | pelajar bawa gir di jalan
        sosial | wong gendeng turu nang ngarep toko
        sosial | aya budak leutik ngamen peuting-peuting
        sosial | nenek tinggal sendiri di gubuk tidak makan
        sosial | orang depresi mau lompat jembatan
        sosial | pengemis memaksa di pom bensin
        pasar | rego cabe mundhak terus
        pasar | pasar teu kaurus, wc na kotor
        pasar | pedagang minta lapak di pasar baru
        pasar | gas melon dijual 30 ribu
        pasar | atap pasar roboh kena angin
        makam | kijinge mbah ku dirusak uwong
        makam | kuburan teu aya nu ngurus, jukutna jangkung
        makam | pemakaman ditolak warga karena bukan penduduk
        makam | tidak ada mobil jenazah
        makam | lahan makam dijual pengembang
        wisata | tiket mlebu larang nanging panggonane reget
        wisata | di curug loba nu menta duit parkir jeung tiket
        wisata | pemandu wisata tidak ramah
        wisata | bus wisata tidak boleh masuk, kami jalan jauh
        wisata | penginapan tidak sesuai foto
        perizinan | izin usaha kulo dereng medal
        perizinan | aya pabrik di lembur teu boga izin
        perizinan | baliho raksasa menutup pandangan
        perizinan | status permohonan PBG tidak berubah
        perizinan | spanduk caleg masih terpasang
        bukan | sugeng siang, semoga sehat sedoyo
        bukan | hatur nuhun pa wali
        bukan | pak, ada lowongan satpam?
        bukan | percobaan mengirim laporan
        bukan | beli pulsa di sini bisa?
        bukan | hari ini panas sekali ya
        bukan | jual sayur organik segar, pesan sekarang
        bukan | syarat nikah di KUA apa saja
        """
}
