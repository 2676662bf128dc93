import Forms
import Kernel
import Testing

/// A form with a little of everything.
struct FormFixture {
    let form: FormDefinition
    let today: Day

    static let kinds = [
        "jenis": "choice", "nik": "nik", "nama": "text", "jumlah": "integer", "biaya": "rupiah",
        "mulai": "date", "selesai": "date", "kelompok": "yesNo", "minat": "choices",
        "surel": "email", "telepon": "phone", "wilayah": "region", "catatan": "longText",
        "proposal": "file",
    ]

    init() throws {
        today = try #require(Day(iso: "2026-11-23"))
        let environment = FormDefinition.environment(
            Self.kinds.compactMapValues { FieldKind.expressionType(named: $0) }
                .merging(["today": .date]) { first, _ in first })
        func compile(_ source: String) throws -> Expression {
            try Expression.compile(source, environment)
        }
        func field(
            _ id: String, _ kind: FieldKind, required: Bool = true, when: String? = nil
        ) throws -> Field {
            Field(
                id: id, kind: kind, label: LocalizedText(id), required: required,
                condition: try when.map(compile))
        }
        let options = ["wni", "wna"].map { Option(code: $0, label: LocalizedText($0)) }
        let interests = ["air", "tanah", "udara"].map { Option(code: $0, label: LocalizedText($0)) }
        form = FormDefinition(
            groups: [
                FieldGroup(
                    id: "orang", title: LocalizedText("Orang"),
                    fields: [
                        try field("jenis", .choice(options)),
                        try field("nik", .nik, when: "jenis == 'wni'"),
                        try field("nama", .text(max: 20)),
                        try field("surel", .email, required: false),
                        try field("telepon", .phone, required: false),
                    ]),
                FieldGroup(
                    id: "rencana", title: LocalizedText("Rencana"),
                    fields: [
                        try field("mulai", .date(earliest: try compile("today"), latest: nil)),
                        try field("selesai", .date(earliest: try compile("mulai"), latest: nil)),
                        try field("kelompok", .yesNo),
                        try field("jumlah", .integer(2...100), when: "kelompok"),
                        try field("minat", .choices(interests), required: false),
                        try field("biaya", .rupiah(0...9_000_000), required: false),
                        try field("wilayah", .region(.kecamatan), required: false),
                        try field("catatan", .longText(max: 500), required: false),
                    ]),
                FieldGroup(
                    id: "berkas", title: LocalizedText("Berkas"),
                    fields: [
                        try field(
                            "proposal",
                            .file(FileRule(kinds: [.pdf], maxBytes: 5_000_000, maxCount: 2)))
                    ], condition: try compile("size(minat) > 0")),
            ],
            rules: [
                FormRule(
                    id: "setahun", condition: try compile("daysBetween(mulai, selesai) <= 366"),
                    message: LocalizedText("Paling lama satu tahun."), field: "selesai")
            ])
    }
}
