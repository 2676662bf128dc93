// Rows, cells and items of a block that has been read to its end.
extension MarkupReader {
    func facts(
        _ rows: [(String, Int)]
    ) throws(LetterMarkupError) -> [LetterBlock.Fact] {
        var facts: [LetterBlock.Fact] = []
        for (row, line) in rows {
            let parts = row.cut(at: ":", most: 2)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw LetterMarkupError(
                    line: line, "The row has no colon.", mend: "Write “| label : value”.")
            }
            facts.append(.init(try inline(parts[0], line), try inline(parts[1], line)))
        }
        return facts
    }

    func table(
        _ rows: [(cells: String, header: Bool, line: Int)]
    ) throws(LetterMarkupError) -> LetterBlock {
        var cells: [[RichText]] = []
        for row in rows {
            var line: [RichText] = []
            for cell in row.cells.cut(at: "|", most: .max) {
                line.append(try inline(cell, row.line))
            }
            if let header = cells.first, header.count != line.count {
                throw LetterMarkupError(
                    line: row.line,
                    "The row has \(line.count) cells, the heading has \(header.count).",
                    mend: "Separate the cells with |, or write \\| for the sign itself.")
            }
            guard line.count <= 8 else {
                throw LetterMarkupError(
                    line: row.line, "The table has more than 8 columns.", mend: "Use fewer.")
            }
            cells.append(line)
        }
        return .table(header: cells.first ?? [], rows: Array(cells.dropFirst()))
    }

    func inline(
        _ text: some StringProtocol, _ line: Int
    ) throws(LetterMarkupError) -> RichText {
        try InlineMarkup(line: line).parse(text)
    }

    func inlines(_ items: [(String, Int)]) throws(LetterMarkupError) -> [RichText] {
        var texts: [RichText] = []
        for (text, line) in items { texts.append(try inline(text, line)) }
        return texts
    }
}
