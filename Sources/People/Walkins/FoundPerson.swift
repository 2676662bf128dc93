import Contracts
import Kernel

/// What a counter asks by to find a person.
public enum PersonQuery: Sendable, Hashable {
    case nik(NIK)
    case contact(Contact)
    /// At least two words with four letters together.
    case name(String)
    /// Those whom something else has named: a case, a draft, a code.
    case accounts([AccountID])

    /// What was typed into the one field of a counter; nil when it asks for too many people.
    public init?(_ typed: String) {
        if let nik = try? NIK(typed) {
            self = .nik(nik)
        } else if let contact = try? Contact(typed: typed) {
            self = .contact(contact)
        } else if Self.isNameEnough(typed) {
            self = .name(typed)
        } else {
            return nil
        }
    }

    /// Whether a name is told closely enough to be looked for.
    public static func isNameEnough(_ typed: String) -> Bool {
        let words = typed.split(whereSeparator: \.isWhitespace).filter { word in
            word.count { $0.isLetter } >= 2
        }
        return words.count >= 2 && typed.count { $0.isLetter } >= 4
    }
}

/// A person as a counter sees them in a list: masked.
public struct FoundPerson: Sendable, Hashable {
    public let account: AccountID
    public let maskedName: String
    public let maskedContact: String?
    public let maskedNIK: String?
    public let level: IdentityLevel
    /// Has no account to sign in with.
    public let isWalkin: Bool
}

/// A person who is served: the name in full, for it is said and written before them.
public struct ServedPerson: Sendable, Hashable {
    public let account: AccountID
    public let name: String
    public let maskedContact: String?
    public let maskedNIK: String?
    public let level: IdentityLevel
    public let language: Language
    public let isWalkin: Bool
}

/// Somebody without a smartphone, as they say who they are.
public struct WalkinRecord: Sendable {
    public let name: String
    public let nik: NIK?
    public let contact: Contact?
    public let language: Language

    public init(name: String, nik: NIK?, contact: Contact?, language: Language) {
        self.name = name
        self.nik = nik
        self.contact = contact
        self.language = language
    }
}
