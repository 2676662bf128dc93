extension WalkTable {
    static let complaintsDoors = """
        GET /laporan  everyone
        GET /laporan/unduh  everyone
        GET /laporan/umpan  everyone
        GET /laporan/langganan  citizen
        POST /laporan/langganan  citizen
        POST /laporan/langganan/{id}/berhenti  citizen
        GET /laporan/{nomor}  everyone
        GET /laporan/{nomor}/foto/{urut}  everyone
        GET /laporan/{nomor}/foto/{urut}/kecil  everyone
        POST /laporan/{nomor}/dukung  citizen
        GET /lapor  everyone
        POST /lapor  everyone
        GET /lapor/periksa  everyone
        POST /lapor/kategori  everyone
        GET /lapor/saran  everyone
        POST /lapor/kontak  everyone
        GET /lapor/kode  everyone
        POST /lapor/kode  everyone
        POST /lapor/kirim  everyone
        POST /lapor/buang  everyone
        GET /lapor/foto/{blob}  everyone
        GET /lapor/terkirim/{nomor}  everyone

        """
}
