import Kernel

/// Rows of one table, gathered to be written by few statements: for filling a house with a million
/// cases before a measurement. Made on any thread, written in a transaction.
package struct RowBlock: Sendable {
    private let head: SQL
    private let width: Int
    private var values: [SQLValue] = []

    /// Rows a statement. Few statement texts, so that they stay prepared.
    private static let rows = 128

    /// - Parameter head: up to the values, such as `INSERT INTO t (a, b)`.
    package init(_ head: SQL, width: Int) {
        self.head = head
        self.width = width
    }

    package var count: Int { values.count / width }

    package mutating func add(_ row: [SQLValue]) {
        precondition(row.count == width, "\(row.count) values for \(width) columns")
        values += row
    }

    package mutating func add(_ other: RowBlock) { values += other.values }

    /// Counts the rows in one of their columns.
    package mutating func number(column: Int, from first: Int64) {
        for row in 0..<count {
            values[row * width + column] = .integer(first + Int64(row))
        }
    }

    /// Sorts by the first two columns, of 16 bytes each, so that rows which stand beside each other
    /// in an index on them are written one after the other.
    package mutating func sortByIndex() {
        var order = (0..<count).map { (key: key($0), row: $0) }
        order.sort { $0.key < $1.key }
        var sorted: [SQLValue] = []
        sorted.reserveCapacity(values.count)
        for (_, row) in order { sorted += values[(row * width)..<((row + 1) * width)] }
        values = sorted
    }

    private func key(_ row: Int) -> (UInt64, UInt64, UInt64, UInt64) {
        func word(_ column: Int, _ start: Int) -> UInt64 {
            guard case .bytes(let bytes) = values[row * width + column] else { return 0 }
            return bytes.dropFirst(start).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
        return (word(0, 0), word(0, 8), word(1, 0), word(1, 8))
    }

    package func write(in tx: Transaction) throws {
        let mark = "(" + Array(repeating: "?", count: width).joined(separator: ",") + ")"
        let full = text(mark, Self.rows)
        for start in stride(from: 0, to: count, by: Self.rows) {
            let rows = min(Self.rows, count - start)
            let part = values[(start * width)..<((start + rows) * width)]
            let text = rows == Self.rows ? full : text(mark, rows)
            try tx.execute(SQL(schemaText: text, Array(part)))
        }
    }

    private func text(_ mark: String, _ rows: Int) -> String {
        head.text + " VALUES " + Array(repeating: mark, count: rows).joined(separator: ",")
    }
}

extension Vault {
    /// The rows of keys, as `store(_:in:)` writes one.
    package static var keyBlock: RowBlock {
        RowBlock("INSERT INTO data_keys (id, wrapped, created_at)", width: 3)
    }

    package func add(_ key: DataKey, to block: inout RowBlock) throws {
        block.add([
            key.id.sqlValue, (try wrap(key.secret, id: key.id)).sqlValue, world.now.sqlValue,
        ])
    }
}
