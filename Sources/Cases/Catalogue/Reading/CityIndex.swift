import Contracts
import Forms

/// What the checker of services must know about the rest of the city.
public struct CityIndex: Sendable {
    public let units: Set<UnitCode>
    public let roles: Set<RoleCode>
    /// Names of letter templates with their text.
    public let letters: [String: String]
    /// Whether somebody holds (or a position exists for) the role in the unit.
    public let hasPeople: @Sendable (UnitCode, RoleCode) -> Bool
    /// Hours in which the offices work on a usual day, to add up days and hours.
    public let hoursPerDay: Int
    /// The regions that forms may name.
    public let places: Places

    public init(
        units: Set<UnitCode>, roles: Set<RoleCode>, letters: [String: String],
        hoursPerDay: Int = 8, places: Places = .none,
        hasPeople: @escaping @Sendable (UnitCode, RoleCode) -> Bool
    ) {
        self.units = units
        self.roles = roles
        self.letters = letters
        self.hoursPerDay = hoursPerDay
        self.places = places
        self.hasPeople = hasPeople
    }
}
