import Cases
import Complaints
import Kernel
import Store
import Web

/// Exchanges reports with SP4N-LAPOR! by files, for the command line.
public enum LaporRun {
    private static let limit = 64 << 20

    /// Takes reports of theirs: a table, a list in JSON, or one object a line (`.jsonl`).
    public static func take(
        _ file: String, isDry: Bool, report: String?, in house: House
    ) async throws -> (lines: [String], wrong: Int) {
        guard FileTree.exists(file) else { throw OperatingProblem("There is no file \(file).") }
        if let report, FileTree.exists(report) {
            throw OperatingProblem("\(report) is there already; name another report.")
        }
        let catalogue = try await house.shelf.published()
        guard let intake = LaporIntake(tools: house.complaintTools, catalogue: catalogue) else {
            throw OperatingProblem("partners.yaml of this city has no block `lapor`.")
        }
        let bytes = try await FileTree.read(file, limit: limit)
        var result = ImportRun.Result()
        let name = file.lowercased()
        let messages: [(line: Int, message: JSONValue)]
        if name.hasSuffix(".jsonl") {
            messages = lines(bytes, intake, &result)
        } else if name.hasSuffix(".json") {
            messages = try list(bytes, intake)
        } else {
            messages = table(bytes, intake, &result)
        }
        result.rows = messages.count + result.count.problems.count
        result.count += try await intake.take(messages, isDry: isDry)
        if let report { try await ImportRun.write(result, to: report) }
        return (result.lines(isDry: isDry, report: report), result.wrong)
    }

    /// Writes reports of ours that changed since a moment.
    public static func give(
        since: String, to file: String, in house: House
    ) async throws -> [String] {
        guard !FileTree.exists(file) else {
            throw OperatingProblem("\(file) is there already; name another file.")
        }
        let catalogue = try await house.shelf.published()
        guard let giving = LaporGiving(tools: house.complaintTools, catalogue: catalogue) else {
            throw OperatingProblem("partners.yaml of this city has no block `lapor`.")
        }
        guard let day = Day(iso: since) else {
            throw OperatingProblem("`\(since)` is no day: write it as 2026-11-23.")
        }
        let isTable = file.lowercased().hasSuffix(".csv")
        var bytes: [UInt8] = isTable ? CommaSeparated.text([giving.columns]) : []
        let count = try await giving.each(
            since: day.start(in: catalogue.profile.zone)
        ) { reports in
            for report in reports {
                bytes +=
                    isTable
                    ? CommaSeparated.text([report.cells.map(cell)])
                    : report.object.canonical + Array("\n".utf8)
            }
        }
        try await FileTree.write(bytes, to: file)
        return [
            "\(Keeping.english(Int64(count.given))) reports written to \(file).",
            "\(Keeping.english(Int64(count.kept))) are not told: not public, or without a word "
                + "there for their state.",
        ]
    }

    /// A degree stays a number, also one that is negative.
    private static func cell(_ text: String) -> String {
        Double(text) == nil ? CommaSeparated.guarded(text) : text
    }

    // MARK: Reading

    private static func list(
        _ bytes: [UInt8], _ intake: LaporIntake
    ) throws -> [(line: Int, message: JSONValue)] {
        let limits = JSONValue.Limits(bytes: limit, depth: 16, values: 4_000_000)
        guard let json = try? JSONValue(parsing: bytes, limits: limits),
            case .array(let items) = json
        else { throw OperatingProblem("The file holds no list in JSON.") }
        return items.enumerated().map { ($0.offset + 1, intake.message($0.element)) }
    }

    private static func lines(
        _ bytes: [UInt8], _ intake: LaporIntake, _ result: inout ImportRun.Result
    ) -> [(line: Int, message: JSONValue)] {
        var messages: [(line: Int, message: JSONValue)] = []
        for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false)
            .enumerated() where line.contains(where: { $0 > 0x20 })
        {
            guard let json = try? JSONValue(parsing: line) else {
                result.count.problems.append(
                    ImportProblem(
                        line: index + 1, column: "", kind: "malformed", text: "is no JSON"))
                continue
            }
            messages.append((index + 1, intake.message(json)))
        }
        return messages
    }

    private static func table(
        _ bytes: [UInt8], _ intake: LaporIntake, _ result: inout ImportRun.Result
    ) -> [(line: Int, message: JSONValue)] {
        NamedRows.read(bytes, &result).map { row in
            let named = Dictionary(row.cells.map { ($0.name, $0.text) }) { first, _ in first }
            return (row.line, intake.message(named))
        }
    }
}
