import Kernel

/// Tables from empty to 300 rows.
enum GalleryLists {
    private static let columns = [
        TableColumn("Berkas", sort: "kode"), TableColumn("Pemohon", sort: "nama"),
        TableColumn("Keadaan"), TableColumn("Sisa hari kerja", sort: "hari", isNumber: true),
    ]

    static func view(_ ui: UI) -> HTML {
        var html = ui.section(
            "Daftar kosong",
            ui.table(
                caption: "Berkas", columns: columns, rows: [],
                empty: ui.empty(
                    "Tidak ada yang menunggu", "Semua berkas unit Anda sudah diputuskan.")))
        html += ui.section(
            "Daftar pendek",
            ui.table(
                caption: "Berkas jatuh tempo", columns: columns, rows: rows(ui, 6), sorted: "kode")
                + ui.pages(current: 4, of: 12))
        html += ui.section("Ringkasan", facts(ui))
        html += ui.section(
            "Tiga ratus baris",
            ui.details(
                "Tampilkan 300 baris",
                ui.table(caption: "Tiga ratus berkas", columns: columns, rows: rows(ui, 300))))
        return html
    }

    private static func rows(_ ui: UI, _ count: Int) -> [TableRow] {
        (0..<count).map { index in
            let state = Samples.states[index % Samples.states.count]
            let code = "SKP-\(1_000 + index * 7)"
            return TableRow(
                [
                    ui.link(code, "/gaya?q=\(code)"),
                    "\(Samples.names[index % Samples.names.count])",
                    ui.tag(state.0, state.1), "\(14 - index % 17)",
                ], tone: state.1 == .danger ? .danger : nil)
        }
    }

    private static func facts(_ ui: UI) -> HTML {
        ui.facts([
            ("Nomor berkas", "<span class=\"code\">BGR-7K2M-4Q9X</span>"),
            ("Layanan", "Surat keterangan penelitian"), ("Pemohon", "\(Samples.longName)"),
        ])
            + ui.review([
                ("Judul penelitian", "Pengaruh taman kota terhadap kesehatan lansia", "/gaya"),
                ("Lokasi", "Bogor Tengah", "/gaya"), ("Diajukan", "23 November 2026", nil),
            ])
    }
}
