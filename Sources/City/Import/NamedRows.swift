import Kernel

/// The rows of a table whose first line names its columns, whatever these are; for messages of
/// other systems, whose columns their mapping knows.
enum NamedRows {
    typealias Row = (line: Int, cells: [(name: String, text: String)])

    /// - Parameter result: hears of lines that cannot be read.
    static func read(_ bytes: [UInt8], _ result: inout ImportRun.Result) -> [Row] {
        var reader = SeparatedReader()
        var names: [String]?
        var rows: [Row] = []
        for record in reader.read(bytes) + reader.end() {
            guard case .success(let cells) = record.cells else {
                result.count.problems.append(
                    ImportProblem(
                        line: record.line, column: "", kind: "malformed",
                        text: "is no line of a table in UTF-8"))
                continue
            }
            guard let known = names else {
                names = cells.map { $0.lowercased().filter { !$0.isWhitespace } }
                continue
            }
            rows.append((record.line, zip(known, cells).map { (name: $0, text: $1) }))
        }
        return rows
    }
}
