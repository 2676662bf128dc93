import Kernel

/// A figure on the page, and what its list shows. The word stands in addresses.
enum FigureKind: String, Sendable, CaseIterable {
    /// Open, and its promise has passed.
    case overdue = "lewat"
    /// Granted by law when nobody decides in the next days.
    case silence = "diam"
    /// Overdue at the end of a day if nothing moves.
    case forecast = "prakiraan"
    case correction = "perbaikan"
    case payment = "pembayaran"
    case pause = "jeda"
    case merged = "gabungan"
    /// With an office.
    case working = "dikerjakan"
    /// Decided; something is still to be done.
    case decided = "putus"
    case inTime = "tepat"
    case late = "terlambat"
    case undated = "tanpa-janji"
    case received = "masuk"
    case granted = "dikabulkan"
    case refused = "ditolak"
    case answered = "dijawab"
    case withdrawn = "dicabut"
    case lapsed = "gugur"

    /// Whether it speaks of a time rather than of now.
    var isOfPeriod: Bool {
        switch self {
        case .inTime, .late, .undated, .received, .granted, .refused, .answered, .withdrawn,
            .lapsed:
            true
        default: false
        }
    }

    var standing: Standing? {
        switch self {
        case .correction: .correction
        case .payment: .payment
        case .pause: .pause
        case .merged: .merge
        case .working: .open
        case .decided: .decided
        default: nil
        }
    }

    var promise: Promise? {
        switch self {
        case .inTime: .kept
        case .late: .late
        case .undated: Promise.none
        default: nil
        }
    }

    var outcome: String? {
        switch self {
        case .granted: "granted"
        case .refused: "refused"
        case .answered: "answered"
        case .withdrawn: "withdrawn"
        case .lapsed: "lapsed"
        default: nil
        }
    }

    /// Its sum over days.
    func sum(_ sums: DaySums) -> Int64 {
        switch self {
        case .inTime: sums.inTime
        case .late: sums.late
        case .undated: sums.undated
        case .received: sums.received
        case .granted: sums.granted
        case .refused: sums.refused
        case .answered: sums.answered
        case .withdrawn: sums.withdrawn
        case .lapsed: sums.lapsed
        default: 0
        }
    }
}
