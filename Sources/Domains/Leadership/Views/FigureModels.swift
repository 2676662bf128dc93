import Cases
import Contracts
import Forms
import Kernel
import People
import Web

/// What the page of figures shows.
struct FiguresModel: Sendable {
    let door: FigureDoor
    let period: FigurePeriod
    let days: ClosedRange<Day>
    /// One unit of several.
    let unit: String?
    /// Regions that the reader's posts are bound to.
    let regions: [RegionCode]
    let figures: Figures
    /// Since when the applicant has waited longest, of all who are to correct or to pay.
    let waitingSince: Instant?
    /// How long services take, where the page shows services.
    var paces: [String: Pace] = [:]
    let weeks: [(monday: Day, received: Int64, ended: Int64)]
    let horizon: [Instant]
    let state: FigureState
    let catalogue: Catalogue
    let now: Instant
    let zone: Zone

    var filter: Figures.Filter { Figures.Filter(unit: unit) }
    /// Of one unit the page shows its services, of several the units.
    var showsServices: Bool { unit != nil || figures.units.count < 2 }

    func unitName(_ code: String, short: Bool = false) -> String {
        catalogue.unitName(code, short: short)
    }

    func regionName(_ code: RegionCode) -> String {
        let places = catalogue.places.regions
        if let exact = places.first(where: { $0.code == code }) { return exact.name }
        return places.first { code.contains($0.code) }?.district ?? code.text
    }

    func serviceName(_ code: String, _ language: Language) -> String {
        catalogue.serviceName(code, language)
    }
}

/// The cases of one figure.
struct FigureListModel: Sendable {
    let door: FigureDoor
    let kind: FigureKind
    let period: FigurePeriod
    let days: ClosedRange<Day>
    let filter: Figures.Filter
    let ahead: Int
    /// All that the figure counts, and how many of them are too confidential for this reader.
    let count: Int64
    let closed: Int64
    let items: [FigureItem]
    let hasMore: Bool
    let isFirst: Bool
    /// What the reader may open.
    let scope: AccessScope
    let until: Instant
    let catalogue: Catalogue
    let now: Instant
    let zone: Zone

    /// Whether the reader may open the case from his own posts.
    func mayOpen(_ item: FigureItem) -> Bool {
        guard let level = Confidentiality(rawValue: Int(item.level)) else { return false }
        return [item.unit, item.working].compactMap { UnitCode($0) }.contains { unit in
            scope.allows(
                unit: unit, region: item.region.flatMap { RegionCode($0) },
                confidentiality: level)
        }
    }
}

extension Catalogue {
    func unitName(_ code: String, short: Bool = false) -> String {
        guard let unit = UnitCode(code).flatMap({ self.unit($0) }) else { return code }
        return short ? unit.short : unit.name.text(.id)
    }

    func serviceName(_ code: String, _ language: Language) -> String {
        ServiceCode(code).flatMap { services[$0] }?.title.text(language) ?? code
    }

    func stepName(_ service: String, _ step: String, _ language: Language) -> String {
        ServiceCode(service).flatMap { services[$0] }?.flow.step(step)?.title.text(language)
            ?? step
    }
}
