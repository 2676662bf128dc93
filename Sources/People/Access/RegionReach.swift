import Kernel

/// Which regions a position bound to a region covers.
enum RegionReach {
    /// A bound position covers its region and what lies in it, and everything that has no region;
    /// an unbound position covers all.
    static func covers(_ bound: RegionCode?, _ region: RegionCode?) -> Bool {
        guard let bound, let region else { return true }
        return bound.contains(region)
    }
}
