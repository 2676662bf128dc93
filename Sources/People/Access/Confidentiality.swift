/// How closely a case is kept; stored as its number.
public enum Confidentiality: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// *Biasa*: everyone in the unit who may read cases.
    case normal = 0
    /// *Terbatas*: only roles with `Permission.readRestricted`.
    case restricted = 1
    /// *Rahasia*: only roles with `Permission.readSecret`.
    case secret = 2

    public static func < (left: Confidentiality, right: Confidentiality) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The highest level that `permissions` open.
    static func clearance(_ permissions: Set<Permission>) -> Confidentiality {
        if permissions.contains(.readSecret) { return .secret }
        return permissions.contains(.readRestricted) ? .restricted : .normal
    }
}
