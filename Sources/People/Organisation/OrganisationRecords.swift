import Contracts
import Kernel

/// A unit as a city's files give it.
public struct UnitRecord: Sendable, Hashable {
    public let code: UnitCode
    public let name: LocalizedText
    public let parent: UnitCode?
    /// As it stands in letter numbers, such as `DPMPTSP`.
    public let short: String?
    /// Where the public reaches the unit: one line.
    public let contact: String?

    public init(
        code: UnitCode, name: LocalizedText, parent: UnitCode? = nil, short: String? = nil,
        contact: String? = nil
    ) {
        self.code = code
        self.name = name
        self.parent = parent
        self.short = short
        self.contact = contact
    }
}

/// A position as a city's files give it; `code` stays the same when it is renamed.
public struct PositionRecord: Sendable, Hashable {
    public let code: String
    public let unit: UnitCode
    public let role: RoleCode
    public let title: LocalizedText
    public let region: RegionCode?
    /// Height in the line of initials: 0 is staff, larger is higher.
    public let level: Int
    /// What the post may do beyond its role; taken over by the first import only.
    public let grants: Set<Permission>

    public init(
        code: String, unit: UnitCode, role: RoleCode, title: LocalizedText,
        region: RegionCode? = nil, level: Int = 0, grants: Set<Permission> = []
    ) {
        self.code = code
        self.unit = unit
        self.role = role
        self.title = title
        self.region = region
        self.level = level
        self.grants = grants
    }
}

/// An officer as a city's files (or `pendopo account create`) give one.
public struct OfficerRecord: Sendable {
    public let nip: NIP
    public let name: String
    /// Rank and grade as a letter prints them.
    public let rank: String?
    /// Where notices go; officers sign in by NIP.
    public let contact: Contact?
    public let language: Language
    /// Codes of the positions held.
    public let positions: [String]
    /// By `PasswordHasher.hash`; nil leaves what is there.
    public let passwordHash: String?

    public init(
        nip: NIP, name: String, rank: String? = nil, contact: Contact? = nil,
        language: Language = .id, positions: [String] = [], passwordHash: String? = nil
    ) {
        self.nip = nip
        self.name = name
        self.rank = rank
        self.contact = contact
        self.language = language
        self.positions = positions
        self.passwordHash = passwordHash
    }
}

/// Everything about people that a city's files give at first.
public struct OrganisationRecords: Sendable {
    public let units: [UnitRecord]
    public let positions: [PositionRecord]
    public let officers: [OfficerRecord]
    public let permissions: [RoleCode: Set<Permission>]

    public init(
        units: [UnitRecord], positions: [PositionRecord], officers: [OfficerRecord],
        permissions: [RoleCode: Set<Permission>]
    ) {
        self.units = units
        self.positions = positions
        self.officers = officers
        self.permissions = permissions
    }
}

/// A post, held or vacant.
public struct Position: Sendable, Hashable {
    public let id: PositionID
    public let code: String
    public let unit: UnitCode
    public let role: RoleCode
    public let title: LocalizedText
    public let region: RegionCode?
    public let level: Int
}

/// Somebody who may act from a position on a day.
public struct Holder: Sendable, Hashable {
    public let account: AccountID
    public let position: PositionID
    public let region: RegionCode?
    public let level: Int
    public let capacity: Capacity
}
