/// A fixed distance from UTC. Indonesia has three zones and no daylight-saving time, so no
/// database of rules is needed (Keppres 41/1987).
public struct Zone: Sendable, Hashable {
    /// Minutes east of UTC.
    public let minutes: Int

    /// Nil beyond 14 hours, the farthest zone in use.
    public init?(minutes: Int) {
        guard (-840...840).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// From `WIB`, `WITA` or `WIT`.
    public init?(abbreviation: String) {
        switch abbreviation {
        case "WIB": self = .wib
        case "WITA": self = .wita
        case "WIT": self = .wit
        default: return nil
        }
    }

    private init(hours: Int) { minutes = hours * 60 }

    public static let wib = Zone(hours: 7)
    public static let wita = Zone(hours: 8)
    public static let wit = Zone(hours: 9)
    public static let utc = Zone(hours: 0)

    /// `WIB`, `WITA`, `WIT`, `UTC`, or the offset as `UTC+05:30`.
    public var abbreviation: String {
        switch minutes {
        case 420: return "WIB"
        case 480: return "WITA"
        case 540: return "WIT"
        case 0: return "UTC"
        default:
            let size = abs(minutes)
            return "UTC\(minutes < 0 ? "-" : "+")\(Digits.two(size / 60)):\(Digits.two(size % 60))"
        }
    }

    var milliseconds: Int64 { Int64(minutes) * 60_000 }
}
