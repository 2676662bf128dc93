import Contracts
import Kernel
import People

/// Whose figures an officer reads, and how confidential the cases are that he sees in their lists.
///
/// Sums count every case of these units. Cases above the clearance are counted and not listed.
struct FigureScope: Sendable, Hashable {
    /// Nothing: the whole city.
    let units: Set<UnitCode>?
    let clearance: Int64

    var isWhole: Bool { units == nil }

    /// The whole city, for whoever may read all figures.
    static func whole(_ officer: Officer) -> FigureScope {
        let levels = officer.scope(for: .readFigures).seats.map(\.confidentiality.rawValue)
        return FigureScope(units: nil, clearance: Int64(levels.max() ?? 0))
    }

    /// The units that the officer leads. A post that is bound to a region leads no whole unit, for
    /// sums know no regions. Of several posts the lowest clearance counts: together they would
    /// open what none of them does.
    static func led(_ officer: Officer) -> FigureScope {
        let led = officer.scope(for: "case.lead").seats.filter { $0.region == nil }
        return FigureScope(
            units: led.reduce(into: []) { $0.formUnion($1.units) },
            clearance: Int64(led.map(\.confidentiality.rawValue).min() ?? 0))
    }

    func includes(_ unit: String) -> Bool {
        units?.contains { $0.text == unit } ?? true
    }
}
