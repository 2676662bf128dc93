import Contracts
import Kernel
import Store

/// Where an account can be written to, and how.
public struct AccountReach: Sendable, Hashable {
    /// Confirmed contacts, the first one first; an officer may have none.
    public let contacts: [Contact]
    public let language: Language
}

extension AccountStore {
    /// Nil for an account that is closed.
    public func reach(_ id: AccountID, in reader: Reader) throws -> AccountReach? {
        guard let row = try AccountRow.find(id, in: reader), row.isActive else { return nil }
        return AccountReach(contacts: try contacts(of: row), language: row.language)
    }
}
