/// A day on which offices are closed although its weekday is a working day.
public struct Holiday: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case national = "libur nasional"
        /// Collective leave (cuti bersama), set each year by Keppres.
        case collectiveLeave = "cuti bersama"
        /// A day that only this city closes.
        case local = "libur daerah"
        /// Kept for show: offices are open.
        case observance = "peringatan"
    }

    public let day: Day
    public let name: String
    public let kind: Kind

    public init(day: Day, name: String, kind: Kind) {
        self.day = day
        self.name = name
        self.kind = kind
    }

    public var closesOffices: Bool { kind != .observance }
}
