import Forms
import Kernel
import Testing

/// A form with the kinds that have parts, and a small city.
struct KindsFixture {
    let form: FormDefinition
    let today: Day

    static func places() throws -> Places {
        func region(_ code: String, _ name: String, _ district: String) throws -> Places.Region {
            Places.Region(
                code: try #require(RegionCode(code)), name: name, district: district,
                postalCode: "16129")
        }
        return Places(
            city: "Kota Bogor",
            regions: [
                try region("32.71.03.1006", "Sempur", "Bogor Tengah"),
                try region("32.71.03.1005", "Babakan", "Bogor Tengah"),
                try region("32.71.03.1008", "Babakan Pasar", "Bogor Tengah"),
                try region("32.71.03.1011", "Kebon Kalapa", "Bogor Tengah"),
                try region("32.71.06.1002", "Kebon Pedes", "Tanah Sareal"),
                try region("32.71.05.1007", "Tanah Baru", "Bogor Utara"),
                try region("32.71.06.1007", "Tanah Baru", "Tanah Sareal"),
            ],
            districts: [
                (code: try #require(RegionCode("32.71.03")), name: "Bogor Tengah"),
                (code: try #require(RegionCode("32.71.05")), name: "Bogor Utara"),
                (code: try #require(RegionCode("32.71.06")), name: "Tanah Sareal"),
            ],
            bounds: try #require(
                MapBounds(
                    south: -6_681_308, west: 106_734_837, north: -6_514_329, east: 106_848_564)))
    }

    static let columns: [String: ExpressionType] = [
        "nama": .optional(.string), "nik": .optional(.string), "harga": .optional(.int),
        "hadir": .optional(.bool),
    ]

    init() throws {
        let today = try #require(Day(iso: "2026-11-23"))
        self.today = today
        func type(_ kind: String, _ level: RegionLevel? = nil) throws -> ExpressionType {
            try #require(FieldKind.expressionType(named: kind, level: level))
        }
        let environment = FormDefinition.environment([
            "today": .date, "waktu": try type("dateRange"), "rumah": try type("address"),
            "wilayah": try type("region", .rt), "titik": try type("point"),
            "belanja": FieldKind.tableType(Self.columns), "luas": try type("integer"),
            "total": .optional(.int), "rapat": try type("yesNo"),
        ])
        func compile(_ source: String) throws -> Expression {
            try Expression.compile(source, environment)
        }
        func field(
            _ id: String, _ kind: FieldKind, required: Bool = false, when: String? = nil
        ) throws -> Field {
            Field(
                id: id, kind: kind, label: LocalizedText(id), required: required,
                condition: try when.map(compile))
        }
        let table = TableRule(
            columns: [
                try field("nama", .text(max: 20), required: true), try field("nik", .nik),
                try field("harga", .rupiah(0...1_000_000), required: true),
                try field("hadir", .yesNo),
            ], minRows: 1, maxRows: 3)
        form = FormDefinition(
            groups: [
                FieldGroup(
                    id: "isi", title: LocalizedText("Isi"),
                    fields: [
                        try field(
                            "waktu",
                            .dateRange(
                                DateRangeRule(
                                    earliest: try compile("today"),
                                    latest: try compile("addDays(today, 60)"), maxDays: 30)),
                            required: true),
                        try field("rumah", .address), try field("wilayah", .region(.rt)),
                        try field("lingkungan", .region(.rw)), try field("titik", .point),
                        try field("belanja", .table(table)), try field("luas", .integer(0...100)),
                        try field("rapat", .yesNo),
                        try field(
                            "total",
                            .computed(
                                ComputedRule(
                                    value: try compile("sum(belanja, 'harga') + luas * 1000"),
                                    format: .rupiah)), when: "rapat"),
                        try field("alasan", .text(max: 50), required: true, when: "total > 50000"),
                    ])
            ],
            rules: [
                FormRule(
                    id: "lama", condition: try compile("waktu.from > addDays(today, 3)"),
                    message: LocalizedText("Beri kami tiga hari."), field: "waktu")
            ], places: try Self.places())
    }
}
