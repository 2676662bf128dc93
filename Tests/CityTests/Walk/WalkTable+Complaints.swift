extension WalkTable {
    static let complaintsDoors = """
        GET /laporan  everyone
        GET /laporan/unduh  everyone
        GET /laporan/titik  everyone
        GET /laporan/batas  everyone
        GET /laporan/{nomor}  everyone
        GET /laporan/{nomor}/foto/{urut}  everyone
        GET /laporan/{nomor}/foto/{urut}/kecil  everyone
        POST /laporan/{nomor}/dukung  citizen
        GET /lapor  everyone
        POST /lapor  everyone
        GET /lapor/periksa  everyone
        POST /lapor/kontak  everyone
        GET /lapor/kode  everyone
        POST /lapor/kode  everyone
        POST /lapor/kirim  everyone
        POST /lapor/buang  everyone
        GET /lapor/foto/{blob}  everyone
        GET /lapor/terkirim/{nomor}  everyone
        GET /lapor/tempat  everyone
        GET /lapor/tanda  everyone
        GET /lapor/luring  everyone
        POST /lapor/luring  everyone
        GET /lapor/luring/{kunci}  everyone
        GET /sw.js  everyone
        GET /manifest.webmanifest  everyone

        """
}
