import Cases
import Contracts
import Forms
import Geo
import Kernel
import Web

/// Data for the maps of the browser: what lies in a window, the outlines of the city, and what a
/// point of it is.
struct MapPages: Sendable {
    let tools: ComplaintTools

    struct WindowInput: RouteInput {
        static let fields: [InputField] = [
            .query("kotak", max: 80), .query("zoom", .integer, max: 3), .query("kategori", max: 40),
            .query("keadaan", max: 20), .query("wilayah", max: 20),
        ]
        let box: GeoBox?
        let zoom: Int
        let filter: ReportFilter

        init(_ fields: inout FieldReader) {
            let sides = fields.text("kotak").split(separator: ",", omittingEmptySubsequences: false)
                .map { MapPages.microDegrees(String($0)) }
            box = sides.count == 4 ? Self.box(sides) : nil
            if box == nil { fields.refuse("kotak", "complaints.map.window") }
            zoom = Int(fields.integer("zoom", 0...20))
            filter = ReportFilter(
                topic: fields.optionalText("kategori"),
                region: fields.optionalText("wilayah").flatMap { RegionCode($0) },
                state: fields.optionalText("keadaan").flatMap { ReportState(rawValue: $0) })
        }

        private static func box(_ sides: [Int64?]) -> GeoBox? {
            guard let south = sides[0], let west = sides[1], let north = sides[2],
                let east = sides[3]
            else { return nil }
            return GeoBox(south: south, west: west, north: north, east: east)
        }
    }

    struct PointInput: RouteInput {
        static let fields: [InputField] = [.query("titik", max: 200)]
        let point: String
        init(_ fields: inout FieldReader) { point = fields.text("titik") }
    }

    var routes: [Web.Route] {
        [
            Web.Route.get(ComplaintURL.points, WindowInput.self, output: .data) {
                (_: VisitorContext, input) in
                guard let box = input.box else { return try .notFound() }
                let picture = try await MapReading(tools: tools).picture(
                    input.filter, in: box, zoom: input.zoom)
                return Reply.json(Self.json(picture)).header("Cache-Control", "private, max-age=20")
            },
            Web.Route.get(ComplaintURL.outlines, output: .data) { (_: VisitorContext) in
                let catalogue = try await tools.shelf.published()
                return Reply.data(
                    tools.maps.outlines(catalogue), type: "application/json; charset=utf-8"
                ).header("Cache-Control", "private, max-age=86400")
            },
            Web.Route.get(ComplaintURL.place, PointInput.self, output: .data) {
                (visit: VisitorContext, input) in
                let catalogue = try await tools.shelf.published()
                return .json(place(input.point, catalogue, visit))
            },
        ]
    }

    /// Whole degrees are a number here too; a script writes them so.
    static func microDegrees(_ text: String) -> Int64? {
        MapPoint.microDegrees(text.contains(".") ? text : text + ".0")
    }

    // MARK: Windows

    /// `{"kelompok":[[lat,lon,count],…]}` or `{"laporan":[[number,lat,lon,topic,state,text],…]}`,
    /// in micro-degrees.
    static func json(_ picture: MapPicture) -> JSONValue {
        switch picture {
        case .heaps(let heaps):
            [
                "kelompok": .array(
                    heaps.map {
                        .array(
                            [$0.centre.latitude, $0.centre.longitude, $0.count].map(
                                JSONValue.integer))
                    })
            ]
        case .single(let reports): ["laporan": .array(reports.compactMap(row))]
        }
    }

    private static let textLength = 80
    /// Bytes: letters that are long in UTF-8 are fewer.
    private static let textBytes = 110

    private static func row(_ report: Report) -> JSONValue? {
        guard let point = report.point else { return nil }
        var text = shortened(report.text ?? "", to: textLength - 2)
        while text.utf8.count > textBytes { text = String(text.dropLast(8)) }
        return .array([
            .string(report.number.text), .integer(point.latitude), .integer(point.longitude),
            .string(report.topic), .string(report.state.rawValue), .string(text),
        ])
    }

    // MARK: Points

    private func place(
        _ typed: String, _ catalogue: Catalogue, _ visit: VisitorContext
    ) -> JSONValue {
        let map = tools.maps.map(catalogue)
        guard let pair = TypedPair(typed) else {
            return ["keadaan": "salah", "pesan": .string(visit.words("forms.point.unreadable"))]
        }
        let finding = map.finding(latitude: pair.latitude, longitude: pair.longitude)
        if case .inside(let point, let region) = finding {
            var found: [String: JSONValue] = [
                "keadaan": "dalam",
                "titik": .string(point.typed),
            ]
            if let region {
                found["wilayah"] = .string(region.text)
                found["nama"] = .string(catalogue.placeName(region))
            }
            return .object(found)
        }
        let problem = PlaceProblem(finding, catalogue)
        var answer: [String: JSONValue] = [
            "keadaan": .string(problem?.name ?? "salah"),
            "pesan": .string(problem.map { visit.words($0.key, $0.values) } ?? ""),
        ]
        if case .swapped(let point) = finding { answer["titik"] = .string(point.typed) }
        return .object(answer)
    }
}

extension GeoPoint {
    /// As it is typed into a form: `-6.597100, 106.806000`.
    var typed: String {
        MapPoint(latitude: latitude, longitude: longitude)?.text ?? ""
    }
}
