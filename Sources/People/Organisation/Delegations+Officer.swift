import Contracts
import Kernel
import Store

/// A delegation as a decree orders it.
public struct DelegationOrder: Sendable {
    public let position: PositionID
    public let account: AccountID
    public let capacity: Capacity
    public let from: Day
    public let until: Day
    /// Number and date of the decree.
    public let reason: String

    public init(
        position: PositionID, account: AccountID, capacity: Capacity, from: Day, until: Day,
        reason: String
    ) {
        self.position = position
        self.account = account
        self.capacity = capacity
        self.from = from
        self.until = until
        self.reason = reason
    }
}

extension Officer {
    /// The position by which the officer may delegate another: it is his own, or it stands below
    /// his in a unit that he reaches. Bound to a region, he delegates none that reaches beyond it.
    public func delegating(_ position: Position) -> Authority? {
        authorities.first { authority in
            authority.permissions.contains(.delegate)
                && (authority.position == position.id
                    || authority.reach.contains(position.unit)
                        && authority.level > position.level
                        && authority.encloses(position.region))
        }
    }
}

extension Authority {
    /// Whether a post of that region sees nothing that this one does not.
    fileprivate func encloses(_ other: RegionCode?) -> Bool {
        guard let region else { return true }
        return other.map(region.contains) ?? false
    }
}

extension Delegations {
    /// Gives a delegation by an officer who may. Nobody gives himself one.
    @discardableResult
    public func give(
        _ order: DelegationOrder, of position: Position, by officer: Officer, in tx: Transaction
    ) throws -> DelegationID {
        guard let authority = officer.delegating(position), position.id == order.position else {
            throw Refusal(.forbidden, "people.delegation.forbidden", field: "position")
        }
        guard order.account != officer.account else {
            throw Refusal(.invalid, "people.delegation.self", field: "account")
        }
        return try give(
            order.position, to: order.account, as: order.capacity, from: order.from,
            until: order.until, reason: order.reason, by: officer.actor(authority.position), in: tx)
    }

    /// Ends a delegation by an officer who might have given it.
    public func end(
        _ delegation: Delegation, of position: Position, by officer: Officer, in tx: Transaction
    ) throws {
        guard let authority = officer.delegating(position), position.id == delegation.position
        else { throw Refusal(.forbidden, "people.delegation.forbidden") }
        try end(delegation.id, by: officer.actor(authority.position), in: tx)
    }
}
