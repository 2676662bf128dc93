extension WalkTable {
    static let permitsDoors = """
        GET /izin  everyone
        GET /izin/peta  everyone
        GET /izin/unduh  everyone
        GET /izin/{nomor}  everyone
        GET /izin-saya  citizen
        POST /izin-saya/{nomor}/{urusan}  citizen
        GET /meja/izin  permits.keep
        GET /meja/izin/cari  permits.keep
        POST /meja/izin/cari  permits.keep
        GET /meja/izin/{nomor}  permits.keep
        GET /meja/izin/{nomor}/usul  permits.keep
        POST /meja/izin/{nomor}/usul  permits.keep
        GET /meja/izin/{nomor}/putusan  permits.keep
        POST /meja/izin/{nomor}/putusan  permits.keep
        GET /meja/izin/pengawasan  permits.keep
        GET /meja/izin/{nomor}/pengawasan  permits.keep
        POST /meja/izin/{nomor}/pengawasan  permits.keep
        GET /meja/izin/sistem  permits.keep
        GET /meja/izin/sistem/{id}/tanya  permits.keep
        POST /meja/izin/sistem/{id}/tanya  permits.keep
        GET /meja/izin/sistem/{id}/laporan  permits.keep
        POST /meja/izin/sistem/{id}/laporan  permits.keep
        GET /meja/izin/sistem/{id}/pesan  permits.keep
        POST /meja/izin/sistem/{id}/pesan  permits.keep

        """
}
