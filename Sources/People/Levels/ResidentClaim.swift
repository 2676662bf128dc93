import Kernel

/// What somebody says of themselves, to be compared with the register.
public struct ResidentClaim: Sendable {
    public let nik: NIK
    public let familyCard: FamilyCardNumber
    public let name: String
    public let born: Day

    public init(nik: NIK, familyCard: FamilyCardNumber, name: String, born: Day) {
        self.nik = nik
        self.familyCard = familyCard
        self.name = name
        self.born = born
    }
}

/// How an account came to its level.
public enum LevelWay: String, Sendable, Hashable {
    /// By data that match the register: level 1.
    case register
    /// By a card and a face at a counter: level 2.
    case counter
    /// By a provider that the city trusts.
    case provider
}

/// What the owner of an account may know about its level.
public struct LevelStanding: Sendable, Hashable {
    public let level: IdentityLevel
    /// `3271********0001`.
    public let maskedNIK: String?
    public let since: Instant?
    public let way: LevelWay?
    /// Tries to match that are left today.
    public let triesLeft: Int
}
