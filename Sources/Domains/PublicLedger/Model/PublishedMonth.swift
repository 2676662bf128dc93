/// Acts that are counted together.
struct CountCell: Sendable, Hashable {
    let month: Month
    let type: String
    /// Empty for an act of no service, or of no unit.
    let service: String
    let unit: String
}

/// The counts of a month that is over, without those in which somebody could be found.
///
/// A count is told from five acts on (k-anonymity). How many acts a month has is known to whoever
/// watches the log grow, so the rest can be computed: therefore the rest holds at least two counts
/// and at least five acts, and where it would not, the smallest told counts join it. Sums over one
/// trait alone are not published.
struct PublishedMonth: Sendable, Hashable {
    /// The fewest acts that are told.
    static let fewest: Int64 = 5

    struct Line: Sendable, Hashable {
        let type: String
        let service: String
        let unit: String
        let count: Int64
    }

    let month: Month
    /// The greatest first.
    let lines: [Line]
    /// Acts of all counts that are not told; 0 when all are.
    let rest: Int64

    init(_ month: Month, _ cells: [CountCell: Int64]) {
        self.month = month
        let all = cells.filter { $0.value > 0 }.map {
            Line(type: $0.key.type, service: $0.key.service, unit: $0.key.unit, count: $0.value)
        }.sorted {
            ($1.count, $0.type, $0.service, $0.unit) < ($0.count, $1.type, $1.service, $1.unit)
        }
        var told = all.prefix { $0.count >= Self.fewest }
        func rest() -> Int64 { all.dropFirst(told.count).reduce(0) { $0 + $1.count } }
        if told.count < all.count {
            while !told.isEmpty, all.count - told.count < 2 || rest() < Self.fewest {
                told.removeLast()
            }
        }
        lines = Array(told)
        // One count alone, or a few acts, are not told as a rest either.
        let hidden = rest()
        self.rest = all.count - told.count < 2 || hidden < Self.fewest ? 0 : hidden
    }
}
