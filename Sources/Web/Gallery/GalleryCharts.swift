import Kernel

/// Charts: one bar, parts of a bar, lines, none at all.
enum GalleryCharts {
    static func view(_ ui: UI) -> HTML {
        let days = (1...8).map { "Hari kerja \($0)" }
        var html = ui.section(
            "Batang",
            ui.barChart(
                ChartData(
                    id: "gaya-batang", title: "Lewat waktu bila tidak ada yang bergerak",
                    summary: "Dari 3 berkas pada hari kerja pertama menjadi 41 pada yang ke-8.",
                    label: "Sampai akhir", names: days,
                    series: [.init("Berkas", [3, 4, 9, 9, 17, 24, 30, 41])])))
        html += ui.section(
            "Batang bersusun",
            ui.barChart(
                ChartData(
                    id: "gaya-susun", title: "Putusan menurut unit",
                    summary: "DPMPTSP memutuskan paling banyak, Dinas Kesehatan paling tepat.",
                    label: "Unit", names: ["DPMPTSP", "Dinas Kesehatan", "Kec. Bogor Utara"],
                    series: [
                        .init("Tepat waktu", [1_250, 300, 0]), .init("Terlambat", [210, 4, 0]),
                    ])))
        html += ui.section(
            "Garis",
            ui.lineChart(
                ChartData(
                    id: "gaya-garis", title: "Masuk dan selesai tiap minggu",
                    summary: "Sejak pekan kelima lebih banyak yang masuk daripada yang selesai.",
                    label: "Pekan mulai", names: ["5 Okt", "12 Okt", "19 Okt", "26 Okt", "2 Nov"],
                    series: [
                        .init("Masuk", [40, 42, 38, 51, 66]),
                        .init("Selesai", [39, 45, 40, 44, 41]),
                    ])))
        html += ui.section(
            "Garis kecil",
            "<p>Masuk \(ui.sparkline([3, 5, 2, 8, 9, 7], summary: "naik dari 3 menjadi 7"))</p>")
        html += ui.section(
            "Kosong",
            ui.barChart(
                ChartData(
                    id: "gaya-kosong", title: "Belum ada putusan", summary: "Belum ada putusan.",
                    label: "Unit", names: ["DPMPTSP"], series: [.init("Berkas", [0])])))
        return html
    }
}
