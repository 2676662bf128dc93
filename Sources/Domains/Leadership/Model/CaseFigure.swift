import Contracts
import Kernel

/// Whose turn an open case is.
enum Standing: String, Sendable, Hashable, CaseIterable {
    /// An office works on it.
    case open
    /// Decided; something is still to be done, such as handing over.
    case decided
    /// The applicant corrects.
    case correction
    /// The applicant pays.
    case payment
    /// The clock stands still for a reason that the law knows.
    case pause
    /// It was merged into another.
    case merge
    /// Answered; the applicant says whether it is so.
    case confirmation

    static let waitingForApplicant: [Standing] = [.correction, .payment]
}

/// How a promise ended.
enum Promise: Int64, Sendable, Hashable {
    case late = 0
    case kept = 1
    /// Decided without a promise that ran.
    case none = 2
}

/// What one case counts for in the figures: facts that can be read off its row at any time.
struct CaseFigure: Sendable, Hashable {
    let id: CaseID
    let unit: String
    let service: String
    let level: Int64
    let step: String
    /// A `Standing`, or `closed`.
    let standing: String
    let since: Int64
    /// The last moment of a promise that runs; 0 when none does.
    let due: Int64
    let received: Int64
    /// 1 when it went back to the applicant at least once.
    let returned: Int64
    let decided: Int64?
    let kept: Int64?
    let ended: Int64?
    let outcome: String?
    let region: String?
}

/// A day of a service in a unit.
struct DayKey: Sendable, Hashable {
    let unit: String
    let service: String
    let level: Int64
    let day: Int64
}

/// Where cases stand.
struct StandingKey: Sendable, Hashable {
    let unit: String
    let service: String
    let level: Int64
    let step: String
    let standing: String
    let due: Int64
}

/// What happened on a day, or in a time.
struct DaySums: Sendable, Hashable {
    var received: Int64 = 0
    var returned: Int64 = 0
    var inTime: Int64 = 0
    var late: Int64 = 0
    var undated: Int64 = 0
    var granted: Int64 = 0
    var refused: Int64 = 0
    var answered: Int64 = 0
    var withdrawn: Int64 = 0
    var lapsed: Int64 = 0

    static let places: [any WritableKeyPath<DaySums, Int64> & Sendable] = [
        \.received, \.returned, \.inTime, \.late, \.undated, \.granted, \.refused, \.answered,
        \.withdrawn, \.lapsed,
    ]

    /// Decisions that a promise was made for.
    var promised: Int64 { inTime + late }
    var decided: Int64 { inTime + late + undated }
    var ended: Int64 { granted + refused + answered + withdrawn + lapsed }

    var isZero: Bool { Self.places.allSatisfy { self[keyPath: $0] == 0 } }

    mutating func add(_ other: DaySums, times factor: Int64 = 1) {
        for place in Self.places { self[keyPath: place] += other[keyPath: place] * factor }
    }
}

/// Changes of sums, gathered before they are written.
struct FigureChange: Sendable {
    private(set) var days: [DayKey: DaySums] = [:]
    private(set) var standing: [StandingKey: Int64] = [:]

    mutating func add(_ figure: CaseFigure, times factor: Int64) {
        note(figure, figure.received, factor) {
            $0.received += 1
            $0.returned += figure.returned
        }
        if let day = figure.decided {
            note(figure, day, factor) { sums in
                switch figure.kept.flatMap(Promise.init) {
                case .kept: sums.inTime += 1
                case .late: sums.late += 1
                case .some(.none), nil: sums.undated += 1
                }
            }
        }
        if let day = figure.ended {
            note(figure, day, factor) { sums in
                switch figure.outcome {
                case "granted": sums.granted += 1
                case "refused": sums.refused += 1
                case "answered": sums.answered += 1
                case "withdrawn": sums.withdrawn += 1
                default: sums.lapsed += 1
                }
            }
        } else {
            let key = StandingKey(
                unit: figure.unit, service: figure.service, level: figure.level,
                step: figure.step, standing: figure.standing, due: figure.due)
            standing[key, default: 0] += factor
        }
    }

    private mutating func note(
        _ figure: CaseFigure, _ day: Int64, _ factor: Int64, _ change: (inout DaySums) -> Void
    ) {
        var sums = DaySums()
        change(&sums)
        let key = DayKey(
            unit: figure.unit, service: figure.service, level: figure.level, day: day)
        days[key, default: DaySums()].add(sums, times: factor)
    }
}
