import Contracts
import Forms

/// What the checker of services must know about the rest of the city.
public struct CityIndex: Sendable {
    public let units: Set<UnitCode>
    public let roles: Set<RoleCode>
    /// Names of letter templates with their text.
    public let letters: [String: String]
    /// Parts of flows that services share, by name with their text.
    public let flows: [String: String]
    /// The highest class of papers that each role opens.
    public let clearances: [RoleCode: Confidentiality]
    /// Whether somebody holds (or a position exists for) the role in the unit.
    public let hasPeople: @Sendable (UnitCode, RoleCode) -> Bool
    /// Hours in which the offices work on a usual day, to add up days and hours.
    public let hoursPerDay: Int
    /// The regions that forms may name.
    public let places: Places
    /// What people report.
    public let topics: TopicRules
    /// How many positions there are for a role in a unit; nothing when that is not known.
    public let positions: [Seat: Int]?
    /// See `FindingList.isStrict`.
    public let isStrict: Bool

    public struct Seat: Sendable, Hashable {
        public let unit: UnitCode
        public let role: RoleCode

        public init(_ unit: UnitCode, _ role: RoleCode) {
            self.unit = unit
            self.role = role
        }
    }

    public init(
        units: Set<UnitCode>, roles: Set<RoleCode>, letters: [String: String],
        flows: [String: String] = [:], clearances: [RoleCode: Confidentiality] = [:],
        hoursPerDay: Int = 8, places: Places = .none,
        topics: TopicRules = TopicRules([]), positions: [Seat: Int]? = nil,
        isStrict: Bool = true,
        hasPeople: @escaping @Sendable (UnitCode, RoleCode) -> Bool
    ) {
        self.units = units
        self.roles = roles
        self.letters = letters
        self.flows = flows
        self.clearances = clearances
        self.hoursPerDay = hoursPerDay
        self.places = places
        self.topics = topics
        self.positions = positions
        self.isStrict = isStrict
        self.hasPeople = hasPeople
    }
}
