import Cases
import City
import Contracts
import Forms
import Kernel
import Store
import TestKit
import Testing

@testable import Leadership

extension TestCity {
    var rows: FigureRows { FigureRows(zone: house.zone) }

    func sums() async throws -> FigureSums.All {
        try await house.store.read("test.sums") { try FigureSums.kept(in: $0) }
    }

    func total() async throws -> DaySums {
        try await sums().days.values.reduce(into: DaySums()) { $0.add($1) }
    }

    func count(_ standing: Standing) async throws -> Int64 {
        try await sums().standing.reduce(0) {
            $0 + ($1.key.standing == standing.rawValue ? $1.value : 0)
        }
    }

    func answers(of id: CaseID) async throws -> Answers {
        let number = try await standing(id).record.number
        return try await house.cases.file(number, for: try await officer("dpmptsp-loket-1"))
            .answers
    }

    /// Reads what is new in the ledger; then what is kept is what all cases say, by the recount of
    /// the house and by counts that are written here again, from nothing but the tables of cases.
    func checkFigures() async throws {
        try await readAll()
        let now = clock.now
        let (kept, recounted, own) = try await house.store.read("test.recount") { [rows] reader in
            (
                try FigureSums.kept(in: reader), try FigureSums.recounted(rows, in: reader),
                try Self.own(at: now, in: reader)
            )
        }
        #expect(kept == recounted)
        let total = kept.days.values.reduce(into: DaySums()) { $0.add($1) }
        let open = kept.standing.values.reduce(0, +)
        let overdue = kept.standing.reduce(Int64(0)) {
            $0 + ($1.key.due > 0 && $1.key.due < now.milliseconds ? $1.value : 0)
        }
        func standing(_ names: [String]) -> Int64 {
            kept.standing.reduce(0) { $0 + (names.contains($1.key.standing) ? $1.value : 0) }
        }
        #expect(
            own == [
                total.received, open, overdue, total.inTime, total.late, total.ended,
                total.granted, standing(["correction"]), standing(["payment"]),
                standing(["open", "decided"]),
            ])
    }

    /// Reads the whole ledger. PostgreSQL numbers an entry when no older transaction runs on the
    /// server, and other tests have some.
    func readAll() async throws {
        for _ in 0..<10_000 {
            try await house.readOnce()
            let isLeft = try await house.store.read("test.unnumbered") { reader in
                try reader.row("SELECT 1 FROM ledger WHERE seq IS NULL LIMIT 1") != nil
            }
            if !isLeft { return }
            await Task.yield()
        }
    }

    private static func own(at now: Instant, in reader: Reader) throws -> [Int64] {
        let decided: SQL = """
            clock_stopped_at IS NOT NULL AND COALESCE(outcome, '') NOT IN ('withdrawn', 'lapsed')
            """
        let conditions: [SQL] = [
            "1 = 1", "state <> 'closed'",
            """
            state = 'open' AND due_at < \(now) AND clock_started_at IS NOT NULL \
            AND clock_paused_at IS NULL AND clock_stopped_at IS NULL
            """,
            "\(sql: decided) AND clock_stopped_at <= due_at",
            "\(sql: decided) AND clock_stopped_at > due_at", "state = 'closed'",
            "outcome = 'granted'",
            "state = 'waiting' AND (waits_for IS NULL OR waits_for = 'correction')",
            "state = 'waiting' AND waits_for = 'payment'", "state = 'open'",
        ]
        return try conditions.map {
            try reader.row("SELECT COUNT(*) FROM cases WHERE \(sql: $0)")?.int(0) ?? -1
        }
    }
}
