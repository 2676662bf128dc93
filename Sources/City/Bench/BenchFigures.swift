import Leadership

/// Compares the figures of the leaders with a full recount of all cases, as every night.
public struct BenchFigures: Sendable {
    public init() {}

    /// - Returns: how many sums differed; they were put right.
    public func run(_ settings: Settings) async throws -> Int {
        try await House.open(settings).closing { house in
            try await house.leadershipTools.keeper.check()
        }
    }
}
