import Forms
import Kernel

/// Questions that a city writes, those with parts: empty, and with everything wrong.
enum GalleryQuestions {
    static func view(_ ui: UI) -> HTML {
        let form = FormDefinition(fields: fields, places: places)
        let empty = FormDefinition(fields: fields.map(renamed), places: places)
        let day = Day.first
        let (answers, problems) = form.answer(TypedAnswers(wrong), now: day)
        let state = FieldStates.state(
            TypedAnswers(wrong), fields, problems: problems, ui.words)
        return ui.section("Isian berbagian", page(ui, empty, FormState(), Answers()))
            + ui.section("Isian berbagian dengan kesalahan", page(ui, form, state, answers))
            + ui.section("Jawaban berbagian", shown(ui, form))
    }

    private static func page(
        _ ui: UI, _ form: FormDefinition, _ state: FormState, _ answers: Answers
    ) -> HTML {
        let view = QuestionView(ui: ui, places: form.places, answers: answers)
        return ui.form("/gaya", state) { input in
            """
            \(input.enter("Kirim"))\(HTML.each(form.fields) { view.html($0, input) })\
            \(input.submit("Kirim"))
            """
        }
    }

    private static func shown(_ ui: UI, _ form: FormDefinition) -> HTML {
        let view = AnswerView(ui) { form.places.region($0)?.name }
        let rows = [
            Answers(["nama": .text(Samples.longName), "harga": .integer(1_250_000)]),
            Answers(["nama": .text("Budi")]),
        ]
        return HTML.each(form.fields.filter { $0.id == "q_belanja" }) { field in
            ui.facts([(ui.words(field.label), view.html(.rows(rows), of: field))])
        }
    }

    private static let wrong: [String: [String]] = [
        "q_waktu.dari": ["2026-12-05"], "q_waktu.sampai": ["besok"],
        "q_rumah.jalan": ["Jalan Contoh 1"], "q_rumah.rt": ["dua"],
        "q_rumah.kelurahan": ["Tanah Baru"], "q_titik.kelurahan": ["Sempur"],
        "q_titik.koordinat": ["di sana"], "q_belanja.n": ["2"],
        "q_belanja.0.nama": ["Tikar"], "q_belanja.0.harga": ["banyak"],
        "q_belanja.1.harga": ["5.000"],
    ]

    private static func field(_ id: String, _ kind: FieldKind, _ label: String) -> Field {
        Field(id: id, kind: kind, label: LocalizedText(label))
    }

    /// The same question under another name: names stand on a page once.
    private static func renamed(_ field: Field) -> Field {
        Field(
            id: field.id.replacing("q_", with: "kosong_"), kind: field.kind, label: field.label,
            help: LocalizedText("Bantuan satu kalimat."), required: field.required)
    }

    private static let fields: [Field] = [
        field("q_waktu", .dateRange(DateRangeRule(maxDays: 14)), "Waktu kegiatan"),
        field("q_wilayah", .region(.rt), "Wilayah"),
        field("q_rumah", .address, "Alamat rumah"),
        field("q_titik", .point, "Titik di peta"),
        field(
            "q_belanja",
            .table(
                TableRule(
                    columns: [
                        field("nama", .text(max: 40), "Nama barang"),
                        field("harga", .rupiah(0...9_000_000), "Harga"),
                        Field(
                            id: "lunas", kind: .yesNo, label: LocalizedText("Sudah lunas?"),
                            required: false),
                    ], maxRows: 3)), "Belanja"),
    ]

    private static let places = Places(
        city: "Kota Bogor",
        regions: [
            ("32.71.03.1006", "Sempur", "Bogor Tengah"),
            ("32.71.05.1007", "Tanah Baru", "Bogor Utara"),
            ("32.71.06.1099", "Tanah Baru", "Tanah Sareal"),
        ].compactMap { code, name, district in
            RegionCode(code).map { Places.Region(code: $0, name: name, district: district) }
        }, districts: [])
}
