import Kernel

/// Something a position may be allowed to do, declared by the domain that asks for it, such as
/// `case.read`. Roles get permissions by the table `role_permissions`.
public struct Permission: RawRepresentable, Sendable, Hashable, Comparable,
    ExpressibleByStringLiteral
{
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { self.rawValue = value }
    public static func < (left: Permission, right: Permission) -> Bool {
        left.rawValue < right.rawValue
    }

    /// Grants sight of cases marked *terbatas*.
    public static let readRestricted: Permission = "people.read-restricted"
    /// Grants sight of cases marked *rahasia*; includes *terbatas*.
    public static let readSecret: Permission = "people.read-secret"
    /// Grants what the data protection officer does (PPDP, UU 27/2022 art. 53).
    public static let protectPrivacy: Permission = "privacy.protect"
    /// Grants giving and ending delegations for positions of the own unit.
    public static let delegate: Permission = "people.delegate"
    /// Grants the figures of the whole city (Wali Kota, Sekda), each with the list of its cases.
    public static let readFigures: Permission = "figures.read-all"
    /// Grants looking after what leaves the house: mail, text messages, push.
    public static let manageNotices: Permission = "notices.manage"
    /// Grants running the city hall: units, posts, people, calendar, jobs, outbox, health.
    public static let manageCity: Permission = "city.manage"
    /// Grants proving at a counter who a citizen is.
    public static let prove: Permission = "people.prove"
    /// Grants keeping the register of letters of the own unit.
    public static let registerLetters: Permission = "letters.register"
    /// Grants keeping the register of permits: looking up holders, suspending, revoking.
    public static let keepPermits: Permission = "permits.keep"
    /// Grants looking after reports of citizens: what is public of them, merging, categories.
    public static let keepReports: Permission = "reports.keep"
    /// Grants seeing who reported anonymously, each time with a reason; no role has it by itself.
    public static let identifyReporters: Permission = "reports.identify"
    /// Grants serving people at a counter: finding them, filling in and sending for them.
    public static let serve: Permission = "counter.serve"
}
