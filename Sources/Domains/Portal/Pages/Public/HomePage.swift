import Cases
import Contracts
import Kernel
import Web

/// The first page.
struct HomePage: Sendable {
    let tools: PortalTools

    var routes: [Route] {
        [
            Route.get(PortalURL.home) { (visit: VisitorContext) in
                let catalogue = try await tools.shelf.published()
                let today = Day(visit.now, in: catalogue.profile.zone)
                // The opening hours name days, so the page is new each day, and with each exception
                // of the coming week.
                let days = catalogue.decreed.filter {
                    today <= $0.day && $0.day.days(since: today) < 7
                }
                .map { "\($0.day.iso) \($0.hours ?? "") \($0.name)" }
                let version = ([catalogue.version, today.iso] + days).joined(separator: " ")
                return .cached(key: "home", version: version) {
                    try await page(visit, catalogue, today)
                }
            }
        ]
    }

    private func page(
        _ visit: VisitorContext, _ catalogue: Catalogue, _ today: Day
    ) async throws -> Page {
        let model = HomeModel(
            profile: catalogue.profile, services: try await mostUsed(catalogue, visit.language),
            hours: OpenDay.week(from: today, catalogue.calendar), today: today,
            demo: tools.isDemo && visit.person == nil ? try await tools.demoPeople() : [])
        return Page(
            visit.words("public.home.title", ["city": catalogue.profile.name]),
            hidesTitle: true, isWide: true, isIndexed: true, body: homeView(model, visit.ui))
    }

    /// Six services, those that people use most first.
    private func mostUsed(
        _ catalogue: Catalogue, _ language: Language
    ) async throws -> [Service] {
        let use = try await tools.cases.serviceUse()
        let ranked = catalogue.services(language).filter(\.isPublic)
            .enumerated().sorted { left, right in
                let (a, b) = (use[left.element.code] ?? 0, use[right.element.code] ?? 0)
                return a == b ? left.offset < right.offset : a > b
            }
        return ranked.prefix(6).map(\.element)
    }
}

/// What the first page shows.
struct HomeModel: Sendable {
    let profile: CityProfile
    let services: [Service]
    let hours: [OpenDay]
    let today: Day
    let demo: [DemoPerson]
}

/// One day of the office.
struct OpenDay: Sendable {
    let day: Day
    let spans: [OfficeHours.Span]
    let holiday: String?

    /// Seven days; days of a year without a calendar are left out.
    static func week(from day: Day, _ calendar: WorkingCalendar) -> [OpenDay] {
        (0..<7).compactMap { offset in
            let day = day.adding(days: offset)
            guard let spans = try? calendar.hours(on: day) else { return nil }
            let holiday = calendar.holiday(on: day)
            return OpenDay(
                day: day, spans: spans,
                holiday: holiday?.closesOffices == true ? holiday?.name : nil)
        }
    }
}
