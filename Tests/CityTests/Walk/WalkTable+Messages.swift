extension WalkTable {
    static let messagesDoors = """
        GET /pemberitahuan  person
        GET /pemberitahuan/{id}/buka  person
        POST /pemberitahuan/terbaca  person
        GET /pemberitahuan/pilihan  person
        POST /pemberitahuan/pilihan  person
        POST /pemberitahuan/perangkat  person
        POST /pemberitahuan/perangkat/{id}/hapus  person
        GET /pemberitahuan/kalender  officer
        POST /pemberitahuan/kalender  officer
        POST /pemberitahuan/kalender/hapus  officer
        GET /pekerja.js  everyone
        GET /kalender/{berkas}  everyone
        GET /layanan/{kode}/umpan.atom  everyone
        POST /kanal/sms  everyone
        GET /meja/kiriman  notices.manage
        POST /meja/kiriman/ulang  notices.manage
        POST /meja/kiriman/{id}/ulang  notices.manage
        POST /meja/kiriman/{id}/lepas  notices.manage

        """
}
