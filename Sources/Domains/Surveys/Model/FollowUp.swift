import Contracts
import Kernel

enum FollowUps {}
typealias FollowUpID = Identifier<FollowUps>

/// What a unit will do about what people said: part of what it publishes (PermenPANRB 14/2017).
struct FollowUp: Sendable, Hashable {
    let id: FollowUpID
    let unit: UnitCode
    /// The element that it wants to lift.
    let element: SurveyElement
    let action: String
    let due: Day
    let responsible: String
    let madeAt: Instant
    let done: Day?
    let result: String?

    /// Characters of a text.
    static let longest = 500
}
