import Cases
import Contracts
import Forms
import Geo
import Kernel
import Store
import Web

/// Reports in numbers, for everybody; and all public ones as a file for maps.
struct FigurePages: Sendable {
    let tools: ComplaintTools

    /// What fewer than this many reports say may be about one person.
    static let least = 5
    /// A place of which that many are reported in a year is not mended by mending it once more.
    static let leastAgain = 3
    static let months = 12
    private static let placesAtMost = 20
    private static let rowsAtOnce = 500
    /// Numbers of some minutes ago are told to all who ask.
    private static let keptMinutes: Int64 = 10

    var routes: [Web.Route] {
        [
            Web.Route.get(ComplaintURL.figures) { (visit: VisitorContext) in
                let moment = visit.now.milliseconds / (Self.keptMinutes * 60_000)
                let version = try await tools.shelf.published().version
                return .cached(
                    key: "laporan-angka:\(visit.language.rawValue)", version: "\(version)\(moment)"
                ) { try await page(visit) }
            },
            Web.Route.get(ComplaintURL.geoTable, ListPages.ListInput.self, output: .file) {
                (visit: VisitorContext, input) in
                try await points(input.filter, visit)
            }.limited { $0.rate = .sensitive },
        ]
    }

    private func page(_ visit: VisitorContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let zone = catalogue.profile.zone
        let today = Day(visit.now, in: zone)
        // Whole months: the first day of the one a year ago.
        let first = today.adding(days: 1 - today.day).adding(months: 1 - Self.months)
        let since = first.start(in: zone)
        let found = try await tools.store.read("report.figures") { reader in
            CityFigures(
                regions: try FigureRows.figures(
                    by: .region, since: since, now: visit.now, isPublic: true, in: reader),
                units: try FigureRows.figures(
                    by: .unit, since: since, now: visit.now, isPublic: true, in: reader),
                days: try FigureRows.days(since: since, now: visit.now, in: reader),
                repeats: try FigureRows.repeats(
                    since: visit.now.adding(hours: -24 * 365), now: visit.now,
                    least: Self.leastAgain, limit: Self.placesAtMost, in: reader))
        }
        return FiguresView(
            figures: found, first: first, months: Self.months, catalogue: catalogue,
            today: today, ui: visit.ui
        ).page
    }

    /// Points with what everybody may read of each (RFC 7946), in pieces.
    private func points(_ filter: ReportFilter, _ visit: VisitorContext) async throws -> Reply {
        let catalogue = try await tools.shelf.published()
        let name = "laporan-\(Day(visit.now, in: catalogue.profile.zone).iso).geojson"
        return .file(type: "application/geo+json", name: name) { writer in
            try await writer.write(Array("{\"type\":\"FeatureCollection\",\"features\":[".utf8))
            var after: (at: Instant, id: CaseID)?
            var isFirst = true
            while true {
                let from = after
                let found = try await tools.store.read("report.points") { reader in
                    try ReportRows.newest(
                        filter, after: from, limit: Self.rowsAtOnce, in: reader)
                }
                let features = found.compactMap { feature($0, catalogue, visit.language)?.text }
                if !features.isEmpty {
                    let text = (isFirst ? "" : ",") + features.joined(separator: ",")
                    isFirst = false
                    try await writer.write(Array(text.utf8))
                }
                guard found.count == Self.rowsAtOnce, let last = found.last else { break }
                after = (last.at, last.caseID)
            }
            try await writer.write(Array("]}\n".utf8))
        }
    }

    private func feature(
        _ report: Report, _ catalogue: Catalogue, _ language: Language
    ) -> JSONValue? {
        guard let point = report.point else { return nil }
        let zone = catalogue.profile.zone
        func day(_ moment: Instant?) -> JSONValue { word(moment.map { Day($0, in: zone).iso }) }
        func word(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        let degrees = [point.longitude, point.latitude].map {
            JSONValue.double(Double($0) / 1_000_000)
        }
        let properties: [String: JSONValue] = [
            "number": .string(report.number.text), "topic": .string(report.topic),
            "title": .string(catalogue.topicTitle(report.topic).text(language)),
            "state": .string(report.state.rawValue), "text": word(report.text),
            "region": word(report.region?.text), "unit": .string(report.unit.text),
            "reported": day(report.at), "answered": day(report.answeredAt),
            "closed": day(report.closedAt), "supports": .integer(report.supports),
        ]
        return [
            "type": "Feature", "id": .string(report.number.text),
            "geometry": ["type": "Point", "coordinates": .array(degrees)],
            "properties": .object(properties),
        ]
    }
}

/// What the page of numbers shows.
struct CityFigures: Sendable {
    let regions: [String: ReportFigures]
    let units: [String: ReportFigures]
    let days: [(day: Int, count: Int)]
    let repeats: [(key: Int64, count: Int, region: String?)]
}
