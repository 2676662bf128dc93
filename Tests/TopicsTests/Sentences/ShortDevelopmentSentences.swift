/// Sentences by which the vocabulary may be tuned: short ones, as messages are.
enum ShortDevelopmentSentences {
    static let text = """
        jalan | jln rmh sya rusk prah tlg dbnerin pak
        jalan | Sudah tiga tahun jalan di RW 09 tidak pernah tersentuh perbaikan
        jalan | lubang di dekat pom bensin makin lebar, tadi pagi ada ojol terpental
        jalan | jembatan penghubung dua kampung putus diterjang arus
        jalan | jalanna rarompok, mobil teu bisa asup
        jalan | kulo nyuwun dalan nang RT 5 diaspal, wis akeh sing kepleset
        pju | lmpu jln mati dri kmrn mlm, glap bgt
        pju | penerangan di sekitar sekolah minim, anak pulang les takut
        pju | lampu taman median jalan banyak yang padam
        pju | tiang PJU depan rumah saya nyetrum
        pju | di lembur abdi lampu jalanna pareum ti lebaran keneh
        sampah | tps penuh, sampah luber sampe nutupin jalan
        sampah | tlg angkut sampah di gang kenari, udh bau bgt
        sampah | pabrik buang limbah ke kali malam2
        sampah | pembakaran sampah di belakang sekolah mengganggu belajar
        sampah | sampah nang kali ora tau diresiki
        drainase | gotnya mampet pak, air masuk ke dapur saya
        drainase | tiap musim hujan rumah kami kemasukan air
        drainase | jalan depan kantor pos tergenang semata kaki
        drainase | drainase di perumahan tidak berfungsi
        drainase | solokanna rugrug, caina luber ka jalan
        longsor | tebing depan rumah rawan longsor mohon dipasang bronjong
        longsor | tanah belakang rumah ambles 2 meter
        longsor | jalan kampung kami tertutup longsor sejak subuh
        longsor | talud pinggir sungai jebol
        longsor | gawir di tukang sakola rek urug
        pohon | pohon beringin di alun-alun dahannya mau patah
        pohon | tumbang pohon di jl sudirman menimpa warung
        pohon | pohon sudah menjulang tinggi melewati kabel, tolong dipotong
        pohon | mhn bantuan tebang pohon lapuk dkt posyandu
        pohon | wit pelem nang ngarep omah tugel pange
        air | aer pdam kecil bgt dr sore
        air | air keran butek kayak air teh
        air | pipa pecah airnya muncrat ke jalan
        air | saya ga pernah nunggak kok diputus
        air | toya PDAM ambune kaporit banget
        parkir | parkir mobil smbarangan dpn gg, mtr ga bs lwt
        parkir | juru parkir di pasar narik 5000 tanpa karcis
        parkir | halaman masjid dijadikan parkiran wisata
        parkir | tetangga saya parkir truk di gang
        parkir | parkir di alun-alun ora enek karcise
        lalin | lampu lalu lintas di pertigaan rusak kuning terus
        lalin | mct bgt pak tiap pagi di jembatan merah
        lalin | minta dibuatkan zebra cross depan SMP
        lalin | truk tanah lewat terus, debunya kemana-mana dan ngebut
        lalin | loba motor ngalawan arah di jalan satu arah
        angkot | supir angkot marah2 pas dikasih uang pas
        angkot | angkot 07 ngetem lama bikin telat kerja
        angkot | halte dekat rumah sakit ga ada tempat duduknya
        angkot | mohon tambah armada bus koridor 2
        angkot | angkot e mlaku banter banget, wedi aku
        pkl | pkl di depan stasiun bikin semrawut
        pkl | jualan pake gerobak di jalur sepeda
        pkl | lapak durian di pinggir jalan bikin macet dan kulitnya berserakan
        pkl | kapan PKL di jalan dewi sartika ditertibkan
        pkl | nu dagang cuanki mangkal di lawang gang
        bangunan | ada bangunan baru di atas got
        bangunan | rumah kosong di sebelah hampir roboh
        bangunan | tetangga ninggiin tembok sampe rumah saya gelap
        bangunan | pembangunan ruko tidak ada ijin warga
        bangunan | aya pabrik rek dibangun di tengah lembur
        bising | suara musik dari cafe kenceng bgt tiap mlm
        bising | mesin pabrik bunyi terus anak saya ga bs tidur
        bising | knalpot racing anak2 muda tiap malam minggu
        bising | speaker hajatan kekencengan
        bising | tonggoku nyetel dangdut banter sampek esuk
        hewan | anjing2 liar mengejar pesepeda
        hewan | ada ular di plafon rumah
        hewan | monyet liar merusak kebun warga
        hewan | kandang sapi deket sumur warga bau
        hewan | ucing gering loba di pasar
        taman | ayunan di taman patah satu
        taman | rumput liar tinggi di taman rw
        taman | lapangan basket retak2
        taman | toilet alun2 mampet
        taman | tamane ora kerumat, kembange mati
        layanan | ngurus kk lama bgt pdhl cuma ganti alamat
        layanan | petugas kelurahan tidak ramah
        layanan | sudah 4 bulan e-KTP belum dicetak
        layanan | antrian di mal pelayanan publik kacau
        layanan | teu aya petugas di loket, dugi ka siang
        pungli | petugas kelurahan minta 50rb buat legalisir
        pungli | pungutan liar di pasar oleh preman
        pungli | masuk SMP negeri bayar 5 juta lewat orang dalam
        pungli | ada oknum satpol minta uang ke pedagang
        pungli | njaluk dhuwit pelicin nek pengin cepet dadi
        kesehatan | puskesmas penuh, nunggu 4 jam
        kesehatan | dokter spesialis tdk dtg sesuai jadwal
        kesehatan | fogging dong pak udah banyak yg kena dbd
        kesehatan | bpjs saya nunggak otomatis padahal pbi
        kesehatan | ubarna sok kosong di puskesmas
        pendidikan | atap SD negeri ambruk
        pendidikan | guru killer suka mukul
        pendidikan | sekolah minta sumbangan gedung 3jt
        pendidikan | jarak rumah ke sekolah dekat tapi anak kalah zonasi
        pendidikan | budak abdi teu katarima di SMA negeri
        bansos | nenek saya belum pernah dapet bantuan sama sekali
        bansos | pembagian sembako ga merata di rt kami
        bansos | bantuan blt belum cair sejak januari
        bansos | rumah tidak layak huni atas nama bu inah
        bansos | sing entuk bantuan mung sedulure pak lurah
        listrik | listrk mati dr jam 2 blm nyala
        listrik | tiang listrik hampir tumbang ditabrak mobil
        listrik | kabel listrik putus bahaya
        listrik | voltase turun naik
        listrik | lampu imah pareum kabeh salembur
        internet | wifi gratis di alun2 ga konek
        internet | kabel fiber optik berantakan di jalan raya
        internet | sinyal hilang setiap mati lampu
        internet | tiang indihome miring ke rumah
        internet | internet kantor desa lelet
        ktr | banyak yg ngerokok di halte
        ktr | pengunjung RSUD merokok di lorong
        ktr | kepala sekolah merokok di ruang guru
        ktr | baliho rokok deket SD
        ktr | ngrokok nang angkot padahal enek bayi
        keamanan | tadi malam motor saya raib di teras
        keamanan | banyak begal di jalan sepi
        keamanan | sekelompok pemuda mabok bikin onar
        keamanan | tawuran antar kampung pake sajam
        keamanan | budak sakola tawuran di parapatan
        sosial | orgil telanjang di depan pasar
        sosial | pengamen di lampu merah makin banyak
        sosial | ada kakek tidur di trotoar
        sosial | lansia hidup sendirian sakit
        sosial | anak2 punk nongkrong minta duit
        pasar | pasar bau dan becek
        pasar | harga cabe selangit
        pasar | kios bocor kalo hujan
        pasar | timbangan tukang ikan ga bener
        pasar | rego endog mundak
        makam | tpu penuh mau dimakamkan dimana
        makam | makam keluarga kami amblas
        makam | kuburan kotor banyak rumput
        makam | bayar makam kemahalan
        makam | astana teu dipiara
        wisata | tiket masuk kebun raya mahal
        wisata | tempat wisata tidak aman buat anak
        wisata | wc di objek wisata kotor
        wisata | wisatawan kena getok harga
        wisata | dalan nang coban ora enek tulisan arahe
        perizinan | nib ku belum terbit
        perizinan | baliho rubuh di jalan
        perizinan | kafe tanpa izin usaha
        perizinan | pengurusan izin ribet
        perizinan | spanduk dipaku di pohon
        bukan | assalamualaikum
        bukan | ok makasih infonya
        bukan | mau tanya alamat puskesmas terdekat
        bukan | promo pulsa murah
        bukan | cek sound
        bukan | kapan pendaftaran cpns
        bukan | nuhun pisan lampuna tos caang
        """
}
