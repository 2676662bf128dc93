import Store

/// Whether the registers of letter numbers agree with themselves and with the letters.
enum NumberCheck {
    static func run(_ house: KeptHouse, _ report: inout Keeping.Report) async throws {
        let (wrong, count) = try await house.store.read("verify.numbers", timeout: .seconds(600)) {
            reader in
            let wrong =
                try series(reader) + texts(reader) + used(reader) + issued(reader)
                + reserved(reader)
            return (wrong, try reader.row("SELECT COUNT(*) FROM numbers")?.int(0) ?? 0)
        }
        report.add("numbers: \(Keeping.english(count)), none twice, none missing", wrong)
    }

    /// Every serial from 1 to the last one is there, once.
    private static func series(_ reader: Reader) throws -> [String] {
        try reader.rows(
            """
            SELECT COALESCE(s.register, n.register), COALESCE(s.year, n.year),
                COALESCE(s.last, 0), COALESCE(n.total, 0), COALESCE(n.highest, 0),
                COALESCE(n.lowest, 1)
            FROM (SELECT register, year, last FROM number_series UNION ALL
                SELECT register, year, 0 FROM numbers u WHERE NOT EXISTS (
                    SELECT 1 FROM number_series v WHERE v.register = u.register
                    AND v.year = u.year) GROUP BY register, year) AS s
            LEFT JOIN (SELECT register, year, COUNT(DISTINCT serial) AS total,
                    MAX(serial) AS highest, MIN(serial) AS lowest
                FROM numbers GROUP BY register, year) AS n
            ON n.register = s.register AND n.year = s.year ORDER BY 1, 2
            """
        ).compactMap { row in
            let (last, total, highest) = (row.int(2), row.int(3), row.int(4))
            if total == last, highest == last, row.int(5) == 1 { return nil }
            return "the register \(row.text(0)) of \(row.int(1)) gave \(last) numbers and holds "
                + "\(total), the highest being \(highest)"
        }
    }

    private static func texts(_ reader: Reader) throws -> [String] {
        try reader.rows(
            """
            SELECT register, text FROM numbers GROUP BY register, text HAVING COUNT(*) > 1
            ORDER BY 1, 2 LIMIT 100
            """
        ).map { "the number \($0.text(1)) stands twice in the register \($0.text(0))" }
    }

    private static func used(_ reader: Reader) throws -> [String] {
        try reader.rows(
            """
            SELECT n.text FROM numbers n WHERE n.state = 'used' AND NOT EXISTS (
                SELECT 1 FROM letters l WHERE l.case_id = n.case_id AND l.number = n.text
                AND l.state = 'issued') ORDER BY 1 LIMIT 100
            """
        ).map { "the number \($0.text(0)) is used, but no letter was issued with it" }
    }

    private static func issued(_ reader: Reader) throws -> [String] {
        try reader.rows(
            """
            SELECT l.number FROM letters l WHERE l.state = 'issued' AND NOT EXISTS (
                SELECT 1 FROM numbers n WHERE n.case_id = l.case_id AND n.text = l.number
                AND n.state = 'used') ORDER BY 1 LIMIT 100
            """
        ).map { "a letter was issued with \($0.text(0)), which no register holds as used" }
    }

    private static func reserved(_ reader: Reader) throws -> [String] {
        try reader.rows(
            """
            SELECT n.text FROM numbers n LEFT JOIN cases c ON c.id = n.case_id
            WHERE n.state = 'reserved' AND (c.id IS NULL OR c.state = 'closed')
            ORDER BY 1 LIMIT 100
            """
        ).map { "the number \($0.text(0)) is reserved for a case that is not open" }
    }
}
