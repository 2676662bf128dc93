import Kernel

/// What the pages of a case are made of.
enum GalleryCases {
    static func view(_ ui: UI) -> HTML {
        var html = ui.section("Langkah", progress(ui))
        html += ui.section("Tenggat", deadlines(ui))
        html += ui.section("Riwayat", timeline(ui))
        html += ui.section("Percakapan", thread(ui))
        html += ui.section("Dokumen", files(ui))
        html += ui.section("Perubahan naskah", changes(ui))
        html += ui.section("Tanda terima", receipt(ui))
        return html
    }

    private static func progress(_ ui: UI) -> HTML {
        ui.progress(
            "Langkah permohonan",
            [
                .init("Diajukan", .done, note: "20 November"), .init("Diperiksa", .done),
                .init("Rekomendasi Kesbangpol", .current, note: "sejak kemarin"),
                .init("Surat disiapkan", .next), .init("Selesai", .next),
            ])
            + ui.progress(
                "Langkah yang berhenti", [.init("Diajukan", .done), .init("Ditolak", .stopped)])
    }

    private static func deadlines(_ ui: UI) -> HTML {
        ui.deadline(used: 2, total: 14, text: "12 hari kerja lagi, sampai 9 Desember 2026")
            + ui.deadline(used: 12, total: 14, text: "2 hari kerja lagi")
            + ui.deadline(used: 16, total: 14, text: "Terlambat 2 hari kerja")
            + ui.deadline(used: 6, total: 14, text: "Dijeda: menunggu Anda", isPaused: true)
    }

    private static func timeline(_ ui: UI) -> HTML {
        ui.timeline([
            .init(
                "Surat ditandatangani", when: "23 November 2026, 14.30 WIB",
                iso: "2026-11-23T14:30:00+07:00", who: "Kepala DPMPTSP", tone: .success),
            .init(
                "Dikembalikan untuk diperbaiki", when: "21 November 2026, 09.05 WIB",
                who: "Petugas loket", tone: .warning,
                body: "<p>Surat pengantar belum ditandatangani dekan.</p>"),
            .init("Diperiksa", when: "20 November 2026, 10.12 WIB", who: "DPMPTSP", tone: .info),
            .init("Diajukan", when: "20 November 2026, 08.00 WIB"),
        ])
    }

    private static func thread(_ ui: UI) -> HTML {
        ui.thread(
            [
                .init(
                    author: "DPMPTSP", when: "kemarin, 09.05", isOwn: false,
                    body: "<p>Mohon unggah surat pengantar yang sudah ditandatangani.</p>"),
                .init(
                    author: "Anda", when: "kemarin, 11.40", isOwn: true,
                    body: "<p>\(HTML.lines("Sudah saya unggah.\nTerima kasih."))</p>"),
            ], empty: "")
            + ui.form("/gaya") { form in
                form.textarea("pesan", "Tulis pesan", rows: 3, max: 2_000)
                    + form.submit("Kirim pesan")
            } + ui.thread([], empty: "Belum ada pesan.")
    }

    private static func files(_ ui: UI) -> HTML {
        ui.files([
            .init("Surat keterangan penelitian.pdf", "/gaya", note: "PDF, 84 kB"),
            .init("Lampiran \(Samples.longName).pdf", "/gaya", note: "PDF, 1,2 MB"),
        ])
    }

    private static func changes(_ ui: UI) -> HTML {
        ui.changes(
            from:
                "Memberikan izin penelitian kepada pemohon tiga bulan di Kota Bogor.",
            to:
                "Memberikan keterangan penelitian kepada pemohon enam bulan di wilayah Kota Bogor."
        )
    }

    private static func receipt(_ ui: UI) -> HTML {
        ui.receipt(
            "Tanda terima berkas",
            ui.facts([
                ("Nomor", "<strong class=\"code\">BGR-7K2M-4Q9X</strong>"),
                ("Diterima", "23 November 2026, 08.00 WIB"), ("Dijanjikan", "9 Desember 2026"),
            ])
                + ui.qr(
                    Samples.modules, alt: "Kode QR menuju halaman pelacakan berkas",
                    caption: "Pindai untuk melacak berkas ini"))
    }
}
