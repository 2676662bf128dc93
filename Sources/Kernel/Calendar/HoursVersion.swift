/// Office hours that hold for some days instead of the usual ones, such as those of Ramadan.
public struct HoursVersion: Sendable, Hashable {
    public let name: String
    public let from: Day
    /// The last day.
    public let through: Day
    public let hours: OfficeHours

    /// Nil when it ends before it begins.
    public init?(name: String, from: Day, through: Day, hours: OfficeHours) {
        guard from <= through else { return nil }
        self.name = name
        self.from = from
        self.through = through
        self.hours = hours
    }
}
