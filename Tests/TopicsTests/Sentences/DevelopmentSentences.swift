/// Sentences by which the vocabulary may be tuned: the first half.
enum DevelopmentSentences {
    static let text = """
        jalan | Jalan Cilendek Raya berlubang parah, mohon segera ditambal sebelum ada korban
        jalan | jalanan di perumahan kami amburadul, ambles di tiga titik
        jalan | kapan jalan kampung kami diaspal pak, dari jaman SD masih tanah
        jalan | lobang di tikungan depan masjid udah makan korban 2 motor
        jalan | bekas galian PDAM di trotoar ga dirapihin lagi
        jalan | jembatan beton di rw 5 retak dan besinya udah keliatan
        jalan | paving blok gang kami copot2 tolong dibenerin
        jalan | aspalnya baru 2 minggu udah ngelupas lagi, kualitasnya gimana sih
        jalan | Trotoar di Jl Pajajaran pecah dan guiding block hilang, tunanetra bingung
        jalan | jalan butut pisan teu aya perhatian ti pamarentah
        jalan | dalane bosok, nek udan dadi koyok kali
        jalan | polisi tidur ketinggian bikin mobil mentok
        jalan | jalan licin banyak pasir bekas proyek, motor pada jatoh
        pju | Lampu PJU di Jl Dadali mati total sudah dua minggu
        pju | gelap banget kalo malem di sepanjang jalan baru, ga ada lampunya
        pju | penerangan jalan di kampung kami kurang, minta ditambah 3 titik
        pju | lampu jalan depan rumah kedip2 terus bikin silau
        pju | tiang lampu di taman perumahan karatan mau roboh
        pju | tolong ganti bohlam lampu gang RT 04
        pju | lampu di flyover pada mati, ngeri kalo lewat
        pju | lampu jalan paeh deui paeh deui
        pju | peteng ndedet dalan nang kuburan, njaluk lampu
        pju | lampu jembatan mati jadi sering ada begal
        sampah | Sampah menumpuk di depan pasar tidak diangkut seminggu
        sampah | petugas sampah minta uang tambahan tapi jarang ngambil
        sampah | orang buang sampah sembarangan ke sungai terus
        sampah | bau sampah menyengat dari TPS deket sekolah
        sampah | tolong sediain bak sampah di gang kami
        sampah | tiap malam ada yang bakar sampah, asapnya bikin sesak
        sampah | puing bangunan dibuang di lahan kosong samping rumah saya
        sampah | gerobak sampah rusak jadi ga keangkut semua
        sampah | kotor banget alun2 habis acara, sampah dimana2
        sampah | runtah di sisi jalan tos ngagunung
        sampah | sampahe gak dijupuk wis seminggu, mambu nemen
        sampah | limbah tahu dibuang ke kali bikin bau
        drainase | Selokan mampet mengakibatkan air meluap ke jalan
        drainase | banjir tiap hujan di depan terminal tolong dikeruk gotnya
        drainase | gorong2 tersumbat sampah, air masuk ke rumah warga
        drainase | ga ada saluran air di jalan ini jadi tergenang terus
        drainase | air comberan meluber bau banget
        drainase | got depan rumah jebol dindingnya
        drainase | kali ciparigi meluap lagi, warga ngungsi
        drainase | genangan air di depan kampus ga surut2
        drainase | caah unggal hujan, solokan teu bisa nampung
        drainase | kalen ngarep omah mampet mambu
        drainase | sungai dangkal penuh sedimen, minta normalisasi
        drainase | manhole terbuka di tengah jalan bahaya
        longsor | Tebing di pinggir jalan longsor menutup separuh badan jalan
        longsor | tanah retak2 di belakang rumah takut longsor
        longsor | tembok penahan tanah jebol kena hujan semalam
        longsor | rumah saya di bibir tebing mohon dibuatkan turap
        longsor | longsor di kampung kami, 3 rumah kena
        longsor | tanah bergerak, lantai rumah belah
        longsor | TPT ambruk menimpa rumah warga
        longsor | taneuh urug ka jalan, tulungan
        longsor | plengsengan pinggir kali ambrol, omahe tonggo meh katut
        longsor | bantaran kali tergerus, pondasi rumah menggantung
        pohon | Pohon tumbang di Jl Ahmad Yani menutupi jalan
        pohon | mohon pemangkasan pohon di depan sekolah udah rimbun banget
        pohon | ranting pohon nyangkut di kabel listrik, bahaya
        pohon | pohon besar keropos takut roboh pas hujan angin
        pohon | pohon tumbang menimpa kabel, mohon ditangani
        pohon | dahan pohon jatuh kena mobil saya
        pohon | minta ijin nebang pohon depan rumah yang akarnya ngerusak pagar
        pohon | pohon bambu pada rebah ke jalan
        pohon | tangkal mahoni ageung miring bade rungkad
        pohon | wit gedhe ngarep sekolahan rubuh
        air | Air PDAM mati dari kemarin tanpa pemberitahuan
        air | air keruh dan berbau sudah 3 hari
        air | pipa pdam bocor di depan toko, air ngalir terus ke jalan
        air | tagihan pdam melonjak ga wajar
        air | air keluar kecil banget cuma netes
        air | meteran air saya hilang dicuri
        air | sudah bayar pasang baru pdam tapi belum dipasang
        air | warga kekurangan air bersih minta dikirim tangki
        air | cai teu ngocor tos dua dinten
        air | banyune mati terus, gak iso adus
        air | air tirta pakuan bau kaporit
        parkir | Parkir liar di depan stasiun bikin macet
        parkir | tukang parkir minta 5 ribu ga ngasih karcis
        parkir | mobil parkir di depan rumah saya nutupin pagar
        parkir | parkir di trotoar susah jalan kaki
        parkir | jukir galak kalo dikasih 2ribu
        parkir | banyak motor parkir sembarangan di depan minimarket
        parkir | tetangga parkir mobil di jalan gang jadi sempit
        parkir | bis pariwisata parkir di bahu jalan
        parkir | parkir di pasar bayar dua kali
        parkir | mobil markir sangeunahna di gang
        parkir | tukang parkire njaluk larang
        lalin | Lampu merah mati di simpang empat bikin semrawut
        lalin | macet parah tiap pagi di jl raya tajur
        lalin | banyak pengendara lawan arah di depan pasar
        lalin | rambu lalu lintas tertutup pohon
        lalin | zebra cross pudar tolong dicat ulang
        lalin | truk besar lewat jam sibuk bikin macet
        lalin | sering kecelakaan di tikungan itu minta pasang pita kejut
        lalin | anak sekolah bawa motor ga pake helm boncengan tiga
        lalin | putaran balik depan mall bikin macet, tolong ditutup
        lalin | palang pintu kereta rusak
        lalin | lampu hijaunya cuma 10 detik
        lalin | bangjone mati, prapatan ruwet
        angkot | Angkot ngetem sembarangan di depan pasar
        angkot | sopir angkot ugal-ugalan bawa penumpang
        angkot | tarif angkot naik ga ada pengumuman
        angkot | halte bus rusak atapnya bocor
        angkot | biskita jarang datang nunggu sejam
        angkot | minta rute angkot ke perumahan kami
        angkot | angkot tua knalpotnya ngebul
        angkot | diturunin di tengah jalan sama supir angkot
        angkot | supir angkot kasar ka panumpang
        angkot | angkote gak gelem ngangkut arek sekolah
        pkl | PKL memenuhi trotoar jalan suryakencana
        pkl | pedagang kaki lima jualan di bahu jalan
        pkl | lapak pedagang bikin jalan sempit
        pkl | gerobak nasi goreng mangkal depan pagar rumah saya
        pkl | pedagang buah pake mobil jualan di tikungan
        pkl | trotoar dipakai jualan, kami jalan di aspal
        pkl | tolong PKL direlokasi biar rapi
        pkl | warung tenda ninggalin minyak dan kotoran tiap malam di trotoar
        pkl | nu dalagang nutupan trotoar
        pkl | bakul ndek pinggir dalan akeh banget
        bangunan | Bangunan liar di bantaran sungai makin menjamur
        bangunan | tetangga bangun rumah tanpa IMB
        bangunan | ruko dibangun di atas saluran air
        bangunan | bangunan mau roboh membahayakan warga
        bangunan | menara tower didirikan tanpa persetujuan warga
        bangunan | proyek perumahan merusak jalan dan debu kemana2
        bangunan | tembok tetangga melewati batas tanah saya
        bangunan | pengembang tidak menyerahkan fasum
        bangunan | sawah diurug jadi perumahan apa boleh
        bangunan | tonggo mbangun omah mepet kali gak duwe imb
        bangunan | gedung terbengkalai jadi tempat mesum
        bising | Musik karaoke tetangga keras sekali tengah malam
        bising | dangdutan tengah malam ganggu orang tidur
        bising | knalpot brong tiap malam berisik
        bising | pabrik sebelah mesinnya bising 24 jam
        bising | sound system hajatan sampe jam 1 malam
        bising | speaker masjid terlalu kencang sebelum subuh
        bising | proyek bangunan kerja sampai malam berisik
        bising | anak muda main petasan tiap malam
        bising | gandeng unggal peuting teu bisa sare
        bising | brebeg banget tonggo karaokean
        hewan | Banyak anjing liar berkeliaran di komplek
        hewan | ular masuk rumah tolong damkar
        hewan | kucing liar buang kotoran di mana-mana
        hewan | kandang ayam di tengah pemukiman bau
        hewan | sarang tawon di atap rumah tetangga
        hewan | anak saya digigit anjing tetangga
        hewan | monyet masuk pemukiman ngambil makanan
        hewan | bangkai kucing di tengah jalan belum diambil
        hewan | sapi dilepas di lapangan kotorannya dimana2
        hewan | oray sanca asup ka kandang hayam
        hewan | asu tonggo njegog terus, wingi nyokot bocah
        """
}
