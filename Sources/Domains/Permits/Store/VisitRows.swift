import Contracts
import Kernel
import Store

/// The plan of visits in the register. Which levels of risk there are is skipped along the index
/// `permits_supervised`; each level of a kind is one run of it.
extension PermitRows {
    /// Since when nobody was there.
    private static let seen: SQL = "COALESCE(p.visited_on, p.issued)"

    /// The words of the index: SQLite takes a partial one only when its condition is repeated.
    private static let supervised: SQL = """
        p.ended = 0 AND p.revoked_on IS NULL AND p.superseded_on IS NULL
        """

    /// Runs in one statement; more go into a further one.
    private static let armsAtOnce = 100

    /// The levels of risk that permits of some kinds have.
    /// - Parameter every: after how many days a permit of a kind and risk is visited.
    func visitArms(
        _ kinds: [ServiceCode], every: (ServiceCode, String) -> Int?, in reader: Reader
    ) throws -> [VisitArm] {
        guard !kinds.isEmpty else { return [] }
        let asked = SQL.joined(kinds.map { "SELECT \($0.text) AS kind" }, by: " UNION ALL ")
        return try reader.rows(
            """
            WITH RECURSIVE found (kind, risk) AS (\
            SELECT k.kind, (SELECT MIN(p.risk) FROM permits p \
            WHERE p.kind = k.kind AND \(sql: Self.supervised)) FROM (\(sql: asked)) k \
            UNION ALL SELECT f.kind, (SELECT MIN(p.risk) FROM permits p \
            WHERE p.kind = f.kind AND p.risk > f.risk AND \(sql: Self.supervised)) \
            FROM found f WHERE f.risk IS NOT NULL) \
            SELECT f.kind, f.risk FROM found f WHERE f.risk IS NOT NULL
            """
        ).compactMap { row in
            guard let kind = ServiceCode(row.text(0)), let every = every(kind, row.text(1)) else {
                return nil
            }
            return VisitArm(kind: kind, risk: row.text(1), every: every)
        }
    }

    /// The first places of a part of the plan after one of them, in order.
    func visitPlaces(
        _ arms: [VisitArm], in part: VisitPart, after: VisitPlace?, limit: Int, _ reader: Reader
    ) throws -> [VisitPlace] {
        let arms = arms.filter { $0.every >= after?.every ?? 0 }
        var found: [VisitPlace] = []
        for start in stride(from: 0, to: arms.count, by: Self.armsAtOnce) {
            let some = arms[start..<min(start + Self.armsAtOnce, arms.count)]
            let runs = some.map { Self.run($0, part, after, limit) }
            try reader.each(SQL.joined(runs, by: " UNION ALL ")) { row in
                let every = Int(row.int(2))
                found.append(
                    VisitPlace(
                        every: every, due: row.day(1).adding(days: every), number: row.bytes(0)))
            }
        }
        return Array(found.sorted().prefix(limit))
    }

    private static func run(
        _ arm: VisitArm, _ part: VisitPart, _ after: VisitPlace?, _ limit: Int
    ) -> SQL {
        var rest: SQL = ""
        if let after, after.every == arm.every {
            let day = after.due.adding(days: -arm.every)
            rest = """
                AND \(sql: seen) >= \(day) \
                AND (\(sql: seen) > \(day) OR p.number_key > \(after.number))
                """
        }
        return """
            SELECT r.number_key, r.seen, CAST(\(arm.every) AS BIGINT) FROM (\
            SELECT p.number_key, \(sql: seen) AS seen FROM permits p \
            WHERE \(sql: condition(arm, part)) \(sql: rest) \
            ORDER BY \(sql: seen), p.number_key LIMIT \(limit)) r
            """
    }

    /// Permits of an arm that hold at the beginning of a part and are due in it.
    private static func condition(_ arm: VisitArm, _ part: VisitPart) -> SQL {
        let from: SQL =
            part.from.map { "AND \(sql: seen) >= \($0.adding(days: -arm.every))" } ?? ""
        return """
            p.kind = \(arm.kind.text) AND p.risk = \(arm.risk) AND \(sql: supervised) \
            \(sql: from) AND \(sql: seen) <= \(part.until.adding(days: -arm.every)) \
            AND \(sql: condition(.inForce, on: part.holds))
            """
    }

    /// How many permits of an arm each part of the plan holds.
    func visitCounts(
        _ arm: VisitArm, _ parts: [VisitPart], in reader: Reader
    ) throws -> [Int] {
        let counts = parts.map { part -> SQL in
            "(SELECT COUNT(*) FROM permits p WHERE \(sql: Self.condition(arm, part)))"
        }
        let row = try reader.row("SELECT \(sql: SQL.joined(counts, by: ", "))")
        return parts.indices.map { Int(row?.int($0) ?? 0) }
    }
}
