import Kernel

/// Where a sealed value lives. It is authenticated with the value, so that a sealed value copied
/// to another row, column or table cannot be opened there.
public struct SealPlace: Sendable, Hashable {
    public let table: String
    public let row: [UInt8]
    public let column: String

    /// - Parameter row: the primary key of the row, in bytes.
    public init(table: String, row: [UInt8], column: String) {
        self.table = table
        self.row = row
        self.column = column
    }

    public init<Subject>(table: String, row: Identifier<Subject>, column: String) {
        self.init(table: table, row: row.bytes, column: column)
    }

    public init(table: String, row: UUIDv7, column: String) {
        self.init(table: table, row: row.bytes, column: column)
    }

    /// Each part preceded by its length, so that no two places have the same bytes.
    var bytes: [UInt8] {
        var result: [UInt8] = []
        for part in [Array(table.utf8), row, Array(column.utf8)] {
            result.append(bigEndian: UInt32(part.count))
            result += part
        }
        return result
    }
}

extension [UInt8] {
    mutating func append(bigEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}
