import Kernel

/// A figure on the page, and what its list shows. The word stands in addresses.
enum FigureKind: String, Sendable, CaseIterable {
    /// Open, and its promise has passed.
    case overdue = "lewat"
    /// Granted by law when nobody decides in the next days.
    case silence = "diam"
    /// Overdue at the end of a day if nothing moves.
    case forecast = "prakiraan"
    /// Open, whoever's turn it is.
    case open = "terbuka"
    /// The applicant's turn: to correct or to pay.
    case waiting = "warga"
    case correction = "perbaikan"
    case payment = "pembayaran"
    case pause = "jeda"
    case merged = "gabungan"
    /// Answered, and the applicant's to judge.
    case confirmation = "penilaian"
    /// With an office.
    case working = "dikerjakan"
    /// Decided; something is still to be done.
    case decided = "putus"
    case inTime = "tepat"
    case late = "terlambat"
    case undated = "tanpa-janji"
    case received = "masuk"
    /// Received in that time, and gone back to the applicant at least once since.
    case returned = "dikembalikan"
    case ended = "selesai"
    case granted = "dikabulkan"
    case refused = "ditolak"
    case answered = "dijawab"
    case withdrawn = "dicabut"
    case lapsed = "gugur"

    /// Whether it speaks of a time rather than of now.
    var isOfPeriod: Bool {
        switch self {
        case .inTime, .late, .undated, .received, .returned, .ended, .granted, .refused,
            .answered, .withdrawn, .lapsed:
            true
        default: false
        }
    }

    /// Where its cases stand; empty for a figure that asks something else.
    var standings: [Standing] {
        switch self {
        case .open: Standing.allCases
        case .waiting: Standing.waitingForApplicant
        case .correction: [.correction]
        case .payment: [.payment]
        case .pause: [.pause]
        case .merged: [.merge]
        case .confirmation: [.confirmation]
        case .working: [.open]
        case .decided: [.decided]
        default: []
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

    /// How its cases ended; empty for a figure that asks something else.
    var outcomes: [String] {
        switch self {
        case .ended: ["granted", "refused", "answered", "withdrawn", "lapsed"]
        case .granted: ["granted"]
        case .refused: ["refused"]
        case .answered: ["answered"]
        case .withdrawn: ["withdrawn"]
        case .lapsed: ["lapsed"]
        default: []
        }
    }

    /// Its sum over days.
    func sum(_ sums: DaySums) -> Int64 {
        switch self {
        case .inTime: sums.inTime
        case .late: sums.late
        case .undated: sums.undated
        case .received: sums.received
        case .returned: sums.returned
        case .ended: sums.ended
        case .granted: sums.granted
        case .refused: sums.refused
        case .answered: sums.answered
        case .withdrawn: sums.withdrawn
        case .lapsed: sums.lapsed
        default: 0
        }
    }
}
