import Contracts
import Kernel

/// A form that an officer fills in for a person at the counter. Its draft is the person's.
struct Sitting: Sendable, Hashable {
    let draft: CaseID
    let person: AccountID
    let officer: AccountID
    let position: PositionID
    let unit: UnitCode
    let service: ServiceCode
    let begunAt: Instant
    /// The sheet of paper that is being entered.
    let sheet: TrackingCode?
    /// When the paper was received.
    let receivedAt: Instant?
    /// Questions whose originals the counter kept.
    let originals: [String]
    /// Of the case that it became.
    let number: TrackingCode?
    let endedAt: Instant?

    var id: String { draft.text }
}
