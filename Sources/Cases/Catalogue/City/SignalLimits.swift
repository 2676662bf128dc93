/// From where on the inspectorate is shown something to look at (`signals` in city.yaml). These are
/// habits of auditors and no law: every city sets its own.
public struct SignalLimits: Sendable, Hashable {
    /// Older tasks of the same step still wait while a newer one was done.
    public var overtaken = 10
    /// So many hours older, at least.
    public var headStartHours = 16
    /// Tasks that one officer did for one applicant within `pairDays`.
    public var pairs = 5
    public var pairDays = 365
    /// Done within so many seconds after it came.
    public var seconds = 60
    /// The night begins and ends at these hours of the city's zone.
    public var nightFrom = 22
    public var nightUntil = 5
    /// Returned to the applicant so often.
    public var returns = 3
    /// The clock was stopped with so many working days left, or fewer.
    public var daysLeft = 1
    /// The day on which the city set them.
    public var asOf: String?

    public init() {}

    public static let usual = SignalLimits()

    struct Place: Sendable {
        let name: String
        let path: any WritableKeyPath<SignalLimits, Int> & Sendable
        let range: ClosedRange<Int64>
    }

    static let places = [
        Place(name: "overtaken", path: \.overtaken, range: 1...10_000),
        Place(name: "headStartHours", path: \.headStartHours, range: 0...10_000),
        Place(name: "pairs", path: \.pairs, range: 2...10_000),
        Place(name: "pairDays", path: \.pairDays, range: 1...3_650),
        Place(name: "seconds", path: \.seconds, range: 1...3_600),
        Place(name: "nightFrom", path: \.nightFrom, range: 12...23),
        Place(name: "nightUntil", path: \.nightUntil, range: 0...11),
        Place(name: "returns", path: \.returns, range: 2...100),
        Place(name: "daysLeft", path: \.daysLeft, range: 0...30),
    ]
}
