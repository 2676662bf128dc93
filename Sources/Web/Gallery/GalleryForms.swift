import Kernel

/// Every field, empty, filled and wrong.
enum GalleryForms {
    static func view(_ ui: UI, _ state: FormState) -> HTML {
        var html = ui.section("Bidang isian", all(ui, state))
        html += ui.section("Bidang dengan kesalahan", wrong(ui))
        html += ui.section(
            "Pencarian",
            ui.search(
                "/gaya", value: "", label: "Cari layanan",
                hint: "Tulis dengan kata sehari-hari, misalnya surat penelitian"))
        html += ui.section(
            "Akun contoh",
            ui.shortcuts(
                "/gaya",
                [
                    ("Siti Rahmawati", "Warga, tiga berkas", "siti"),
                    ("Dra. Hj. Nunung Nurhayati, M.Si.", "Kepala DPMPTSP", "kepala"),
                    (Samples.longName, "Petugas loket", "loket"),
                ]))
        return html
    }

    private static func all(_ ui: UI, _ state: FormState) -> HTML {
        ui.form("/gaya", state, hasFiles: true, warnsUnsaved: true) { form in
            var html = form.text(
                "nama", "Nama lengkap", hint: "Seperti pada KTP", autocomplete: "name", max: 60)
            html += form.nik("nik", "NIK", hint: "16 angka pada KTP Anda")
            html +=
                form.email("surel", "Surel")
                + form.phone("telepon", "Nomor telepon", isRequired: false)
            html += form.date("mulai", "Tanggal mulai", isRequired: false)
            html += form.number("sampel", "Jumlah responden", isRequired: false, unit: "orang")
            html += form.rupiah("biaya", "Perkiraan biaya", isRequired: false)
            html += form.select(
                "kecamatan", "Kecamatan",
                ["Bogor Tengah", "Bogor Utara", "Tanah Sareal"].map { .init($0, $0) },
                isRequired: false)
            html += form.group("Tentang penelitian", hint: "Jawab seperlunya.", more(form))
            return html
                + ui.buttons(
                    form.submit("Kirim permohonan"),
                    form.submit("Simpan draf", name: "simpan", value: "draf"))
        }
    }

    private static func more(_ form: FormView) -> HTML {
        var html = form.radios(
            "jenis", "Jenis penelitian",
            [
                .init("survei", "Survei", hint: "Wawancara dan kuesioner"),
                .init("data", "Permintaan data"),
            ], isRequired: false)
        html += form.yesNo("kampus", "Apakah Anda mahasiswa?", isRequired: false)
        html += form.checkboxes(
            "lokasi", "Lokasi", [.init("kota", "Balai Kota"), .init("dinas", "Kantor dinas")])
        html += form.textarea(
            "ringkas", "Ringkasan", hint: "Dengan kata-kata Anda sendiri", isRequired: false,
            max: 400)
        html += form.file(
            "lampiran", "Surat pengantar", hint: "PDF, paling besar 200 kB", isRequired: false,
            accept: "application/pdf")
        html += form.password("sandi", "Kata sandi", isNew: true)
        html += form.code("kode", "Kode dari pesan")
        return html + form.checkbox("setuju", "Data yang saya isi benar")
    }

    private static func wrong(_ ui: UI) -> HTML {
        let state = FormState(
            ["salah-nama": Samples.longName, "salah-nik": "32710"],
            problems: [
                .init("web.problem.tooLong", field: "salah-nama", values: ["count": "60"]),
                .init("web.problem.invalid", field: "salah-nik"),
                .init("web.problem.required", field: "salah-pilih"),
                .init(
                    "web.problem.fileTooLarge", field: "salah-berkas", values: ["bytes": "200 kB"]),
            ])
        return ui.form("/gaya", state, hasFiles: true) { form in
            form.text("salah-nama", "Nama lengkap", hint: "Seperti pada KTP")
                + form.nik("salah-nik", "NIK")
                + form.radios(
                    "salah-pilih", "Pilih satu", [.init("a", "Pertama"), .init("b", "Kedua")])
                + form.file(
                    "salah-berkas", "Surat pengantar",
                    kept: "Sudah ada: \(ui.link("pengantar.pdf", "/gaya"))")
                + form.submit("Kirim")
        }
    }
}
