import Contracts
import Kernel

/// What a citizen's account is made of.
public struct CitizenRecord: Sendable {
    public let name: String
    public let contact: Contact
    public let language: Language
    public let level: IdentityLevel
    /// By `PasswordHasher.hash`; nil: the person sets one by a code.
    public let passwordHash: String?

    public init(
        name: String, contact: Contact, language: Language = .id,
        level: IdentityLevel = .contact, passwordHash: String?
    ) {
        self.name = name
        self.contact = contact
        self.language = language
        self.level = level
        self.passwordHash = passwordHash
    }
}
