import Contracts
import Kernel
import People
import Store

/// A number on the page of load. The word stands in addresses.
enum LoadKind: Sendable, Hashable {
    case open, overdue, soon
    /// Of one age: a place in `LoadReads.ages`, or behind the last.
    case age(Int)

    var word: String {
        switch self {
        case .open: "semua"
        case .overdue: "lewat"
        case .soon: "pekan"
        case .age(let place): "umur-\(place)"
        }
    }

    init?(word: String) {
        let all = [LoadKind.open, .overdue, .soon] + (0...LoadReads.ages.count).map { .age($0) }
        guard let kind = all.first(where: { $0.word == word }) else { return nil }
        self = kind
    }
}

/// One open task in a list: plain facts, no name of an applicant.
struct LoadItem: Sendable {
    let task: TaskID
    let number: String
    let service: String
    let unit: String
    let step: String
    let holder: AccountID?
    let openedAt: Instant
    let urgentAt: Instant?
}

/// The tasks that a number of the page of load counts, the most urgent first.
struct LoadList: Sendable {
    static let pageSize = 50

    let reads: LoadReads
    let kind: LoadKind
    let unit: String?
    /// Nothing: whoever holds them; of nobody where `isFree`.
    let holder: AccountID?
    let isFree: Bool

    /// - Parameter skipped: how many were on the pages before.
    func page(skipping skipped: Int, in reader: Reader) throws -> [LoadItem] {
        try reader.rows(
            """
            SELECT t.id, c.number, c.service, t.unit, t.step, t.claimed_by, t.opened_at, \
            t.urgent_at FROM tasks t JOIN cases c ON c.id = t.case_id \
            WHERE t.state = 'open' AND \(sql: reads.predicate)\(sql: narrowing) \
            ORDER BY t.urgent_at IS NULL, t.urgent_at, t.id \
            LIMIT \(Self.pageSize + 1) OFFSET \(skipped)
            """
        ).map { row in
            LoadItem(
                task: row.id(0), number: row.text(1), service: row.text(2), unit: row.text(3),
                step: row.text(4), holder: row.optionalID(5), openedAt: row.instant(6),
                urgentAt: row.optionalInstant(7))
        }
    }

    private var narrowing: SQL {
        var conditions: [SQL] = []
        if let unit { conditions.append("t.unit = \(unit)") }
        if let holder { conditions.append("t.claimed_by = \(holder)") }
        if isFree { conditions.append("t.claimed_by IS NULL") }
        switch kind {
        case .open: break
        case .overdue: conditions.append(reads.isOverdue)
        case .soon: conditions.append(reads.isSoon)
        case .age(let place): conditions.append(reads.isOfAge(place))
        }
        return conditions.reduce(into: "" as SQL) { $0 = "\(sql: $0) AND \(sql: $1)" }
    }
}
