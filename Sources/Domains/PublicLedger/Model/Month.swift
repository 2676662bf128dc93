import Kernel

/// A month of a year, in the order of time.
struct Month: Sendable, Hashable, Comparable {
    let year: Int
    /// 1 to 12.
    let month: Int

    init(_ instant: Instant, in zone: Zone) {
        let day = Day(instant, in: zone)
        (year, month) = (day.year, day.month)
    }

    private init(count: Int) { (year, month) = (count / 12, count % 12 + 1) }

    /// - Returns: nil for anything that `text` does not write.
    init?(text: String) {
        guard let day = Day(iso: text + "-01") else { return nil }
        (year, month) = (day.year, day.month)
    }

    /// Such as `2026-11`.
    var text: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

    private var count: Int { year * 12 + month - 1 }
    var next: Month { Month(count: count + 1) }
    var previous: Month { Month(count: count - 1) }

    static func < (left: Month, right: Month) -> Bool { left.count < right.count }
}
