import Kernel
import Store

/// The counts as rows.
enum CountRows {
    static func add(_ cells: [CountCell: Int64], in tx: Transaction) throws {
        for (cell, count) in cells {
            try tx.execute(
                """
                INSERT INTO public_ledger_counts (month, type, service, unit, acts)
                VALUES (\(cell.month.text), \(cell.type), \(cell.service), \(cell.unit), \(count))
                ON CONFLICT (month, type, service, unit) DO UPDATE
                SET acts = public_ledger_counts.acts + excluded.acts
                """)
        }
    }

    /// The last month that is published; nil before the first.
    static func closed(in reader: Reader) throws -> Month? {
        try reader.row("SELECT month FROM public_ledger_closed WHERE one = 1")
            .flatMap { Month(text: $0.text(0)) }
    }

    /// Publishes all months up to this one; a month that is published stays so.
    static func close(_ month: Month, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO public_ledger_closed (one, month) VALUES (1, \(month.text))
            ON CONFLICT (one) DO UPDATE SET month = excluded.month
            WHERE public_ledger_closed.month < excluded.month
            """)
    }

    static func cells(of month: Month, in reader: Reader) throws -> [CountCell: Int64] {
        var cells: [CountCell: Int64] = [:]
        try reader.each(
            """
            SELECT type, service, unit, acts FROM public_ledger_counts
            WHERE month = \(month.text)
            """
        ) { row in
            let cell = CountCell(
                month: month, type: row.text(0), service: row.text(1), unit: row.text(2))
            cells[cell] = row.int(3)
        }
        return cells
    }

    /// The newest first.
    static func months(through last: Month, limit: Int, in reader: Reader) throws -> [Month] {
        try reader.rows(
            """
            SELECT DISTINCT month FROM public_ledger_counts WHERE month <= \(last.text)
            ORDER BY month DESC LIMIT \(limit)
            """
        ).compactMap { Month(text: $0.text(0)) }
    }
}
