import Contracts
import Kernel
import Store

/// Where an account can be written to, and how.
public struct AccountReach: Sendable, Hashable {
    /// Confirmed contacts, the first one first, or what somebody said at a counter; an officer may
    /// have none.
    public let contacts: [Contact]
    public let language: Language
    /// When sessions were ended last: browsers from before are not told any more.
    public let endedAt: Instant?
}

extension AccountStore {
    /// Nil for an account that is closed.
    public func reach(_ id: AccountID, in reader: Reader) throws -> AccountReach? {
        guard let row = try AccountRow.find(id, in: reader), row.isActive else { return nil }
        var contacts = try contacts(of: row)
        // Whoever came to a counter said where to write to, and has confirmed nothing.
        if contacts.isEmpty, let said = try saidContact(of: row, in: reader) { contacts = [said] }
        return AccountReach(
            contacts: contacts, language: row.language, endedAt: row.endedAt)
    }

    /// Whether something that leads to an account was made before its sessions were ended last: by
    /// whom, nobody knows then.
    public func hasEnded(
        _ id: AccountID, madeAt: Instant, in reader: Reader
    ) throws -> Bool {
        let ended = try AccountRow.find(id, in: reader)?.endedAt
        return ended.map { madeAt < $0 } ?? false
    }
}
