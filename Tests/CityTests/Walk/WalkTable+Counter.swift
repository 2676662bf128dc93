extension WalkTable {
    /// Sittings are the officer's own; sheets those of his units; drafts those of the citizen.
    static let counterDoors = """
        GET /meja/loket  counter.serve
        POST /meja/loket  counter.serve
        GET /meja/loket/orang  counter.serve
        POST /meja/loket/orang  counter.serve
        GET /meja/loket/orang/{id}  counter.serve
        POST /meja/loket/orang/{id}/mulai  counter.serve
        POST /meja/loket/orang/{id}/identitas  counter.serve
        POST /meja/loket/orang/{id}/lanjut/{draf}  counter.serve
        GET /meja/loket/isian/{draf}  counter.serve
        POST /meja/loket/isian/{draf}  counter.serve
        POST /meja/loket/isian/{draf}/lepas  counter.serve
        GET /meja/loket/isian/{draf}/pernyataan.pdf  counter.serve
        GET /meja/loket/isian/{draf}/berkas/{field}/{blob}  counter.serve
        GET /meja/loket/isian/{draf}/berkas/{field}/{blob}/kecil  counter.serve
        POST /meja/loket/isian/{draf}/unggahan  counter.serve
        GET /meja/loket/isian/{draf}/unggahan/{upload}  counter.serve
        PATCH /meja/loket/isian/{draf}/unggahan/{upload}  counter.serve
        POST /meja/loket/isian/{draf}/unggahan/{upload}/batal  counter.serve
        GET /meja/loket/terima/{nomor}  counter.serve
        GET /meja/loket/terima/{nomor}/tanda-terima.pdf  counter.serve
        GET /meja/loket/lembar  counter.serve
        POST /meja/loket/lembar  counter.serve
        GET /meja/loket/lembar/{seri}  counter.serve
        GET /meja/loket/lembar/{seri}/cetak.pdf  counter.serve
        POST /meja/loket/lembar/{seri}/{nomor}/batal  counter.serve
        GET /meja/loket/pengawasan  officer
        POST /meja/loket/pengawasan/{nomor}/izin  case.lead
        GET /meja/loket/pindai  counter.serve
        POST /meja/loket/pindai  counter.serve
        POST /meja/loket/pindai/berkas  counter.serve
        POST /meja/loket/pindai/nomor  counter.serve
        GET /meja/loket/pindai/{halaman}/gambar  counter.serve
        GET /meja/loket/isian/{draf}/sampul.pdf  counter.serve
        GET /meja/loket/berkas/{nomor}  counter.serve
        POST /meja/loket/berkas/{nomor}  counter.serve
        GET /meja/loket/berkas/{nomor}/sampul.pdf  counter.serve
        GET /meja/loket/berkas/{nomor}/pindaian  counter.serve
        POST /meja/loket/berkas/{nomor}/pindaian  counter.serve
        GET /meja/loket/serah/{nomor}  counter.serve
        POST /meja/loket/serah/{nomor}  counter.serve
        GET /meja/loket/serah/{nomor}/slip.pdf  counter.serve
        GET /berkas/{nomor}/penyerahan  citizen
        GET /berkas/{nomor}/penyerahan/tanda-tangan  citizen
        GET /klaim  citizen
        POST /klaim  citizen
        GET /draf/{id}/loket  citizen
        POST /draf/{id}/loket  citizen

        """
}
