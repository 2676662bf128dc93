import Kernel

/// What a range of dates must keep to.
public struct DateRangeRule: Sendable {
    /// Bounds of both ends: expressions of type date over `today` and earlier fields.
    public let earliest, latest: Expression?
    /// How many days it may last, both ends counted.
    public let maxDays: Int?

    public init(earliest: Expression? = nil, latest: Expression? = nil, maxDays: Int? = nil) {
        self.earliest = earliest
        self.latest = latest
        self.maxDays = maxDays
    }
}

/// A table that is filled in row by row.
public struct TableRule: Sendable {
    public static let mostRows = 50
    public static let mostColumns = 8
    /// The kinds that a column may have.
    public static let kinds = [
        "text", "integer", "rupiah", "date", "choice", "yesNo", "nik", "phone",
    ]

    public let columns: [Field]
    public let minRows, maxRows: Int

    public init(columns: [Field], minRows: Int = 0, maxRows: Int = mostRows) {
        self.columns = columns
        self.minRows = minRows
        self.maxRows = maxRows
    }

    public func column(_ id: String) -> Field? { columns.first { $0.id == id } }
}

/// A value that follows from earlier answers.
public struct ComputedRule: Sendable {
    public enum Format: String, Sendable, Hashable, CaseIterable {
        case text, integer, rupiah, date
    }

    public let value: Expression
    public let format: Format?

    public init(value: Expression, format: Format? = nil) {
        self.value = value
        self.format = format
    }
}
