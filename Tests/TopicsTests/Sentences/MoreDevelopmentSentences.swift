/// Sentences by which the vocabulary may be tuned: the second half.
enum MoreDevelopmentSentences {
    static let text = """
        taman | Ayunan di taman rusak bahaya buat anak
        taman | rumput taman kota tinggi tidak terawat
        taman | lampu taman dan bangku rusak semua
        taman | toilet taman sempur kotor dan bau
        taman | lapangan bola kami rusak minta diperbaiki
        taman | air mancur mati
        taman | taman jadi tempat pacaran, tolong dijaga
        taman | coretan di tembok taman, jelek dilihat
        taman | jukut taman geus jangkung
        taman | dolanan bocah ndek taman rusak kabeh
        layanan | Pelayanan di kelurahan lambat dan petugasnya jutek
        layanan | KTP saya sudah 6 bulan belum jadi
        layanan | antre KTP lama sekali cuma satu loket
        layanan | disdukcapil katanya blangko kosong terus
        layanan | petugas kecamatan ga ada di tempat jam kerja
        layanan | urus akta lahir ribet bolak balik
        layanan | nomor call center ga pernah diangkat
        layanan | nama di KK salah, mau betulin dipersulit
        layanan | sistem error terus pas mau cetak KTP
        layanan | laporan saya bulan lalu tidak ada tanggapan
        layanan | ngadamel kk lami pisan
        layanan | ngurus ktp dikongkon balik terus
        pungli | Dipungut biaya saat bikin KTP di kelurahan
        pungli | ada pungli di samsat
        pungli | preman minta jatah pedagang tiap hari
        pungli | pegawai kelurahan minta uang rokok buat surat pindah
        pungli | bantuan PKH dipotong ketua kelompok
        pungli | sekolah memungut uang gedung padahal negeri
        pungli | calo SIM dan KTP berkeliaran depan kantor
        pungli | diminta uang pelicin biar izin cepat keluar
        pungli | dana desa dikorupsi kades
        pungli | dipenta duit ku petugas
        pungli | dijaluki duit pas ngurus akta
        kesehatan | Antrean puskesmas panjang dokternya telat
        kesehatan | BPJS tidak aktif padahal bayar terus
        kesehatan | minta fogging banyak warga kena DBD
        kesehatan | rumah sakit menolak pasien bpjs
        kesehatan | obat habis di puskesmas
        kesehatan | perawat rsud judes
        kesehatan | ambulans puskesmas lama datang
        kesehatan | posyandu tidak ada vaksin
        kesehatan | anak stunting di rt kami tidak diperhatikan
        kesehatan | banyak warga diare habis banjir
        kesehatan | dokterna can datang wae padahal tos siang
        kesehatan | antri ndek puskesmas suwene
        pendidikan | Atap sekolah bocor dan mau ambruk
        pendidikan | guru jarang masuk kelas
        pendidikan | anak tidak lolos zonasi padahal dekat
        pendidikan | ijazah ditahan sekolah karena belum bayar
        pendidikan | anak saya dibully di sekolah
        pendidikan | kekurangan guru di SD kami
        pendidikan | PPDB curang ada titipan
        pendidikan | seragam sekolah mahal wajib beli di sekolah
        pendidikan | KIP anak saya belum cair
        pendidikan | menu MBG anak saya basi dan ada ulatnya
        pendidikan | sakola rusak, budak diajar di luar
        pendidikan | muride okeh kelase kurang
        bansos | Saya tidak pernah dapat bansos padahal miskin
        bansos | bantuan PKH salah sasaran
        bansos | orang kaya dapat bantuan
        bansos | BPNT bulan ini belum cair
        bansos | rumah nenek saya tidak layak huni minta bantuan
        bansos | nama saya dicoret dari DTKS
        bansos | beras bansos berkutu dan bau
        bansos | kartu KKS saldo nol
        bansos | abdi teu kabagian bantuan wae
        bansos | sing sugih entuk bantuan, sing mlarat ora
        listrik | Listrik padam sejak pagi di kampung kami
        listrik | kabel PLN menjuntai di depan rumah
        listrik | tiang listrik miring mau roboh
        listrik | mati lampu terus di komplek
        listrik | gardu listrik meledak
        listrik | tegangan listrik naik turun elektronik rusak
        listrik | token listrik tidak bisa diisi
        listrik | tagihan listrik bengkak
        listrik | pareum listrik ti peuting
        listrik | listrike mati sak kampung
        internet | Wifi publik di taman tidak bisa dipakai
        internet | sinyal hp susah di desa kami
        internet | kabel internet semrawut di tiang
        internet | indihome mati 3 hari
        internet | tiang provider dipasang tanpa izin di tanah saya
        internet | internet lemot banget buat sekolah online
        internet | kabel optik putus menghalangi jalan
        internet | website dinas tidak bisa diakses
        internet | sinyalna goreng pisan
        internet | wifi balai desa mati terus
        ktr | Orang merokok di puskesmas tidak ditegur
        ktr | sopir angkot merokok sambil nyetir
        ktr | guru merokok di sekolah
        ktr | pegawai kelurahan ngerokok di ruang pelayanan
        ktr | iklan rokok dekat sekolah
        ktr | warung jual rokok ke anak kecil
        ktr | asap rokok di halte bikin sesak
        ktr | jalma udud di rohangan tunggu
        ktr | bocah-bocah do ngrokok seragaman
        keamanan | Begal di jalan baru semalam, tolong patroli
        keamanan | tawuran pelajar tiap pulang sekolah
        keamanan | motor hilang di parkiran masjid
        keamanan | maling masuk rumah tetangga
        keamanan | anak muda mabuk-mabukan di pos ronda
        keamanan | warung jual miras
        keamanan | geng motor bikin resah
        keamanan | judi sabung ayam di kebun
        keamanan | preman mabuk memalak orang lewat
        keamanan | kos jadi tempat prostitusi
        keamanan | transaksi narkoba di gang kami
        keamanan | motor abdi leungit
        keamanan | arek mendem gelut ndek lapangan
        sosial | ODGJ berkeliaran bikin takut anak-anak
        sosial | banyak pengemis di lampu merah
        sosial | anak jalanan ngamen maksa
        sosial | gelandangan tidur di halte
        sosial | kakek terlantar di depan pasar
        sosial | manusia silver mengganggu pengendara
        sosial | orang gila bawa pisau
        sosial | bayi dibuang di depan masjid
        sosial | penyandang disabilitas butuh kursi roda
        sosial | aya jalma gelo ngamuk
        sosial | wong edan mbalangi omah
        pasar | Pasar becek dan kotor saat hujan
        pasar | harga beras naik terus
        pasar | kios pasar bocor atapnya
        pasar | gas 3 kg langka di warung
        pasar | pedagang pasar curang timbangannya
        pasar | toilet pasar anyar bau pesing
        pasar | minyak goreng mahal
        pasar | retribusi kios naik dua kali lipat
        pasar | pasar sepi pembeli sejak direlokasi
        pasar | hateup pasar barocor
        pasar | rego beras larang
        makam | TPU sudah penuh tidak bisa dipakai
        makam | makam rusak kena longsor
        makam | biaya pemakaman mahal
        makam | kuburan tidak terawat banyak semak
        makam | jalan ke makam sempit dan gelap
        makam | perumahan tidak menyediakan lahan makam
        makam | batu nisan hilang dicuri
        makam | kuburan banjir
        makam | kuburane kebak, arep ngubur nang ndi
        wisata | Tiket wisata terlalu mahal
        wisata | tempat wisata kotor tidak terawat
        wisata | wisatawan dipalak di curug
        wisata | kebun raya toiletnya kurang
        wisata | harga makanan di tempat wisata tidak wajar
        wisata | cagar budaya dirusak
        wisata | wahana di taman rekreasi rusak
        wisata | delman di sekitar kebun raya kudanya kasihan
        wisata | tempat wisata sepi butuh promosi
        wisata | villa ndek songgoriti reget
        perizinan | Izin usaha saya tidak keluar-keluar
        perizinan | OSS error terus tidak bisa daftar NIB
        perizinan | reklame liar di mana-mana
        perizinan | toko modern tanpa izin dekat pasar
        perizinan | spanduk menutupi rambu
        perizinan | baliho roboh menimpa motor
        perizinan | urus PBG lama sekali
        perizinan | tempat hiburan malam tanpa izin
        perizinan | izin praktik saya ditolak tanpa alasan
        perizinan | perpanjang izin reklame prosesnya ribet
        bukan | Selamat pagi pak walikota
        bukan | terima kasih sudah diperbaiki jalannya
        bukan | jam berapa kantor kelurahan buka
        bukan | tes
        bukan | halo min
        bukan | apa syarat bikin KTP
        bukan | dijual rumah 2 lantai nego
        bukan | pinjaman online cepat cair
        bukan | lagi apa min wkwk
        bukan | mantap kota bogor makin keren
        bukan | hari ini cuacanya cerah
        bukan | nomor wa puskesmas berapa ya
        bukan | punten bade naros, alamat disdukcapil dimana
        bukan | suwun min, dalane wis apik
        bukan | siapa nama walikota sekarang
        """
}
