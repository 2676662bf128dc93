/// Keeps figures about few people inside the house: whoever knows some of them could tell the rest.
public struct SmallGroups: Sendable, Hashable {
    /// The fewest people that a figure may be about.
    public let least: Int

    public static let usual = 5

    public init(least: Int = usual) { self.least = max(2, least) }

    /// Whether a figure about so many may leave the house. None at all tells nothing of anybody.
    public func mayShow(_ count: Int) -> Bool { count == 0 || count >= least }

    /// The figure, unless it is about too few.
    public func shown<Figure>(_ figure: Figure, about count: Int) -> Figure? {
        mayShow(count) ? figure : nil
    }

    /// Counts by group without those about too few. When one alone would be left out, the next
    /// smallest goes too: else it could be worked out from the sum.
    public func shown<Group: Hashable>(_ counts: [Group: Int]) -> [Group: Int] {
        let small = counts.filter { !mayShow($0.value) }
        var rest = counts.filter { mayShow($0.value) }
        if small.count == 1,
            let next = rest.filter({ $0.value > 0 }).min(by: { $0.value < $1.value })
        {
            rest[next.key] = nil
        }
        return rest
    }
}
