/// One row of a file that is imported: cells by the names of the header.
public struct ImportRow: Sendable {
    /// The line on which it begins, from 1.
    public let line: Int
    private let cells: [String]
    private let places: ImportHeader

    public init(line: Int, cells: [String], header: ImportHeader) {
        self.line = line
        self.cells = cells
        places = header
    }

    /// The cell of a column without blanks around it; nothing for an empty one. An apostrophe with
    /// which a spreadsheet keeps a number as text is passed over.
    public subscript(_ column: String) -> String? {
        guard let index = places.index(column), index < cells.count else { return nil }
        var text = cells[index][...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        if text.first == "'", text.dropFirst().first != nil { text = text.dropFirst() }
        return text.isEmpty ? nil : String(text)
    }

    /// Whether something stands behind the last column of the header: a comma that was not put in
    /// quotes has moved what comes after it.
    public var hasSurplus: Bool {
        cells.dropFirst(places.width).contains { cell in cell.contains { !$0.isWhitespace } }
    }

    /// Everything that the row says, in the order of the columns that are known: for telling
    /// whether it says something else than the last time.
    public var canonical: String {
        places.known.map { self[$0] ?? "" }.joined(separator: "\u{1F}")
    }
}

/// The first row of a file that is imported.
public final class ImportHeader: Sendable {
    /// The columns that are understood, in the order of the format.
    public let known: [String]
    private let places: [String: Int]
    /// How many cells it has.
    let width: Int

    /// What is wrong with a header, each with the column.
    public enum Fault: Error, Sendable, Hashable {
        case missing(String), unknown(String), twice(String)
    }

    /// - Parameters:
    ///   - columns: of the format.
    ///   - required: those that must be there.
    /// - Throws: the first fault.
    public init(_ cells: [String], columns: [String], required: [String]) throws(Fault) {
        var places: [String: Int] = [:]
        for (index, cell) in cells.enumerated() {
            let name = cell.lowercased().filter { !$0.isWhitespace }
            if name.isEmpty { continue }
            guard columns.contains(name) else { throw .unknown(String(name.prefix(40))) }
            guard places.updateValue(index, forKey: name) == nil else { throw .twice(name) }
        }
        for name in required where places[name] == nil { throw .missing(name) }
        self.places = places
        known = columns
        width = cells.count
    }

    func index(_ column: String) -> Int? { places[column] }
}

/// What is wrong with a row that is imported: said without its values, which may be personal.
public struct ImportProblem: Sendable, Hashable {
    public let line: Int
    /// Empty where it is the row as a whole.
    public let column: String
    /// A short word for what is wrong, such as `missing`.
    public let kind: String
    /// What is wrong and how to mend it.
    public let text: String

    public init(line: Int, column: String, kind: String, text: String) {
        self.line = line
        self.column = column
        self.kind = kind
        self.text = text
    }
}

/// What became of rows that were imported.
public struct ImportCount: Sendable, Hashable {
    public var new: Int = 0
    /// Imported before, and said something else then.
    public var changed: Int = 0
    /// Imported before, and the same.
    public var same: Int = 0
    public var problems: [ImportProblem] = []

    public init() {}

    public static func += (left: inout ImportCount, right: ImportCount) {
        left.new += right.new
        left.changed += right.changed
        left.same += right.same
        left.problems += right.problems
    }
}

/// Takes rows of one format into the house.
public protocol RowImporter: Sendable {
    /// Names of all columns, and of those that must be there.
    var columns: [String] { get }
    var required: [String] { get }
    /// Imports the rows that are right and says what is wrong with the others.
    /// - Parameter isDry: only says what would happen.
    func take(_ rows: [ImportRow], isDry: Bool) async throws -> ImportCount
    /// What belongs to the whole file, once all rows are taken.
    func finish(isDry: Bool) async throws
}

/// Reads the cells of one row and notes everything that is wrong with it.
public struct ImportFields {
    public let row: ImportRow
    public private(set) var problems: [ImportProblem] = []

    public init(_ row: ImportRow) {
        self.row = row
        guard row.hasSurplus else { return }
        note("", "cells", "has more cells than the header: put text with separators in quotes")
    }

    public var isRight: Bool { problems.isEmpty }

    public mutating func note(_ column: String, _ kind: String, _ text: String) {
        problems.append(ImportProblem(line: row.line, column: column, kind: kind, text: text))
    }

    /// Text of at most so many characters; a missing one is a problem.
    public mutating func text(_ column: String, max: Int) -> String {
        guard let text = optionalText(column, max: max) else {
            if row[column] == nil { note(column, "missing", "is empty: fill it in") }
            return ""
        }
        return text
    }

    public mutating func optionalText(_ column: String, max: Int) -> String? {
        guard let text = row[column]?.singleSpaced, !text.isEmpty else { return nil }
        guard text.count <= max else {
            note(column, "too-long", "has \(text.count) characters: at most \(max)")
            return nil
        }
        return text
    }

    public mutating func day(_ column: String) -> Day {
        if row[column] == nil { note(column, "missing", "is empty: write the day, as 2026-11-23") }
        return optionalDay(column) ?? Day(number: 0)
    }

    /// `2026-11-23`, `23-11-2026`, `23/11/2026` or `23.11.2026`.
    public mutating func optionalDay(_ column: String) -> Day? {
        guard let text = row[column] else { return nil }
        let parts = text.split(whereSeparator: { "-/.".contains($0) })
        let isWestern = parts.count == 3 && parts[2].count == 4
        let iso = isWestern ? "\(parts[2])-\(Self.two(parts[1]))-\(Self.two(parts[0]))" : text
        guard let day = Day(iso: iso), (1900...2200).contains(day.year) else {
            note(column, "no-day", "is no day: write it as 2026-11-23 or 23-11-2026")
            return nil
        }
        return day
    }

    private static func two(_ text: Substring) -> String {
        text.count == 1 ? "0\(text)" : String(text)
    }

    /// One of some words.
    public mutating func word<Value>(_ column: String, _ words: [String: Value]) -> Value? {
        guard let text = row[column]?.lowercased() else { return nil }
        guard let value = words[text] else {
            note(
                column, "unknown",
                "is not understood: write one of \(words.keys.sorted().joined(separator: ", "))")
            return nil
        }
        return value
    }

    /// A value whose initializer refuses with its own reasons.
    public mutating func value<Value>(
        _ column: String, _ kind: String, _ mend: String, _ convert: (String) throws -> Value
    ) -> Value? {
        guard let text = row[column] else { return nil }
        guard let value = try? convert(text) else {
            note(column, kind, mend)
            return nil
        }
        return value
    }
}
