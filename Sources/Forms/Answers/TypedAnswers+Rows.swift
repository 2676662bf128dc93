import Kernel

// The inputs of a table are called `table.0.column`; `table.n` says how many rows stand there, for
// rows of radio buttons alone send nothing while none is chosen.
extension TypedAnswers {
    public static let rowCount = "n"

    /// How many rows of a table stand on the page.
    public func rows(of table: String) -> Int {
        let said = Int(part(table, Self.rowCount)) ?? 0
        let seen = rowPlaces(table).map { $0.row + 1 }.max() ?? 0
        return min(max(said, seen, 0), TableRule.mostRows)
    }

    /// What was typed into one row, by column.
    func row(_ index: Int, of table: String) -> TypedAnswers {
        let head = "\(table).\(index)."
        var cells: [String: [String]] = [:]
        for (name, values) in texts where name.hasPrefix(head) {
            cells[String(name.dropFirst(head.count))] = values
        }
        return TypedAnswers(cells)
    }

    /// Nothing but blanks.
    var isBlank: Bool { texts.values.allSatisfy { $0.allSatisfy { Typed.trim($0).isEmpty } } }

    /// With an empty row below the others; unchanged when there are as many as may be.
    public func addingRow(to table: String) -> TypedAnswers {
        var texts = texts
        let count = min(rows(of: table) + 1, TableRule.mostRows)
        texts["\(table).\(Self.rowCount)"] = ["\(count)"]
        return TypedAnswers(texts)
    }

    /// Without one row; those below move up.
    public func removingRow(_ index: Int, from table: String) -> TypedAnswers {
        let count = rows(of: table)
        guard (0..<count).contains(index) else { return self }
        return with((0..<count).filter { $0 != index }.map { row($0, of: table) }, of: table)
    }

    /// Empty rows of every table come last: rows of answers and rows of the page are then the same.
    public func withBlankRowsLast() -> TypedAnswers {
        let tables = Set(texts.keys.filter { $0.hasSuffix(".\(Self.rowCount)") })
            .map { Self.field(of: $0) }
        return tables.reduce(self) { typed, table in
            let all = (0..<typed.rows(of: table)).map { typed.row($0, of: table) }
            return typed.with(all.filter { !$0.isBlank } + all.filter(\.isBlank), of: table)
        }
    }

    private func with(_ rows: [TypedAnswers], of table: String) -> TypedAnswers {
        var texts = texts
        for place in rowPlaces(table) { texts[place.name] = nil }
        for (index, row) in rows.enumerated() {
            for (column, values) in row.texts { texts["\(table).\(index).\(column)"] = values }
        }
        texts["\(table).\(Self.rowCount)"] = ["\(rows.count)"]
        return TypedAnswers(texts)
    }

    private func rowPlaces(_ table: String) -> [(name: String, row: Int)] {
        texts.keys.compactMap { name in
            let parts = name.split(separator: ".")
            guard parts.count == 3, parts[0] == table, let row = Int(parts[1]), row >= 0 else {
                return nil
            }
            return (name, row)
        }
    }
}
