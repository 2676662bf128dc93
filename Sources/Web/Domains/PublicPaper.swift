import Contracts
import Kernel

/// Where a folder of paper of a case is, as its public page says it.
public struct PublicPaper: Sendable, Hashable {
    public let unit: UnitCode
    /// The unit that it is on its way to.
    public let toward: UnitCode?
    public let isMissing: Bool
    public let since: Day

    public init(unit: UnitCode, toward: UnitCode?, isMissing: Bool, since: Day) {
        self.unit = unit
        self.toward = toward
        self.isMissing = isMissing
        self.since = since
    }
}
