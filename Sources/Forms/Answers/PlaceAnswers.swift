import Kernel

/// A kelurahan down to its rukun warga or rukun tetangga, which have numbers and no codes.
public struct RegionAnswer: Sendable, Hashable {
    public let code: RegionCode
    /// Three digits.
    public let rw: String
    /// Three digits; none where only the RW is asked.
    public let rt: String?

    public init(code: RegionCode, rw: String, rt: String? = nil) {
        self.code = code
        self.rw = rw
        self.rt = rt
    }
}

/// Where somebody lives: in the city by kelurahan, elsewhere by the name of the city.
public struct AddressAnswer: Sendable, Hashable {
    public enum Town: Sendable, Hashable {
        case region(RegionCode)
        case elsewhere(String)
    }

    public let street: String
    /// Three digits each.
    public let rt, rw: String?
    public let town: Town
    /// Five digits.
    public let postalCode: String?

    public init(
        street: String, rt: String? = nil, rw: String? = nil, town: Town, postalCode: String? = nil
    ) {
        self.street = street
        self.rt = rt
        self.rw = rw
        self.town = town
        self.postalCode = postalCode
    }

    public var region: RegionCode? { if case .region(let code) = town { code } else { nil } }
    public var city: String? { if case .elsewhere(let city) = town { city } else { nil } }
}

/// A place that is described, with its point on the map where somebody knew it.
public struct PointAnswer: Sendable, Hashable {
    public let region: RegionCode
    public let description: String
    public let point: MapPoint?

    public init(region: RegionCode, description: String, point: MapPoint? = nil) {
        self.region = region
        self.description = description
        self.point = point
    }
}

/// The first and the last day of a time.
public struct DayRange: Sendable, Hashable {
    public let from, to: Day

    public init(from: Day, to: Day) {
        self.from = from
        self.to = to
    }

    /// Both ends counted; none when the end is before the beginning.
    public var days: Int { to.days(since: from) + 1 }
}
