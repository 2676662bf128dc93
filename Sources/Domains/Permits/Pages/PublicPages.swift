import Cases
import Contracts
import Kernel
import Store
import Web

/// The register as everybody sees it: list, map, file, and one permit.
struct PublicPages: Sendable {
    let tools: PermitTools

    struct ListInput: RouteInput {
        static let fields: [InputField] = [
            .query("q", max: 200), .query("jenis", max: 60), .query("keadaan", max: 20),
            .query("kelurahan", max: 20), .query("setelah", max: 120),
        ]
        let filter: PermitFilter
        let after: [UInt8]?

        init(_ fields: inout FieldReader) {
            // What nobody could have chosen narrows nothing.
            filter = PermitFilter(
                text: String((fields.optionalText("q") ?? "").prefix(120)),
                kind: fields.optionalText("jenis").flatMap { ServiceCode($0) },
                state: fields.optionalText("keadaan").flatMap { PermitState(rawValue: $0) },
                region: fields.optionalText("kelurahan").flatMap { RegionCode($0) })
            after = fields.optionalText("setelah").map { PermitNumber.key(slug: $0) }
        }
    }

    struct NumberInput: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 200)]
        let key: [UInt8]
        init(_ fields: inout FieldReader) { key = PermitNumber.key(slug: fields.text("nomor")) }
    }

    static let size = 25
    /// Rows of a file at most: the whole register of a city.
    private static let most = 1_000_000
    private static let rowsAtOnce = 1_000

    var routes: [Route] {
        [
            Route.get(PermitURL.list, ListInput.self) { (visit: VisitorContext, input) in
                .page(try await list(input, visit))
            },
            Route.get(PermitURL.map) { (visit: VisitorContext) in
                .page(try await map(visit))
            },
            Route.get(PermitURL.table, ListInput.self, output: .file) {
                (visit: VisitorContext, input) in
                try await table(input.filter, visit)
            }.limited { $0.rate = .sensitive },
            Route.get(PermitURL.one, NumberInput.self) { (visit: VisitorContext, input) in
                .page(try await one(input.key, visit))
            },
        ]
    }

    private func list(_ input: ListInput, _ visit: VisitorContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let today = Day(visit.now, in: catalogue.profile.zone)
        let found = try await search(input.filter, input.after, Self.size, today)
        let model = RegisterModel(
            filter: input.filter, isFirst: input.after == nil,
            permits: found.permits, next: found.next, catalogue: catalogue, today: today)
        return RegisterView(model: model, ui: visit.ui).page
    }

    private func search(
        _ filter: PermitFilter, _ after: [UInt8]?, _ limit: Int, _ today: Day
    ) async throws -> PermitPage {
        try await tools.store.read("permit.list") { [rows = tools.rows] reader in
            try rows.search(filter, after: after, limit: limit, on: today, in: reader)
        }
    }

    private func one(_ key: [UInt8], _ visit: VisitorContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let permit = try await tools.permit(key)
        let events = try await tools.store.read("permit.history") { [events = tools.events] in
            try events.all(of: permit.id, key: nil, in: $0)
        }
        return PermitView(
            permit: permit, events: events.filter { $0.kind.isPublic && $0.state == .done },
            catalogue: catalogue, now: visit.now, ui: visit.ui
        ).page
    }

    private func map(_ visit: VisitorContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let today = Day(visit.now, in: catalogue.profile.zone)
        let counts = try await tools.counts.all(at: visit.now) { [rows = tools.rows] in
            try await tools.store.read("permit.counts") { try rows.counts(on: today, in: $0) }
        }
        return MapView(counts: counts, places: catalogue.places, ui: visit.ui).page
    }

    private func table(_ filter: PermitFilter, _ visit: VisitorContext) async throws -> Reply {
        let catalogue = try await tools.shelf.published()
        let today = Day(visit.now, in: catalogue.profile.zone)
        let words = visit.words
        let heads = RegisterTable.columns.map { words("permits.column.\($0)") }
        return .file(
            type: "text/csv; charset=utf-8", name: "izin-\(today.iso).csv"
        ) { writer in
            try await writer.write(CommaSeparated.text([heads]))
            var after: [UInt8]?
            var left = Self.most
            while left > 0 {
                let found = try await search(filter, after, Self.rowsAtOnce, today)
                let rows = found.permits.map {
                    RegisterTable.row($0, catalogue, today, words, visit.language)
                }
                try await writer.write(CommaSeparated.text(rows))
                guard let next = found.next else { return }
                after = next
                left -= found.permits.count
            }
        }
    }
}

/// The public columns of a permit in a file.
enum RegisterTable {
    static let columns = [
        "number", "kind", "holder", "object", "place", "region", "issued", "until", "state",
        "successor",
    ]

    static func row(
        _ permit: Permit, _ catalogue: Catalogue, _ today: Day, _ words: Wording,
        _ language: Language
    ) -> [String] {
        [
            permit.number, catalogue.permitTitle(permit.kind).text(language), permit.holder,
            permit.object ?? "", permit.place ?? "",
            permit.region.map(catalogue.placeName) ?? "", permit.issued.iso,
            permit.until?.iso ?? "", words("permits.state.\(permit.state(on: today).rawValue)"),
            permit.successor ?? "",
        ]
    }
}
