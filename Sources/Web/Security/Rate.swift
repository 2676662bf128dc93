/// An allowance: how many calls at once, and how many per second it grows back.
public struct Rate: Sendable, Hashable {
    public let burst: Double
    public let perSecond: Double

    public init(burst: Double, perSecond: Double) {
        self.burst = burst
        self.perSecond = perSecond
    }

    /// Wide enough for an office or a mobile network behind one address.
    public static let usual: [RateClass: Rate] = [
        .pages: Rate(burst: 300, perSecond: 30),
        .forms: Rate(burst: 60, perSecond: 4),
        .sensitive: Rate(burst: 20, perSecond: 0.5),
        .signIn: Rate(burst: 300, perSecond: 5),
        .uploads: Rate(burst: 30, perSecond: 1),
        .api: Rate(burst: 120, perSecond: 20),
        .programs: Rate(burst: 2_000, perSecond: 200),
        .guesses: Rate(burst: 60, perSecond: 2),
        .gateways: Rate(burst: 6_000, perSecond: 600),
        .reports: Rate(burst: 120, perSecond: 2),
    ]
}
