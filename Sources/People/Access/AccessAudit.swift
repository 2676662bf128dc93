import Kernel
import Ledger
import Store

/// What a check of the access log against its roots found.
public struct AccessReport: Sendable, Hashable {
    public enum Wrong: String, Sendable, Hashable {
        /// As many rows as then, and not the same.
        case changed
        case removed
        case added
        /// The ledger has none for an hour whose root was taken, or two.
        case root
        /// Marked as cut, and rows are left.
        case partly
        /// Cut, and no entry says so, or it was not old enough when that was written.
        case early
    }

    public struct Hour: Sendable, Hashable {
        /// Its beginning.
        public let start: Instant
        public let what: Wrong
    }

    /// Hours whose root is right.
    public var sound = 0
    /// Hours that were cut after their time, wholly, with an entry of the ledger.
    public var cut = 0
    public var broken: [Hour] = []

    fileprivate mutating func note(_ hour: Int64, _ what: Wrong) {
        broken.append(Hour(start: Instant(milliseconds: hour), what: what))
    }
}

extension AccessRoots {
    private struct Root: Sendable {
        let hour: Int64
        let count: Int64
        let root: String
    }

    /// Computes every root again from the rows and compares it with the entry of the ledger, which
    /// `Ledger.verify` checks by itself; and looks for rows in hours that had none.
    public func verify() async throws -> AccessReport {
        let (told, kept, counts, cuts) = try await store.read(
            "access.roots", timeout: .seconds(600)
        ) { reader in
            (
                try Self.told(reader), try Self.kept(reader), try Self.counts(reader),
                try Self.cuts(reader)
            )
        }
        var report = AccessReport()
        let byHour = Dictionary(grouping: told, by: \.hour)
        let filled = Set(counts)
        for hour in Set(byHour.keys).union(kept.keys).sorted() {
            guard let roots = byHour[hour], roots.count == 1, let isCut = kept[hour] else {
                report.note(hour, .root)
                continue
            }
            if isCut {
                if filled.contains(hour) {
                    report.note(hour, .partly)
                } else if cuts.contains(hour) {
                    report.cut += 1
                } else {
                    report.note(hour, .early)
                }
            } else if let wrong = try await compare(roots[0]) {
                report.note(hour, wrong)
            } else {
                report.sound += 1
            }
        }
        // Behind the last root rows are still expected.
        let last = byHour.keys.max() ?? kept.keys.max() ?? -1
        for hour in counts.sorted() where hour <= last && byHour[hour] == nil {
            report.note(hour, .added)
        }
        report.broken.sort { $0.start < $1.start }
        return report
    }

    private func compare(_ root: Root) async throws -> AccessReport.Wrong? {
        let leaves = try await leaves(of: root.hour)
        if Int64(leaves.count) > root.count { return .added }
        if Int64(leaves.count) < root.count { return .removed }
        return Hexadecimal.text(AccessTree.root(leaves)) == root.root ? nil : .changed
    }

    private static func told(_ reader: Reader) throws -> [Root] {
        try reader.rows(
            "SELECT facts FROM ledger WHERE type = \(entryType) ORDER BY at, id"
        ).compactMap { row in
            guard let facts = try? JSONValue(parsing: row.text(0).utf8),
                let hour = facts["hour"]?.integerValue, let count = facts["count"]?.integerValue,
                let root = facts["root"]?.stringValue
            else { return nil }
            return Root(hour: hour, count: count, root: root)
        }
    }

    /// The hours that have a root, and whether their rows were taken away since.
    private static func kept(_ reader: Reader) throws -> [Int64: Bool] {
        let rows = try reader.rows("SELECT hour, cut_at FROM access_roots")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.int(0), !$0.isNull(1)) })
    }

    /// The hours of which entries of the ledger say that they were cut when they were old enough:
    /// over before the limit of the entry, which lies a year before it at least.
    private static func cuts(_ reader: Reader) throws -> Set<Int64> {
        let rows = try reader.rows("SELECT facts, at FROM ledger WHERE type = \(cutType)")
        return rows.reduce(into: []) { all, row in
            guard let facts = try? JSONValue(parsing: row.text(0).utf8),
                let before = facts["before"]?.integerValue,
                before <= row.instant(1).milliseconds - youngest
            else { return }
            let hours = facts["hours"]?.arrayValue?.compactMap(\.integerValue) ?? []
            all.formUnion(hours.filter { $0 + hour <= before })
        }
    }

    /// The hours that have rows.
    private static func counts(_ reader: Reader) throws -> [Int64] {
        try reader.rows(
            "SELECT at / \(hour) FROM access_log GROUP BY 1"
        ).map { $0.int(0) * hour }
    }
}
