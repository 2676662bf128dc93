import Contracts
import Kernel
import Store

/// Where an account can be written to, and how.
public struct AccountReach: Sendable, Hashable {
    /// Confirmed contacts, the first one first, or what somebody said at a counter; an officer may
    /// have none.
    public let contacts: [Contact]
    public let language: Language
}

extension AccountStore {
    /// Nil for an account that is closed.
    public func reach(_ id: AccountID, in reader: Reader) throws -> AccountReach? {
        guard let row = try AccountRow.find(id, in: reader), row.isActive else { return nil }
        var contacts = try contacts(of: row)
        // Whoever came to a counter said where to write to, and has confirmed nothing.
        if contacts.isEmpty, let said = try saidContact(of: row, in: reader) { contacts = [said] }
        return AccountReach(contacts: contacts, language: row.language)
    }
}
