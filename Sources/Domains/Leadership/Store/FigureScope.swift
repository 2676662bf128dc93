import Contracts
import Kernel
import People
import Store

/// Whose figures an officer reads, and how confidential the cases are that he sees in their lists.
///
/// Sums count every case of these units. Cases above the clearance are counted and not listed.
struct FigureScope: Sendable, Hashable {
    /// Nothing: the whole city.
    let units: Set<UnitCode>?
    /// Posts that are bound to a region, in units that are not read whole.
    let regions: [RegionSeat]
    let clearance: Int64

    /// Units of which a post reads one region: cases of it and those without a region, by the rule
    /// that opens cases.
    struct RegionSeat: Sendable, Hashable {
        let units: Set<UnitCode>
        let region: RegionCode

        /// True for the cases that are counted for it.
        var condition: SQL {
            """
            unit IN \(list: units.sorted().map(\.text)) AND \(sql: Self.inside(region.text))
            """
        }

        static func inside(_ region: String) -> SQL {
            "(region IS NULL OR region = \(region) OR region LIKE \(region + ".%"))"
        }
    }

    /// The whole city, for whoever may read all figures.
    static func whole(_ officer: Officer) -> FigureScope {
        let levels = officer.scope(for: .readFigures).seats.map(\.confidentiality.rawValue)
        return FigureScope(units: nil, regions: [], clearance: Int64(levels.max() ?? 0))
    }

    /// The units that the officer leads, whole or for a region. Of several posts the lowest
    /// clearance counts: together they would open what none of them does.
    static func led(_ officer: Officer) -> FigureScope {
        let seats = officer.scope(for: "case.lead").seats
        let whole = seats.filter { $0.region == nil }
            .reduce(into: Set<UnitCode>()) { $0.formUnion($1.units) }
        let bound = seats.compactMap { seat in seat.region.map { ($0, seat.units) } }
        return FigureScope(
            units: whole, regions: Self.bound(bound, besides: whole),
            clearance: Int64(seats.map(\.confidentiality.rawValue).min() ?? 0))
    }

    /// Regions with the units that are read in them, but for units that are read whole. What a
    /// wider region of the same unit counts already is not counted again.
    static func bound(
        _ seats: [(region: RegionCode, units: Set<UnitCode>)], besides whole: Set<UnitCode>
    ) -> [RegionSeat] {
        let bound = seats.reduce(into: [RegionCode: Set<UnitCode>]()) { bound, seat in
            bound[seat.region, default: []].formUnion(seat.units.subtracting(whole))
        }
        return bound.sorted { $0.key < $1.key }.compactMap { region, units in
            let left = units.filter { unit in
                !bound.contains {
                    $0.key != region && $0.value.contains(unit) && $0.key.contains(region)
                }
            }
            return left.isEmpty ? nil : RegionSeat(units: left, region: region)
        }
    }

    func includes(_ unit: String) -> Bool {
        guard let units else { return true }
        return units.contains { $0.text == unit }
            || regions.contains { $0.units.contains { $0.text == unit } }
    }
}
