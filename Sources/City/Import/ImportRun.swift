import Kernel
import Store

/// Takes a file into the house: reads it piece by piece, hands its rows to whoever knows the
/// format, and writes down what is wrong. What is said on the terminal holds no values of rows.
public struct ImportRun: Sendable {
    public let file: String
    /// Only says what would happen.
    public let isDry: Bool
    /// Where the problems are written, row by row.
    public let report: String?

    public init(file: String, isDry: Bool, report: String?) {
        self.file = file
        self.isDry = isDry
        self.report = report
    }

    public struct Result: Sendable {
        public var rows = 0
        public var count = ImportCount()

        /// Rows with at least one problem.
        public var wrong: Int { Set(count.problems.map(\.line)).count }
    }

    private static let piece = 1 << 20
    /// Rows of a transaction.
    private static let batch = 2_000

    /// - Parameter grown: called now and then while tables grow, each time when four times as many
    ///   rows were taken.
    public func run(
        _ importer: any RowImporter, tell: @Sendable (String) -> Void,
        grown: @Sendable () async throws -> Void = {}
    ) async throws -> Result {
        guard FileTree.exists(file) else { throw OperatingProblem("There is no file \(file).") }
        if let report, FileTree.exists(report) {
            throw OperatingProblem("\(report) is there already; name another report.")
        }
        let began = ContinuousClock.now
        var reader = SeparatedReader()
        var header: ImportHeader?
        var rows: [ImportRow] = []
        var result = Result()
        var offset: Int64 = 0
        var nextLook = Self.batch
        while true {
            let bytes = try await FileTree.piece(of: file, at: offset, count: Self.piece)
            offset += Int64(bytes.count)
            let records = bytes.isEmpty ? reader.end() : reader.read(bytes)
            for record in records {
                guard let known = header else {
                    header = try Self.header(record, importer)
                    continue
                }
                result.rows += 1
                if let row = Self.row(record, known, &result) { rows.append(row) }
                guard rows.count >= Self.batch else { continue }
                result.count += try await importer.take(rows, isDry: isDry)
                rows.removeAll(keepingCapacity: true)
                if !isDry, result.rows >= nextLook {
                    try await grown()
                    nextLook = result.rows * 4
                }
                if result.rows.isMultiple(of: 50_000) {
                    let seconds = (ContinuousClock.now - began).components.seconds
                    tell("\(Keeping.english(Int64(result.rows))) rows, \(seconds) s")
                }
            }
            if bytes.isEmpty { break }
        }
        if !rows.isEmpty { result.count += try await importer.take(rows, isDry: isDry) }
        try await importer.finish(isDry: isDry)
        if let report { try await Self.write(result, to: report) }
        return result
    }

    private static func header(
        _ record: SeparatedReader.Record, _ importer: any RowImporter
    ) throws -> ImportHeader {
        let columns = importer.columns.joined(separator: ", ")
        guard case .success(let cells) = record.cells else {
            throw OperatingProblem("The first line cannot be read as the names of columns.")
        }
        do {
            return try ImportHeader(
                cells, columns: importer.columns, required: importer.required)
        } catch .missing(let name) {
            throw OperatingProblem("The column `\(name)` is missing. Columns: \(columns).")
        } catch .unknown(let name) {
            throw OperatingProblem("There is no column `\(name)`. Columns: \(columns).")
        } catch .twice(let name) {
            throw OperatingProblem("The column `\(name)` is there twice.")
        }
    }

    private static func row(
        _ record: SeparatedReader.Record, _ header: ImportHeader, _ result: inout Result
    ) -> ImportRow? {
        switch record.cells {
        case .success(let cells):
            return ImportRow(line: record.line, cells: cells, header: header)
        case .failure(let fault):
            result.count.problems.append(
                ImportProblem(
                    line: record.line, column: "", kind: fault.rawValue, text: fault.mend))
            return nil
        }
    }

    static func write(_ result: Result, to path: String) async throws {
        let rows = result.count.problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
            .map { [String($0.line), $0.column, $0.kind, $0.text] }
        try await FileTree.write(
            CommaSeparated.text([["line", "column", "kind", "problem"]] + rows), to: path)
    }
}

extension ImportRun.Result {
    /// What a person at the terminal reads.
    public func lines(isDry: Bool, report: String?) -> [String] {
        func number(_ count: Int) -> String { Keeping.english(Int64(count)) }
        var lines = [
            isDry ? "Nothing was changed; this is what an import would do." : "Imported.",
            "\(number(rows)) rows: \(number(count.new)) new, \(number(count.changed)) changed, "
                + "\(number(count.same)) as before, \(number(wrong)) wrong.",
        ]
        let kinds = Dictionary(grouping: count.problems) { "\($0.column) \($0.kind)" }
        for (kind, problems) in kinds.sorted(by: { $0.value.count > $1.value.count }).prefix(20) {
            let first = problems.min { $0.line < $1.line }
            lines.append(
                "  \(kind.trimmed): \(number(problems.count)), first in line "
                    + "\(first?.line ?? 0): \(first?.text ?? "")")
        }
        if wrong > 0 {
            lines.append(
                report.map { "Every problem by line: \($0)" }
                    ?? "Every problem by line: run it again with --report FILE.csv.")
        }
        return lines
    }
}

extension String {
    fileprivate var trimmed: String { singleSpaced }
}

extension SeparatedReader.Fault {
    fileprivate var mend: String {
        switch self {
        case .encoding: "is not UTF-8: save the file as CSV UTF-8"
        case .quote: "has a quote inside a cell: write it twice, and quotes around the cell"
        case .unclosed: "has a cell whose quote is never closed"
        case .tooLong: "is longer than 64 KiB"
        }
    }
}
