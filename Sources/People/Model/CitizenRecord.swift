import Contracts
import Kernel

/// What a citizen's account is made of.
public struct CitizenRecord: Sendable {
    public let name: String
    public let contact: Contact
    public let language: Language
    public let level: IdentityLevel
    /// Of whoever has level 1 or 2.
    public let nik: NIK?
    /// By `PasswordHasher.hash`; nil: the person sets one by a code.
    public let passwordHash: String?

    public init(
        name: String, contact: Contact, language: Language = .id,
        level: IdentityLevel = .contact, nik: NIK? = nil, passwordHash: String?
    ) {
        self.name = name
        self.contact = contact
        self.language = language
        self.level = level
        self.nik = nik
        self.passwordHash = passwordHash
    }
}
