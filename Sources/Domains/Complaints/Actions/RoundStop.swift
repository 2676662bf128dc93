import Contracts
import Geo
import Kernel

/// A report that an officer goes to.
struct RoundStop: Sendable {
    let report: Report
    let revision: Int64
    let isMine: Bool
    /// The seat from which the officer does it.
    let position: PositionID
    let step: String
    let urgentAt: Instant?
    /// Also of a report that is not public: whoever works on it has to find it.
    var point: GeoPoint?
    var place: String?
    var thumb: ShownPhoto?
    /// From the stop before, or from the start, as the crow flies.
    var metres: Int?
}

/// Where a round begins.
struct RoundStart: Sendable {
    /// As it stands in the address of the page.
    let text: String
    let point: GeoPoint
    /// Whether somebody said so; else it is the middle of the city.
    let isGiven: Bool
}
