import Contracts
import Kernel

/// What people said of services in a period, as sums.
struct SurveyFigures: Sendable, Hashable {
    struct Entry: Sendable, Hashable {
        let service: ServiceCode
        let unit: UnitCode
        let element: String
        let people: Int64
        let total: Int64
    }

    /// Of one service, one unit or the city.
    struct Standing: Sendable, Hashable {
        var asked: Int64 = 0
        var people: Int64 = 0
        var elements: [SurveyElement: ElementSum] = [:]

        var index: SatisfactionIndex? { SatisfactionIndex(elements.values) }
        /// How many answers the regulation wants of so many served people.
        var needed: Int64 { SampleSize.needed(of: asked) }
        /// The element with the lowest mean.
        var weakest: SurveyElement? {
            elements.filter { $0.value.count > 0 }.min {
                ($0.value.total * $1.value.count, $0.key.rawValue)
                    < ($1.value.total * $0.value.count, $1.key.rawValue)
            }?.key
        }

        mutating func add(_ entry: Entry) {
            switch entry.element {
            case SumRows.invited: asked += entry.people
            case SumRows.all: people += entry.people
            default:
                guard let element = SurveyElement(rawValue: entry.element) else { return }
                let sum = ElementSum(total: entry.total, count: entry.people)
                elements[element] = (elements[element] ?? ElementSum()) + sum
            }
        }
    }

    private(set) var services: [ServiceCode: Standing] = [:]
    private(set) var units: [UnitCode: Standing] = [:]
    private(set) var city = Standing()
    /// Which unit answers for a service.
    private(set) var owners: [ServiceCode: UnitCode] = [:]

    init(_ entries: [Entry]) {
        for entry in entries where entry.people != 0 {
            services[entry.service, default: Standing()].add(entry)
            units[entry.unit, default: Standing()].add(entry)
            city.add(entry)
            owners[entry.service] = entry.unit
        }
    }

    /// With every standing as something makes it.
    func mapping(_ change: (Standing) -> Standing) -> SurveyFigures {
        var figures = self
        figures.services = services.mapValues(change)
        figures.units = units.mapValues(change)
        figures.city = change(city)
        return figures
    }

    /// The services of one unit.
    func services(of unit: UnitCode) -> [ServiceCode: Standing] {
        services.filter { owners[$0.key] == unit }
    }
}
