import Kernel

/// Text, messages, buttons.
enum GalleryBasics {
    static func view(_ ui: UI) -> HTML {
        var html = HTML()
        html += ui.section("Pesan", notices(ui))
        html += ui.section("Tombol", buttons(ui))
        html += ui.section("Keadaan", states(ui))
        html += ui.section("Teks", text(ui))
        html += ui.section("Kosong", empty(ui))
        html += ui.section("Angka", figures(ui))
        return html
    }

    private static func notices(_ ui: UI) -> HTML {
        var html = HTML.each(Tone.allCases) { tone in
            ui.notice(
                tone, title: "Judul pesan (\(tone.rawValue))",
                text: "Berkas Anda diterima dan diperiksa paling lambat besok.")
        }
        html += ui.flash(.success, "Tersimpan. Kami kabari lewat surel.")
        html += ui.flash(.danger, "Belum tersimpan. Orang lain lebih dahulu memutuskan berkas ini.")
        return html
    }

    private static func buttons(_ ui: UI) -> HTML {
        var html = ui.buttons(
            ui.linkButton("Ajukan sekarang", "/gaya"),
            ui.linkButton("Simpan draf", "/gaya", .secondary),
            ui.linkButton("Nanti saja", "/gaya", .quiet),
            ui.linkButton("Batalkan berkas", "/gaya", .danger))
        html += ui.confirm(
            "Batalkan permohonan SKP-2026-000123?",
            "<p>Nomor tidak dipakai lagi. Anda dapat mengajukan yang baru kapan saja.</p>",
            action: "/gaya", button: "Ya, batalkan", cancel: "/gaya")
        return html + ui.printButton
    }

    private static func states(_ ui: UI) -> HTML {
        """
        <p>\(HTML.each(Samples.states) { "\(ui.tag($0.0, $0.1)) " })\
        \(ui.badge(12, label: "berkas"))</p>
        """
    }

    private static func text(_ ui: UI) -> HTML {
        """
        <p class="lead">Kalimat pembuka yang menjelaskan isi halaman dalam satu napas.</p>
        <h3>Judul tingkat tiga</h3><p>Paragraf dengan \(ui.link("tautan biasa", "/gaya")) dan \
        <code>kode-berkas</code>. Nama yang panjang: \(Samples.longName)</p>\
        <h4>Judul tingkat empat</h4><ul><li>Butir pertama</li><li>Butir kedua yang jauh lebih \
        panjang sehingga harus turun ke baris berikutnya pada layar telepon.</li></ul>\
        \(ui.details("Apa dasar hukumnya?", "<p>Permendagri Nomor 3 Tahun 2018.</p>"))\
        \(ui.card("Kartu", "<p>Isi kartu dengan <strong>tekanan</strong>.</p>"))\
        <p class="hint">Besarkan huruf peramban sampai 200 %: tidak ada yang terpotong.</p>
        """
    }

    private static func empty(_ ui: UI) -> HTML {
        ui.empty(
            "Belum ada berkas", "Berkas yang Anda ajukan akan muncul di sini.",
            ui.linkButton("Lihat layanan", "/gaya"))
    }

    private static func figures(_ ui: UI) -> HTML {
        let tiles = ui.tiles([
            ui.tile("Berjalan", "1.284", note: "naik 12 dari kemarin", address: "/gaya"),
            ui.tile("Segera jatuh tempo", "37", note: "dua hari kerja lagi", tone: .warning),
            ui.tile("Terlambat", "4", tone: .danger),
            ui.tile("Selesai bulan ini", "312", tone: .success),
        ])
        return tiles
            + ui.bars(
                "Berkas per unit", label: "Unit", unit: "Berkas",
                [
                    ("DPMPTSP", 184), ("Kesbangpol", 96), ("Disdukcapil", 41),
                    ("Kecamatan Bogor Tengah", 7), ("Dinas Arsip", 0),
                ])
    }
}
