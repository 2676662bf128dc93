extension WalkTable {
    static let correspondenceDoors = """
        GET /meja/surat/masuk  officer
        GET /meja/surat/masuk/baru  letters.register
        POST /meja/surat/masuk/baru  letters.register
        GET /meja/surat/keluar  officer
        GET /meja/surat/keluar/baru  letters.register
        POST /meja/surat/keluar/baru  letters.register
        GET /meja/surat/register  letters.register
        GET /meja/surat/register.csv  letters.register
        GET /meja/surat/{surat}  officer
        GET /meja/surat/{surat}/berkas/{blob}  officer
        GET /meja/surat/{surat}/berkas/{blob}/gambar/{halaman}  officer
        POST /meja/surat/{surat}/pindaian  letters.register
        POST /meja/surat/{surat}/pindaian/unggahan  letters.register
        GET /meja/surat/{surat}/pindaian/unggahan/{upload}  letters.register
        PATCH /meja/surat/{surat}/pindaian/unggahan/{upload}  letters.register
        POST /meja/surat/{surat}/pindaian/unggahan/{upload}/batal  letters.register
        POST /meja/surat/{surat}/batal  letters.register
        POST /meja/surat/{surat}/cukup  officer
        POST /meja/surat/{surat}/nomor  letters.register
        POST /meja/surat/{surat}/kirim  letters.register
        GET /meja/disposisi  officer
        GET /meja/disposisi/baru  officer
        POST /meja/disposisi/baru  officer
        GET /meja/disposisi/angka  case.lead
        GET /meja/disposisi/{disposisi}  officer
        GET /meja/disposisi/{disposisi}/lembar.pdf  officer
        GET /meja/disposisi/{disposisi}/berkas/{blob}  officer
        POST /meja/disposisi/{disposisi}/jawaban  officer
        POST /meja/disposisi/{disposisi}/terima  officer
        POST /meja/disposisi/{disposisi}/kembali  officer
        POST /meja/disposisi/{disposisi}/akhir  officer
        GET /meja/jejak  officer
        GET /meja/jejak/baru  officer
        POST /meja/jejak/baru  officer
        GET /meja/jejak/{kode}  officer
        GET /meja/jejak/{kode}/label  officer
        GET /meja/jejak/{kode}/label.pdf  officer
        POST /meja/jejak/{kode}/pegang  officer
        POST /meja/jejak/{kode}/serahkan  officer
        POST /meja/jejak/{kode}/tandai  officer

        """
}
