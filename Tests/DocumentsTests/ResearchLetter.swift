import Documents
import Kernel
import Texts

/// A *Surat Keterangan Penelitian* as a city office would write it.
enum ResearchLetter {
    static let scope = TextScope([
        "nomor": .text, "nama": .text, "nik": .text, "alamat": .text, "pekerjaan": .text,
        "lembaga": .text, "judul": .text, "bidang": .text, "lokasi": .text, "waktu": .text,
        "penanggung_jawab": .text, "catatan": .text,
        "anggota": .list(["nama": .text, "identitas": .text]),
        "tembusan": .list(["nama": .text]),
    ])

    static let source = """
        :huruf Liberation Serif
        :ukuran 11
        {{! Surat Keterangan Penelitian, Permendagri 3/2018 }}
        # SURAT KETERANGAN PENELITIAN
        = Nomor: {{nomor}}

        @ Dasar
        1. Undang-Undang Nomor 11 Tahun 2019 tentang Sistem Nasional Ilmu Pengetahuan dan
           Teknologi;
        2. Peraturan Menteri Dalam Negeri Nomor 3 Tahun 2018 tentang Penerbitan Surat
           Keterangan Penelitian.

        > Kepala Badan Kesatuan Bangsa dan Politik Kota Bogor setelah memeriksa
        permohonan yang diterima, dengan ini *memberikan keterangan* kepada:

        | Nama : *{{nama}}*
        | NIK : {{nik}}
        | Alamat : {{alamat}}
        | Pekerjaan : {{pekerjaan}}
        | Lembaga : {{lembaga}}

        > untuk melaksanakan penelitian dengan rincian sebagai berikut:

        | Judul : _{{judul}}_
        | Bidang : {{bidang}}
        | Lokasi : {{lokasi}}
        | Waktu : {{waktu}}
        | Penanggung jawab : {{penanggung_jawab}}

        {{#anggota}}
        1. {{.nama}} ({{.identitas}})
        {{/anggota}}

        Dengan ketentuan:

        1. melapor kepada perangkat daerah dan lurah setempat sebelum penelitian dimulai;
        2. menaati ketentuan peraturan perundang-undangan serta adat istiadat setempat;
        3. tidak melakukan kegiatan di luar maksud dan tujuan penelitian;
        4. menyampaikan laporan hasil penelitian paling lambat 1 (satu) bulan setelah selesai.

        {{#catatan}}
        {{.catatan}}

        {{/catatan}}
        > Surat keterangan ini dinyatakan tidak berlaku apabila pemegangnya tidak menaati ketentuan
        tersebut di atas. Demikian surat keterangan ini dibuat untuk dipergunakan sebagaimana
        mestinya.

        :tanda-tangan

        :bersama
        Tembusan:

        {{#tembusan}}
        1. {{.nama}}
        {{/tembusan}}
        :selesai
        """

    static let values: TextValues = [
        "nomor": "400.7/0127-Kesbangpol/2026", "nama": "Siti Rahmawati", "nik": "3271********0001",
        "alamat":
            "Jalan Pajajaran Nomor 21, RT 003/RW 007, Kelurahan Babakan, Kecamatan Bogor Tengah",
        "pekerjaan": "Mahasiswi Program Magister", "lembaga": "Institut Pertanian Bogor",
        "judul": "Partisipasi Warga dalam Pengelolaan Ruang Terbuka Hijau di Kota Bogor",
        "bidang": "Ilmu Lingkungan", "lokasi": "Kelurahan Babakan dan Kelurahan Sempur",
        "waktu": "1 Desember 2026 sampai dengan 31 Mei 2027",
        "penanggung_jawab": "Dr. Bambang Setiawan, M.Si.", "catatan": "", "anggota": .list([]),
        "tembusan": .list([
            ["nama": "Wali Kota Bogor (sebagai laporan);"], ["nama": "Camat Bogor Tengah;"],
            ["nama": "Yang bersangkutan."],
        ]),
    ]

    static let url = "https://layanan.kotabogor.example/periksa/7F3K-29QX-M4TD"

    static func letter(
        _ values: TextValues = values, source: String = source, isDraft: Bool = false
    ) throws -> LetterDocument {
        let body = try LetterTemplate.compile(source, allowed: scope).body(values)
        guard let day = Day(year: 2026, month: 11, day: 23) else { throw PDFError.tooHigh }
        return LetterDocument(
            title: "Surat Keterangan Penelitian", subject: "Penelitian – Siti Rahmawati",
            author: "Badan Kesatuan Bangsa dan Politik Kota Bogor",
            issued: day.at(hour: 10, minute: 0, in: .wib), letterhead: letterhead, body: body,
            signature: LetterSignature(
                dateLines: ["Ditetapkan di Bogor", "pada tanggal 23 November 2026"],
                capacity: "Plt.", position: "Kepala Badan Kesatuan Bangsa dan Politik",
                name: "Drs. H. Ahmad Fauzi, M.Si.", rank: "Pembina Utama Muda (IV/c)",
                nip: "19700412 199503 1 002", mark: isDraft ? "" : "Disahkan secara elektronik"),
            verification: isDraft
                ? nil
                : LetterVerification(
                    url: url, alt: "Kode QR untuk memeriksa keaslian surat ini: \(url)",
                    caption: "Pindai untuk memeriksa keaslian"),
            footer: "Keaslian surat ini dapat diperiksa di layanan.kotabogor.example/periksa "
                + "dengan kode 7F3K-29QX-M4TD.",
            isDraft: isDraft)
    }

    static let letterhead = Letterhead(
        emblem: .pendopo(alt: "Lambang Kota Bogor"), government: "PEMERINTAH KOTA BOGOR",
        office: "BADAN KESATUAN BANGSA DAN POLITIK",
        address: [
            "Jalan Contoh Nomor 10, Bogor 16121 – Telepon (0251) 000000",
            "Laman: kesbangpol.kotabogor.example – Pos-el: kesbangpol@kotabogor.example",
        ])

    static func receipt() throws -> Receipt {
        guard let day = Day(year: 2026, month: 11, day: 23) else { throw PDFError.tooHigh }
        return Receipt(
            letterhead: Letterhead(
                emblem: .pendopo(alt: "Lambang Kota Bogor"), government: "PEMERINTAH KOTA BOGOR",
                office: nil, address: ["Layanan Terpadu – layanan.kotabogor.example"]),
            title: "TANDA TERIMA PERMOHONAN", numberLine: "Nomor: BGR-7F3K-29QX",
            facts: [
                .init("Layanan", "Surat Keterangan Penelitian"), .init("Pemohon", "S*** R***"),
                .init("Diterima", "Senin, 23 November 2026, 10.00 WIB"),
                .init("Dijanjikan selesai", "Kamis, 26 November 2026"),
            ],
            listHeading: "Berkas yang diterima:",
            list: ["Proposal penelitian (PDF, 1,2 MB)", "Surat pengantar kampus (PDF, 310 KB)"],
            paragraphs: ["Petugas memeriksa kelengkapan berkas paling lambat satu hari kerja."],
            tracking: LetterVerification(
                url: "https://layanan.kotabogor.example/lacak/BGR-7F3K-29QX",
                alt: "Kode QR untuk melacak permohonan",
                caption: "Pindai kode ini untuk mengikuti permohonan, atau buka "
                    + "layanan.kotabogor.example/lacak dan masukkan nomor di atas."),
            footer: "Layanan ini tidak dipungut biaya.", language: .id,
            issued: day.at(hour: 10, minute: 0, in: .wib))
    }
}
