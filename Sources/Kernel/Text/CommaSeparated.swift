/// A table as text (RFC 4180): commas, CRLF, quotes where they are needed.
public enum CommaSeparated {
    /// - Parameter rows: the first is the heading. Cells are guarded, see `guarded`.
    public static func text(_ rows: [[String]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for row in rows {
            for (index, cell) in row.enumerated() {
                if index > 0 { bytes.append(comma) }
                append(guarded(cell), to: &bytes)
            }
            bytes += [return_, feed]
        }
        return bytes
    }

    /// A cell that a spreadsheet takes for text. One that begins like a formula (`=`, `+`, `-`,
    /// `@`, tab, line end) gets an apostrophe before it, and so does a number of more than 15
    /// digits, such as a NIK, whose end a spreadsheet would round away. Semicolons become commas.
    public static func guarded(_ cell: String) -> String {
        guard !cell.isEmpty else { return cell }
        // Spreadsheets of some countries split at semicolons, also inside quotes that did not begin
        // the line.
        let cell = cell.replacing(";", with: ",")
        let first = cell.utf8.first { $0 != space }
        let isFormula = first.map("=+-@\t\r\n".utf8.contains) ?? false
        let isLong = cell.utf8.count > 15 && cell.utf8.allSatisfy(Digits.isDigit)
        return isFormula || isLong ? "'" + cell : cell
    }

    private static let (comma, quote, space): (UInt8, UInt8, UInt8) = (0x2C, 0x22, 0x20)
    private static let (return_, feed): (UInt8, UInt8) = (0x0D, 0x0A)

    private static func append(_ cell: String, to bytes: inout [UInt8]) {
        let needsQuotes = cell.utf8.contains {
            $0 == comma || $0 == quote || $0 == return_ || $0 == feed
        }
        guard needsQuotes else { return bytes += Array(cell.utf8) }
        bytes.append(quote)
        for byte in cell.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
