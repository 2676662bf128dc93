/// Sentences that the vocabulary was not tuned on: imagined people of Bogor and Batu, written down
/// in one go before the first measurement. Whoever tunes the words looks at the other sets, never
/// here; a sentence that is mended by name tells nothing any more.
enum HeldOutSentences {
    static let text = """
        jalan | Pak wali tolong dong jln di depan ruko kami udah kayak kubangan kerbau
        jalan | ini udah 3x orang jatuh di tanjakan gara2 aspalnya bolong segede ember
        jalan | kemaren abis digali sama proyek kabel, ditutupnya asal, sekarang jadi gundukan
        jalan | Trotoar depan stasiun ubinnya copot semua, ibu saya kesandung
        jalan | papan jembatan gantung ke kampung sebelah tinggal separo, anak sekolah lewat situ
        jalan | jalanna geus taunan teu dibenerkeun, logak dimana-mana, motor mah zigzag
        jalan | dalan mburi balai desa ajur kabeh, ban ku bocor ping pindo
        pju | dari pos satpam sampe gapura ga ada satupun lampu yg nyala kalo malem
        pju | lampu dipinggir jalan baru udah kedap kedip kayak disko trus mati total
        pju | Mohon tambahan tiang penerangan di turunan, gelap dan rawan orang jatuh
        pju | siang bolong lampu jalan pada nyala semua, boros pak
        pju | PJU nomer 14 ketabrak truk, tiangnya bengkok kabelnya keluar
        pju | wengi2 gang kuring poek pisan lampuna pareum kabeh
        pju | dalan nang makam lampune mati wis sesasi
        sampah | udh 4 hari mobil sampah ga lewat perumahan kami, belatung dmn2
        sampah | tiap subuh ada yg lempar kresek2 isi popok ke lahan sebelah rumah
        sampah | tong sampah di halte penuh ga pernah dikosongin, lalernya banyak
        sampah | bapak2 sebelah ngebakar plastik sama ban bekas terus, anak saya asma
        sampah | TPS liar pinggir rel makin gede pak, baunya nyampe ke kelas
        sampah | runtah di tukangeun pasar geus saminggu teu diangkut bau bangke
        sampah | wong-wong podo mbuak popok nang kali
        drainase | tiap ujan gede air dari got naik ke teras rumah, capek ngepel
        drainase | selokan di rt 3 isinya lumpur doang, ga ngalir sama sekali
        drainase | underpass kerendem sepinggang, mobil pada mogok
        drainase | besi penutup got ilang dicolong, kemarin kaki anak saya masuk
        drainase | sejak ada perumahan itu air hujan larinya ke kampung kami semua
        drainase | solokan deukeut masjid pepet ku plastik, lamun hujan banjir
        drainase | urung-urung ngarep omah jebol, banyune munjuk nang dalan
        longsor | tanah samping rumah saya turun 30 cm semalem habis hujan, tembok dapur retak
        longsor | tebing belakang sekolah ambrol nutup jalan setapak
        longsor | minta bronjong pak di pinggir kali, tanahnya abis kegerus terus
        longsor | batu2 dari atas bukit pada menggelinding ke jalan, ngeri
        longsor | senderan ambruk nimpa kamar mandi warga, masih hujan terus takut nambah
        longsor | gawir deukeut imah abdi urug tadi peuting
        longsor | lemahe obah, omahe tonggo miring arep ambruk nang jurang
        pohon | batang gede melintang abis angin semalem, motor ga bisa lewat
        pohon | tolong dipapas dahan2 beringin depan sd, udah nyentuh atap kelas
        pohon | pohon mahoni dpn toko doyong ke jalan, akarnya udah kecabut sebagian
        pohon | siapa yg ngasih ijin tebangin pohon2 di median itu? jadi panas
        pohon | pohon kelapa tetangga buahnya jatuh ke genteng saya mulu
        pohon | tangkal kiara geus kolot, dahanna ragragan ka jalan
        pohon | wit sengon sebelah lapangan meh rubuh, tulung dikethok
        air | udah seminggu keran dirumah cuma keluar angin
        air | airnya item bau got pas dinyalain pagi, masa bayar segini dapetnya gini
        air | bocor gede di pinggir jalan kayanya pipa pam pecah, nyembur kayak air mancur
        air | tagihan ledeng saya 800rb padahal cuma tinggal berdua, salah catat meter kali
        air | musim kemarau sumur pada kering, kapan dikirim tangki
        air | cai ledeng ngocorna ngan peuting wungkul, leutik deuih
        air | banyu ora metu kit wingi isuk, arep masak yo angel
        parkir | mobil orang kondangan berenti di depan pager, saya gabisa keluar
        parkir | depan atm doang dimintain 3000, rompi aja kaga punya
        parkir | trotoar dpn rs penuh sama motor pada markir
        parkir | tiap malem ada bus pariwisata nginep di bahu jalan komplek
        parkir | kenapa karcisnya 2rb tapi ditagih 5rb sama abang parkirnya
        parkir | nu markir mobil sabarabah baris, jalan jadi heureut
        parkir | juru parkire nesu pas tak kei sewu
        lalin | lampu stopan di simpang tiga mati dari kemaren, pada rebutan jalan
        lalin | tolong pasang cermin cembung di belokan, hampir tabrakan terus
        lalin | jam pulang kerja ngga gerak sama sekali dari bunderan sampe tol
        lalin | garis penyeberangan dpn sd udah ilang ga keliatan
        lalin | pada ngelawan arus tiap pagi biar cepet, saya hampir ditabrak
        lalin | truk2 pasir lewat jalan kampung ngebut semua
        lalin | macetna teu eureun-eureun ti subuh di parapatan
        angkot | 02 ngetemnya setengah jam sendiri di depan mall
        angkot | abangnya nyupir sambil wasapan, penumpang teriak2 ga digubris
        angkot | bayar biasanya 5rb hari ini diminta 8rb sama supirnya
        angkot | bisnya jarang lewat, nunggu dari jam 6 baru dapet jam setengah 8
        angkot | saya sama ibu disuruh turun sebelum sampe, katanya mau muter balik
        angkot | supir angkotna ugal-ugalan, abdi dugi ka mabok
        angkot | lyn jurusan kene wis gak ono, arek sekolah mlaku adoh
        pkl | pejalan kaki ga kebagian tempat krn dipake jualan semua dari ujung ke ujung
        pkl | tenda seafood tiap malam nutup setengah jalan, sisa minyaknya dibuang ke aspal
        pkl | gerobak2 di depan gerbang sekolah tolong ditata pak
        pkl | kami yg jualan dipinggir jalan diusir satpol, terus suruh pindah kemana?
        pkl | lapak baju bekas makin numpuk di jembatan penyeberangan
        pkl | nu dagang dina trotoar geus teu bisa diatur
        pkl | rombong2 pentol ndek ngarep alun-alun ngebaki dalan
        bangunan | ada yg bangun kos 4 lantai mepet banget, ga ada papan izinnya
        bangunan | rumah tua kosong di pojok udah mau ambruk, gentengnya jatuh2
        bangunan | warung permanen didiriin di atas kali, padahal itu kan tanah negara
        bangunan | developer nutup jalan warga pake tembok
        bangunan | proyek hotel sebelah bikin rumah saya retak2, ga ada tanggung jawab
        bangunan | lahan fasum kami malah dijadiin ruko sama pengembang
        bangunan | aya nu nyieun imah di sisi walungan, padahal teu meunang
        bising | tiap malam minggu sebelah nyetel musik jedag jedug sampe jam 3
        bising | motor2 knalpotnya dibobok lewat depan rumah bikin jantungan
        bising | toa mushola dipake karaokean tengah malam, ga enak negurnya
        bising | bengkel las dari pagi ampe malem, kepala saya pusing dengernya
        bising | cafe baru live musiknya kedengeran sampe kamar, bayi ga bisa bobo
        bising | tatangga karaokean unggal peuting sorana tarik pisan
        bising | horeg lewat omahku, genteng do tibo
        hewan | kucing kampung beranak terus, berak di teras saya tiap hari
        hewan | anak tetangga digigit anjing yang ga diiket, tolong dicek rabiesnya
        hewan | ada ular gede di selokan kayanya sanca
        hewan | tetangga melihara bebek 50 ekor di tengah perumahan, baunya minta ampun
        hewan | gerombolan kera ngacak2 dapur warga
        hewan | aya odeng sagede helm dina hateup imah
        hewan | pitik e tonggo mlebu omah terus, teleke nang ndi2
        taman | perosotannya bolong, kaki anak saya kegores
        taman | rumput di lapangan udah setinggi lutut gak pernah dibabat
        taman | bangku2 di taman dicoret2 dan ada yg patah
        taman | minta tempat main anak dong pak di rw kami, anak2 main di jalan
        taman | bunga di taman pada mati ga ada yg nyiram
        taman | ayunan di taman geus pegat, barudak sok ulin didinya
        taman | lapangane rusak, ring basket e coplok
        layanan | dari jam 7 ngambil nomor, jam 12 baru dipanggil, loketnya cuma buka satu
        layanan | ktp saya rusak mau ganti disuruh balik minggu depan terus udah 3x
        layanan | ibu2 yg di meja depan kelurahan itu ngomongnya ketus
        layanan | aplikasi antrean online disdukcapil ga bisa dibuka mulu
        layanan | kk baru belum jadi2 padahal butuh buat daftar sekolah
        layanan | ngurus surat pindah hese pisan, kudu bulak balik
        layanan | nang kecamatan pegawene do ngobrol dewe, aku dienteni 2 jam
        pungli | tanda tangan pak rt aja bayar 50 ribu katanya uang kas
        pungli | mau bikin akte dimintain 200rb sama orang dalem biar cepet
        pungli | tiap hari ada yg nagih 10rb ke lapak kami, ngakunya dari ormas
        pungli | uang bantuan saya dipotong 100rb sama pengurus
        pungli | sekolah negeri kok ada uang sumbangan wajib 2 juta
        pungli | ngadamel ktp dipentaan duit, pan kuduna gratis
        pungli | lewat portal truk kudu nyogok disik
        kesehatan | dokter giginya cuma ada hari selasa, kasian yg sakit
        kesehatan | di rt saya udah 5 anak kena dbd, kapan difogging
        kesehatan | mau berobat ternyata kartu kis saya nonaktif
        kesehatan | suster di igd marah2in bapak saya yg lagi sesek
        kesehatan | obat darah tinggi kosong udah sebulan di puskes
        kesehatan | nini abdi gering, ambulans ditelepon teu datang-datang
        kesehatan | nang rsud ngenteni kamar sedino muput ora oleh
        pendidikan | rumah 300 meter dari smp tapi ga keterima, yg jauh malah masuk
        pendidikan | plafon kelas 4 jebol, anak2 belajar di mushola
        pendidikan | gurunya main tangan sama murid, anak saya ampe takut berangkat
        pendidikan | ijazah adik belum bisa diambil karena nunggak spp
        pendidikan | anak saya dikatain terus sama temennya sampe gamau sekolah
        pendidikan | sakola budak kakurangan bangku, diajarna lesehan
        pendidikan | buku karo seragam kudu tuku nang sekolah larang
        bansos | ibu saya janda lansia gapernah kebagian apa2, yg punya mobil dapet terus
        bansos | beras yg biasa dibagi tiap bulan ko belum ada ya
        bansos | pkh saya tiba2 distop padahal anak masih sekolah
        bansos | rumah emak saya bilik bambu udah mau roboh, bisa ga dapet program bedah rumah
        bansos | nama saya ga ada di data penerima, padahal penghasilan ga tentu
        bansos | abdi teu acan kantos didata bansos ku rt
        bansos | BLT ku kok gak cair-cair yo
        listrik | dari magrib gelap gulita satu komplek, kulkas saya isinya busuk
        listrik | kabel item gede melorot pas di atas gerbang, takut kesetrum
        listrik | trafo deket masjid keluar api tadi pas ujan
        listrik | token udah dibeli dimasukin gagal terus
        listrik | tegangannya drop kalo malem, ac ga kuat nyala
        listrik | tihang listrik condong ka imah, sieun rubuh
        listrik | listrik pet terus sedino ping telu
        internet | wifi gratisan di alun2 ga pernah bisa nyambung
        internet | kabel2 provider semrawut kayak mie di atas gang, ada yg putus ke jalan
        internet | di kampung saya ga ada sinyal sama sekali, anak susah belajar daring
        internet | tau2 ada tiang fiber ditanem depan rumah ga permisi
        internet | web pemkot ga bisa dibuka dari pagi
        internet | sinyalna leungit wae mun hujan
        internet | internet balai rw lemot poll
        ktr | di lorong rumah sakit bapak2 pada ngebul santai banget
        ktr | pak guru ngerokok depan murid pas upacara
        ktr | naik angkot sesek karena supirnya ngudud terus
        ktr | banner rokok gede banget di seberang SD
        ktr | ruang tunggu kelurahan bau asap rokok, ada ibu hamil
        ktr | budak SMP bisa meuli rokok eceran di warung deukeut sakola
        ktr | wong do udud nang njero puskesmas
        keamanan | motor temen saya dibawa kabur orang pake pistol di flyover
        keamanan | spion mobil pada ilang semua di parkiran ruko tadi malam
        keamanan | anak2 stm bawa gir sama celurit kejar2an
        keamanan | pada nongkrong minum2 di taman tiap malam, cewe lewat digodain
        keamanan | warung depan jual tramadol ke anak sekolah
        keamanan | tadi peuting imah tatangga dibobol bangsat
        keamanan | omah kosong dinggo judi terus, wargane resah
        sosial | ada bapak2 ga pake baju ngomong sendiri di lampu merah lempar2 batu
        sosial | nenek2 udah 3 hari tidur depan ruko, kayanya ga punya keluarga
        sosial | anak kecil disuruh jualan tisu malem2 di perempatan
        sosial | yg dicat silver itu makin banyak, maksa minta duit
        sosial | kakek di sebelah hidup sendirian, stroke, ga ada yg rawat
        sosial | nu gelo di terminal sok ngamuk ka nu ngaliwat
        sosial | pengamen bise mekso, nek gak dikei nesu
        pasar | lantai pasar licin banget banyak air, atapnya juga pada bocor
        pasar | cabe 100rb sekilo, kami rakyat kecil gimana
        pasar | nyari gas ijo keliling ga dapet2
        pasar | beli daging 1 kilo ditimbang di rumah cuma 8 ons
        pasar | kios saya di blok b kebocoran terus padahal sewa bayar
        pasar | pasarna hieum bau jeung ledok
        pasar | lengo goreng larang, bakul-bakul ngeluh
        makam | kuburan bapak saya dibongkar tanpa ngabarin keluarga
        makam | lahan tpu di kelurahan kami udah ga cukup, kudu nguburin di mana
        makam | minta uang 3 juta buat gali liang, ga ada rinciannya
        makam | pagar pemakaman roboh, kambing masuk injek2 nisan
        makam | rumput di makam tinggi kayak hutan
        makam | astana geus pinuh, nu maot dikuburkeun numpuk
        makam | kuburan ndek dusunku klelep banyu
        wisata | masuk curug bayar 3 kali di pos beda2
        wisata | makan di warung deket kebun raya ditagih 250rb buat 2 orang
        wisata | museumnya tutup padahal di google buka
        wisata | toilet di tempat rekreasi ini ga ada airnya, pengunjung antri
        wisata | seluncuran kolam renangnya pecah masih dipakai, bahaya
        wisata | villa nu disewa beda jeung fotona
        wisata | wahanane medeni, sabuk e pedhot
        perizinan | udah 2 bulan nib saya statusnya menunggu verifikasi terus
        perizinan | baliho caleg segede gaban nutupin rambu, tiangnya goyang
        perizinan | pabrik kerupuk di gang kami kayanya ga punya ijin
        perizinan | ngurus pbg ruko gak kelar2, berkas dibalikin mulu
        perizinan | spanduk2 iklan diiket di pohon sama tiang semrawut
        perizinan | izin warung kuring teu kaluar-kaluar di oss
        perizinan | cafe anyar bukak gak duwe izin
        bukan | min kalau mau perpanjang ktp bawa apa aja ya
        bukan | makasih ya pak jalannya udah mulus, the best
        bukan | cek cek 123
        bukan | dijual cepat motor beat 2019 pajak hidup
        bukan | malem semua, udah pada makan belum
        bukan | besok kelurahan buka ga ya kan tanggal merah
        bukan | butuh modal? ktp doang cair 5 menit hubungi wa ini
        bukan | hatur nuhun admin sakali deui
        bukan | monggo mampir nang warungku
        """
}
