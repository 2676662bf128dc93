import Cases
import Kernel
import People
import Store
import Web

/// Units, positions, people, calendar, catalogue, jobs, outbox and health, for whoever runs
/// the city hall.
public struct Administration: Domain {
    public static let name = "administration"
    private let desk: OfficeDesk
    private let difference: @Sendable (Catalogue, Catalogue) -> [String]
    private let place: @Sendable () async -> HousePlace

    /// - Parameters:
    ///   - difference: what differs between two editions of the city's files, in lines.
    ///   - place: what only the machine knows.
    public init(
        desk: OfficeDesk, difference: @escaping @Sendable (Catalogue, Catalogue) -> [String],
        place: @escaping @Sendable () async -> HousePlace
    ) {
        self.desk = desk
        self.difference = difference
        self.place = place
    }

    public static var migrations: MigrationSet { AdministrationMigrations.all }

    public var permissions: [Permission] { [.manageCity] }

    public var routes: [Route] {
        OverviewPages(reading: HouseReading(desk: desk, place: place)).routes
            + UnitPages(desk: desk).routes + PositionPages(desk: desk).routes
            + PeoplePages(desk: desk).routes + RequestPages(desk: desk).routes
            + RulePages(desk: desk, difference: difference).routes
            + StartPages(accounts: desk.accounts).routes
    }

    public var navigation: [NavItem] {
        [
            NavItem(
                "administration.nav", AdministrationURL.overview.filled(), in: .officer,
                order: 72, needing: .manageCity),
            NavItem(
                "administration.nav.requests", AdministrationURL.requests.filled(), in: .officer,
                order: 71, needing: .grant),
        ]
    }

    public var timers: [TimerTask] {
        [TimerTask("administration.posts", every: 600) { try await desk.sweep() }]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
