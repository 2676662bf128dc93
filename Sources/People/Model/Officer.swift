import Contracts
import Kernel

/// In what capacity an officer fills a position.
public enum Capacity: String, Sendable, Hashable, Codable, CaseIterable {
    /// The appointed holder (definitif).
    case definitive
    /// *Pelaksana Tugas* (Plt.): the post is vacant.
    case plt
    /// *Pelaksana Harian* (Plh.): the holder is away.
    case plh

    /// What stands before the title in a letter: empty, `Plt.` or `Plh.`.
    public var prefix: String {
        switch self {
        case .definitive: ""
        case .plt: "Plt."
        case .plh: "Plh."
        }
    }
}

/// One position that an officer may act from, on one day.
public struct Authority: Sendable, Hashable {
    public let position: PositionID
    public let unit: UnitCode
    /// The unit and all units below it: what the position can see.
    public let reach: Set<UnitCode>
    public let role: RoleCode
    public let title: LocalizedText
    /// Limits the position to one region and what lies in it.
    public let region: RegionCode?
    /// Height in the line of initials: 0 is staff, larger is higher.
    public let level: Int
    public let capacity: Capacity
    public let permissions: Set<Permission>

    public init(
        position: PositionID, unit: UnitCode, reach: Set<UnitCode>? = nil, role: RoleCode,
        title: LocalizedText, region: RegionCode? = nil, level: Int = 0,
        capacity: Capacity = .definitive, permissions: Set<Permission> = []
    ) {
        self.position = position
        self.unit = unit
        self.reach = reach ?? [unit]
        self.role = role
        self.title = title
        self.region = region
        self.level = level
        self.capacity = capacity
        self.permissions = permissions
    }
}

/// An officer with everything that is in force on one day.
public struct Officer: Sendable, Hashable {
    public let account: AccountID
    public let name: String
    public let nip: NIP
    /// Rank and grade as a letter prints them, such as `Pembina Utama Muda, IV/c`.
    public let rank: String?
    public let language: Language
    /// Own positions first, then those by delegation; each group by level, highest first.
    public let authorities: [Authority]
    /// Cases that are open in an emergency, to be read only.
    public let opened: [OpenedCase]

    public init(
        account: AccountID, name: String, nip: NIP, rank: String? = nil,
        language: Language = .id, authorities: [Authority], opened: [OpenedCase] = []
    ) {
        self.account = account
        self.name = name
        self.nip = nip
        self.rank = rank
        self.language = language
        self.authorities = authorities
        self.opened = opened
    }

    public func may(_ permission: Permission) -> Bool { seat(permission) != nil }

    /// The first position that gives a permission: from there the officer acts by it.
    public func seat(_ permission: Permission) -> Authority? {
        authorities.first { $0.permissions.contains(permission) }
    }

    public func authority(_ position: PositionID) -> Authority? {
        authorities.first { $0.position == position }
    }

    /// The first authority that may act as `role` in `unit`; a `region` narrows positions that
    /// are bound to one.
    public func authority(
        unit: UnitCode, role: RoleCode, region: RegionCode? = nil
    ) -> Authority? {
        authorities.first { authority in
            authority.unit == unit && authority.role == role
                && RegionReach.covers(authority.region, region)
        }
    }

    /// The actor for the ledger when the officer acts from `position`.
    public func actor(_ position: PositionID) -> Actor { .officer(account, position) }
}

extension Officer {
    /// Whether this officer is no second pair of eyes for what an account did from a position: it
    /// is the officer's own, or the officer may act from that position.
    public func isBehind(_ account: AccountID?, from seat: PositionID?) -> Bool {
        account == self.account || seat.flatMap { authority($0) } != nil
    }

    /// Whether a NIK may be the officer's own: officers are known by NIP, citizens by NIK, and
    /// birth date and sex are in both.
    func fits(_ nik: NIK, asOf today: Day) -> Bool {
        nik.birth(asOf: today) == nip.birth && nik.sex == nip.sex
    }
}
