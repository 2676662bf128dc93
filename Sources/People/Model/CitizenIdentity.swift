import Contracts
import Kernel

/// How sure the city is who a citizen is.
public enum IdentityLevel: Int, Sendable, Hashable, Comparable, Codable {
    /// The contact was confirmed by a code; name and NIK are what the person says.
    case contact = 0
    /// The data match the population register.
    case matched = 1
    /// Proven at a counter or by a trusted provider.
    case proven = 2

    public static func < (left: IdentityLevel, right: IdentityLevel) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A citizen who is signed in.
public struct CitizenIdentity: Sendable, Hashable {
    public let account: AccountID
    public let name: String
    public let contact: Contact
    public let level: IdentityLevel
    public let language: Language
    /// In whose name errands are done now, when it is not the own.
    public var acting: Acting?

    public init(
        account: AccountID, name: String, contact: Contact, level: IdentityLevel,
        language: Language
    ) {
        self.account = account
        self.name = name
        self.contact = contact
        self.level = level
        self.language = language
    }
}
