import Contracts
import Kernel

public enum DelegationSubject {}
public typealias DelegationID = Identifier<DelegationSubject>

/// An officer acting from somebody else's position for some days, both days included
/// (SE BKN 1/2021 on Plh. and Plt.).
public struct Delegation: Sendable, Hashable {
    public let id: DelegationID
    public let position: PositionID
    public let account: AccountID
    public let capacity: Capacity
    public let from: Day
    public let until: Day
    public let reason: String
}
