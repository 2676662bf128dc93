import Contracts
import Forms
import Kernel
import People

/// Who the city is and how it writes letters.
public struct CityProfile: Sendable, Hashable {
    public struct Contact: Sendable, Hashable {
        public let address, postalCode, phone, email, site: String
    }

    public struct Letterhead: Sendable, Hashable {
        public let lines: [String]
        public let address: String
        /// Name of the crest's file in the city's folder.
        public let crest: String?
    }

    /// Such as `Kota Bogor`.
    public let name: String
    /// Such as `Pemerintah Kota Bogor`.
    public let government: String
    public let region: RegionCode
    public let zone: Zone
    public let languages: [Language]
    public let contact: Contact
    public let letterhead: Letterhead
    /// The box in which the city lies; nothing when the files do not say.
    public let bounds: MapBounds?
    /// Figures about fewer people are not shown.
    public let groups: SmallGroups
    /// From where on the inspectorate is shown something.
    public let signals: SignalLimits
    /// Pictures under the maps; nothing: outlines alone, and nobody else is asked for anything.
    public let tiles: MapTiles?
    /// How many reports of guests are taken at once.
    public let floods: FloodLimits
    /// Who cosigns the ledger.
    public let witnesses: [CityWitness]
}

/// A unit of the organisation (perangkat daerah).
public struct UnitEntry: Sendable, Hashable {
    public let code: UnitCode
    /// As it stands in letter numbers, such as `DPMPTSP`.
    public let short: String
    public let name: LocalizedText
    public let parent: UnitCode?
    /// Where the public reaches it: one line.
    public let contact: String?
}

/// What a position may do.
public struct RoleEntry: Sendable, Hashable {
    public let code: RoleCode
    public let title: LocalizedText
    /// Acts on cases as a whole: extends, pauses, gives to another unit, opens again.
    public let leads: Bool
    /// The highest class of papers that the role opens, in the cases of its unit.
    public let clearance: Confidentiality
    /// What the role may do besides its work on cases.
    public let grants: [RoleGrant]
}

/// Something that only some roles may do, as people.yaml names it (`may`).
public enum RoleGrant: String, Sendable, Hashable, CaseIterable {
    /// Opens a case outside its scope in an emergency.
    case breakGlass = "break-glass"
    /// Looks after what was opened so.
    case inspect
    /// Asks for permissions of positions, and decides what others asked for.
    case grant
    /// Proves at a counter who a citizen is.
    case prove
    /// Serves people at a counter: finds them, fills in and sends for them.
    case serve
    /// Answers for personal data (PPDP): erases, keeps the register of breaches.
    case protect
    /// Puts editions of the city's files into force that others proposed.
    case publish
    /// Asks for lists of cases as a file, and fetches those that others allowed.
    case export
    /// Allows lists that others asked for.
    case approveExports = "approve-exports"
    /// Reads the figures of the whole city.
    case figures
    /// Looks after what leaves the house: mail, text messages, push.
    case notices
    /// Keeps the register of letters of the unit.
    case register
    /// Runs the city hall: units, posts, people, calendar, jobs, outbox, health.
    case manage
    /// Keeps the register of permits: looks up holders, suspends and revokes.
    case keepPermits = "keep-permits"
    /// Looks after reports of citizens: what is public of them, merging, categories.
    case reports

    public var permission: Permission {
        switch self {
        case .breakGlass: .breakGlass
        case .inspect: .inspect
        case .grant: .grant
        case .prove: .prove
        case .serve: .serve
        case .protect: .protectPrivacy
        case .publish: .publishCatalogue
        case .export: .exportCases
        case .approveExports: .approveExports
        case .figures: .readFigures
        case .notices: .manageNotices
        case .register: .registerLetters
        case .manage: .manageCity
        case .keepPermits: .keepPermits
        case .reports: .keepReports
        }
    }
}

extension Permission {
    /// What a single post can have beyond its role.
    public static let grantedToPosts: [Permission] =
        [.readCases, .workCases, .leadCases, .delegate, .readRestricted, .readSecret]
        + RoleGrant.allCases.map(\.permission) + [.identifyReporters]
}

/// A post in a unit, for the first import; who holds it is recorded in the database.
public struct PositionEntry: Sendable, Hashable {
    /// Stable name of the post, such as `dpmptsp-loket-1`.
    public let code: UnitCode
    public let unit: UnitCode
    public let role: RoleCode
    public let title: LocalizedText
    /// Binds the post to a kecamatan or kelurahan, and what lies in it.
    public let region: RegionCode?
    /// What the post may do beyond its role: for the first import only.
    public let grants: Set<Permission>
}

/// A region of the city or one above it.
public struct RegionEntry: Sendable, Hashable {
    public let code: RegionCode
    public let name: String
    public let parent: RegionCode?
    public let postalCode: String?
    /// A point inside the region, in degrees; for labels on a map.
    public let latitude, longitude: Double?
}
