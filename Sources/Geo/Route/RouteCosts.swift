/// What is weighed when stops are put into an order.
public struct RouteCosts: Sendable, Hashable {
    /// How many metres of detour one day of lateness at one stop is worth.
    public let metresPerDayLate: Double
    /// As the crow flies; at least 1.
    public let metresPerHour: Double
    public let minutesPerStop: Double
    /// Minutes of a day on the way and at stops; at least 1.
    public let minutesPerDay: Double

    /// The usual ones: a motorcycle in a city, twenty minutes a stop, six hours in the field.
    public init(
        metresPerDayLate: Double = 3_000, metresPerHour: Double = 12_000,
        minutesPerStop: Double = 20, minutesPerDay: Double = 360
    ) {
        self.metresPerDayLate = max(metresPerDayLate, 0)
        self.metresPerHour = max(metresPerHour, 1)
        self.minutesPerStop = max(minutesPerStop, 0)
        self.minutesPerDay = max(minutesPerDay, 1)
    }
}
