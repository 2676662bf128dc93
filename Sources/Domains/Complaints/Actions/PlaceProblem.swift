import Cases
import Forms
import Kernel

/// What is said about a point that cannot be the place of a report, with the way out.
struct PlaceProblem: Sendable, Hashable {
    /// For scripts.
    let name: String
    /// Of its text.
    let key: String
    let values: [String: String]

    /// Nil for a point in the city.
    init?(_ finding: PlaceFinding, _ catalogue: Catalogue) {
        let city = catalogue.profile.name
        switch finding {
        case .inside: return nil
        case .swapped(let point):
            self.init("tertukar", "complaints.point.swapped", ["point": point.typed])
        case .nullIsland: self.init("nol", "complaints.point.zero", [:])
        case .outside(let outside):
            guard let near = outside.near else {
                self.init("luar", "complaints.point.outside", ["city": city])
                return
            }
            var values = [
                "city": city, "place": catalogue.placeName(near.region),
                "km": String(max((near.metres + 500) / 1_000, 1)),
            ]
            values["neighbour"] = outside.neighbour
            let key = outside.neighbour == nil ? "far" : "neighbour"
            self.init("luar", "complaints.point.\(key)", values)
        case .invalid: self.init("salah", "forms.point.unreadable", [:])
        }
    }

    private init(_ name: String, _ key: String, _ values: [String: String]) {
        self.name = name
        self.key = key
        self.values = values
    }

    /// Problems of a form, with what the map knows better in place of what forms know of a box.
    static func improved(
        _ problems: [FieldProblem], _ typed: String, field: String, _ map: CityMap,
        _ catalogue: Catalogue
    ) -> [FieldProblem] {
        guard !typed.isEmpty, let pair = TypedPair(typed),
            let problem = PlaceProblem(
                map.finding(latitude: pair.latitude, longitude: pair.longitude), catalogue)
        else { return problems }
        let better = FieldProblem(field, part: part, problem.key, problem.values)
        return problems.filter { $0.field != field || $0.part != part } + [better]
    }

    /// The input of the coordinates.
    static let part = "koordinat"
}
