import Contracts
import Kernel

/// The figures of a page: all cells in the reader's reach, summed as it is asked for.
struct Figures: Sendable {
    let standing: [FigureCell: StandingSums]
    let sums: [FigureCell: DaySums]
    /// Services whose silence grants.
    let silent: Set<String>
    /// Of the days ahead, how many count as near for what silence grants.
    static let near = 2

    /// The cells that something is asked of.
    struct Filter: Sendable, Hashable {
        var unit: String?
        var service: String?

        func includes(_ cell: FigureCell) -> Bool {
            (unit == nil || unit == cell.unit) && (service == nil || service == cell.service)
        }
    }

    func sums(_ filter: Filter = Filter()) -> DaySums {
        sums.reduce(into: DaySums()) { if filter.includes($1.key) { $0.add($1.value) } }
    }

    func standing(_ filter: Filter = Filter()) -> StandingSums {
        standing.reduce(into: StandingSums()) { if filter.includes($1.key) { $0.add($1.value) } }
    }

    var units: [String] {
        Set(standing.keys.map(\.unit)).union(sums.keys.map(\.unit)).sorted()
    }

    func services(of unit: String?) -> [String] {
        Set(
            (Array(standing.keys) + Array(sums.keys)).filter { unit == nil || $0.unit == unit }
                .map(\.service)
        ).sorted()
    }

    /// How many cases a figure counts, of one cell.
    /// - Parameter ahead: for a forecast the number of working days, from 1.
    func count(_ kind: FigureKind, _ cell: FigureCell, ahead: Int) -> Int64 {
        if kind.isOfPeriod { return kind.sum(sums[cell] ?? DaySums()) }
        guard let found = standing[cell] else { return 0 }
        if !kind.standings.isEmpty {
            return kind.standings.reduce(0) { $0 + (found.cases[$1] ?? 0) }
        }
        func near(_ days: Int) -> Int64 {
            found.ahead.indices.contains(days - 1) ? found.ahead[days - 1] : 0
        }
        switch kind {
        case .overdue: return found.overdue
        case .forecast: return found.overdue + near(ahead)
        case .silence: return silent.contains(cell.service) ? near(Self.near) : 0
        default: return 0
        }
    }

    func count(_ kind: FigureKind, _ filter: Filter = Filter(), ahead: Int = 1) -> Int64 {
        cells(kind, filter, ahead: ahead).reduce(0) { $0 + count(kind, $1, ahead: ahead) }
    }

    /// The cells that have such cases, in a fixed order.
    func cells(_ kind: FigureKind, _ filter: Filter, ahead: Int) -> [FigureCell] {
        let all = kind.isOfPeriod ? Array(sums.keys) : Array(standing.keys)
        return all.filter { filter.includes($0) && count(kind, $0, ahead: ahead) > 0 }
            .sorted {
                ($0.unit, $0.service, $0.level, $0.region ?? "")
                    < ($1.unit, $1.service, $1.level, $1.region ?? "")
            }
    }
}
