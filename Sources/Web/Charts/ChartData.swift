/// What a chart shows: names along it, and one or more series of whole numbers.
public struct ChartData: Sendable {
    public struct Series: Sendable {
        public let name: String
        public let values: [Int]

        public init(_ name: String, _ values: [Int]) {
            self.name = name
            self.values = values
        }
    }

    /// Unique on the page: ids are made of it. Lower-case letters, digits and hyphens.
    public let id: String
    public let title: String
    /// What it says in one sentence, for whoever does not see it.
    public let summary: String
    /// What the names are: the title of the table's first column.
    public let label: String
    public let names: [String]
    public let series: [Series]

    /// Values that are missing count as 0, further ones are left out.
    public init(
        id: String, title: String, summary: String, label: String, names: [String],
        series: [Series]
    ) {
        self.id = id
        self.title = title
        self.summary = summary
        self.label = label
        self.names = names
        self.series = series.map { line in
            Series(
                line.name,
                names.indices.map { $0 < line.values.count ? max(0, line.values[$0]) : 0 })
        }
    }

    var totals: [Int] {
        names.indices.map { place in series.reduce(0) { $0 + $1.values[place] } }
    }
    var most: Int { max(1, series.flatMap(\.values).max() ?? 0) }
}
