import Contracts
import Kernel

/// Permits that are visited equally often: those of one kind and one risk. They are one run of the
/// index `permits_supervised`, the longest unseen first.
struct VisitArm: Sendable, Hashable {
    let kind: ServiceCode
    /// Empty: not known.
    let risk: String
    /// Calendar days from one visit to the next.
    let every: Int
}

/// A place in the plan of visits: what is visited most often (the highest risk) comes first, of
/// that the longest due, then by number.
struct VisitPlace: Sendable, Hashable, Comparable {
    let every: Int
    let due: Day
    let number: [UInt8]

    static func < (left: VisitPlace, right: VisitPlace) -> Bool {
        guard (left.every, left.due) == (right.every, right.due) else {
            return (left.every, left.due) < (right.every, right.due)
        }
        return left.number.lexicographicallyPrecedes(right.number)
    }
}

extension VisitPlace {
    /// As it stands in an address: a place, and not only a number, since that permit may have been
    /// visited before the next page is asked for.
    var text: String { "\(every).\(due.iso).\(PermitNumber.slug(key: number))" }

    init?(text: String) {
        let parts = text.split(separator: ".", maxSplits: 2)
        guard parts.count == 3, let every = Int(parts[0]), let due = Day(iso: String(parts[1]))
        else { return nil }
        self.init(every: every, due: due, number: PermitNumber.key(slug: String(parts[2])))
    }
}

/// A part of the plan: what is due by today, or what becomes due in one of the coming months.
struct VisitPart: Sendable, Hashable {
    /// The first day on which a visit is due; nothing: since ever.
    let from: Day?
    let until: Day
    /// The first day of the month; nothing for what is due by today.
    let month: Day?

    /// How many months the plan looks ahead, this one included.
    static let months = 12

    static func now(_ today: Day) -> VisitPart {
        VisitPart(from: nil, until: today, month: nil)
    }

    /// What is due by today, the rest of this month, and the months after it.
    static func all(on today: Day) -> [VisitPart] {
        let first = today.adding(days: 1 - today.day)
        let coming = (0..<months).map { number in
            let month = first.adding(months: number)
            return VisitPart(
                from: max(month, today.adding(days: 1)),
                until: month.adding(months: 1).adding(days: -1), month: month)
        }
        return [now(today)] + coming.filter { part in part.from.map { $0 <= part.until } ?? true }
    }

    /// `2026-12`, as it stands in an address; nothing for what is due by today.
    var code: String? { month.map { String($0.iso.prefix(7)) } }

    /// The day on which a permit must hold to stand in it: whose last day comes before is not
    /// visited any more.
    var holds: Day { from ?? until }
}

/// What the plan is narrowed by.
struct VisitQuery: Sendable, Hashable {
    var kind: ServiceCode?
    /// The `code` of a part; nothing: what is due by today.
    var month: String?
    var after: VisitPlace?
}

/// A permit whose visit is due, and since when.
struct DueVisit: Sendable {
    let permit: Permit
    let due: Day
    /// The case that carries a visit already.
    let running: TrackingCode?
}

/// A page of the plan of visits.
struct VisitPlan: Sendable {
    let part: VisitPart
    let kind: ServiceCode?
    let due: [DueVisit]
    /// After which place the list goes on.
    let next: VisitPlace?
    /// Kinds of the reader that are visited.
    let kinds: [ServiceCode]
    /// How many permits of these kinds, or of the one that was chosen, each part holds.
    let counts: [(part: VisitPart, permits: Int)]
}
