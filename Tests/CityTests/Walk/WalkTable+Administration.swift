extension WalkTable {
    static let administrationDoors = """
        GET /meja/kelola  city.manage
        GET /meja/kelola/unit  city.manage
        POST /meja/kelola/unit  city.manage
        GET /meja/kelola/unit/{kode}  city.manage
        POST /meja/kelola/unit/{kode}  city.manage
        POST /meja/kelola/unit/{kode}/induk  city.manage
        POST /meja/kelola/unit/{kode}/tutup  city.manage
        GET /meja/kelola/jabatan  city.manage
        POST /meja/kelola/jabatan  city.manage
        GET /meja/kelola/jabatan/{id}  city.manage
        POST /meja/kelola/jabatan/{id}/tutup  city.manage
        GET /meja/kelola/orang  city.manage
        POST /meja/kelola/orang  city.manage
        GET /meja/kelola/orang/{id}  city.manage
        POST /meja/kelola/orang/{id}/jabatan  city.manage
        POST /meja/kelola/orang/{id}/akhiri  city.manage
        POST /meja/kelola/orang/{id}/undang  city.manage
        POST /meja/kelola/orang/{id}/surel  city.manage
        POST /meja/kelola/orang/{id}/tutup  city.manage
        POST /meja/kelola/orang/{id}/buka  city.manage
        GET /meja/kelola/usulan  people.grant
        POST /meja/kelola/usulan/{id}  people.grant
        GET /meja/kelola/peran  city.manage
        GET /meja/kelola/penugasan  city.manage
        GET /meja/kelola/kalender  city.manage
        POST /meja/kelola/kalender  city.manage
        POST /meja/kelola/kalender/{id}/cabut  city.manage
        GET /meja/kelola/edisi  city.manage
        GET /meja/kelola/edisi/{versi}  city.manage
        GET /meja/kelola/pekerjaan  city.manage
        POST /meja/kelola/pekerjaan/{id}  city.manage
        GET /meja/kelola/kiriman  city.manage
        POST /meja/kelola/kiriman  city.manage
        GET /meja/kelola/kesehatan  city.manage
        GET /petugas/mulai  everyone
        POST /petugas/mulai  everyone

        """
}
