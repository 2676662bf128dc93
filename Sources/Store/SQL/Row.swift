public import Kernel

/// One row of a result; columns by index from 0.
///
/// A column of another type than asked for is a mistake of the program, found by any test that
/// runs the statement, so it stops the program instead of giving a wrong value.
public struct Row: Sendable {
    /// The cells of the whole result: one allocation for all its rows.
    private let cells: [SQLValue]
    private let start: Int
    public let count: Int

    init(cells: [SQLValue], start: Int, count: Int) {
        self.cells = cells
        self.start = start
        self.count = count
    }

    public func value(_ index: Int) -> SQLValue {
        precondition(index >= 0 && index < count, "the row has \(count) columns, not \(index + 1)")
        return cells[start + index]
    }

    public func isNull(_ index: Int) -> Bool { value(index).isNull }

    public func int(_ index: Int) -> Int64 { present(optionalInt(index), index) }
    public func text(_ index: Int) -> String { present(optionalText(index), index) }
    public func bytes(_ index: Int) -> [UInt8] { present(optionalBytes(index), index) }
    public func double(_ index: Int) -> Double { present(optionalDouble(index), index) }
    public func bool(_ index: Int) -> Bool { int(index) != 0 }
    public func instant(_ index: Int) -> Instant { Instant(milliseconds: int(index)) }
    public func day(_ index: Int) -> Day { present(optionalDay(index), index) }
    public func uuid(_ index: Int) -> UUIDv7 { present(optionalUUID(index), index) }
    public func id<Subject>(_ index: Int) -> Identifier<Subject> { Identifier(uuid(index)) }

    public func optionalInt(_ index: Int) -> Int64? {
        switch value(index) {
        case .integer(let value): value
        case .null: nil
        default: wrong(index, "an integer")
        }
    }

    public func optionalText(_ index: Int) -> String? {
        switch value(index) {
        case .text(let value): value
        case .null: nil
        default: wrong(index, "text")
        }
    }

    public func optionalBytes(_ index: Int) -> [UInt8]? {
        switch value(index) {
        case .bytes(let value): value
        case .null: nil
        default: wrong(index, "bytes")
        }
    }

    public func optionalDouble(_ index: Int) -> Double? {
        switch value(index) {
        case .double(let value): value
        case .integer(let value): Double(value)
        case .null: nil
        default: wrong(index, "a number")
        }
    }

    public func optionalBool(_ index: Int) -> Bool? { optionalInt(index).map { $0 != 0 } }

    public func optionalInstant(_ index: Int) -> Instant? {
        optionalInt(index).map { Instant(milliseconds: $0) }
    }

    public func optionalDay(_ index: Int) -> Day? {
        guard let text = optionalText(index) else { return nil }
        guard let day = Day(iso: text) else { wrong(index, "a day") }
        return day
    }

    public func optionalUUID(_ index: Int) -> UUIDv7? {
        guard let bytes = optionalBytes(index) else { return nil }
        guard let id = UUIDv7(bytes: bytes) else { wrong(index, "an id") }
        return id
    }

    public func optionalID<Subject>(_ index: Int) -> Identifier<Subject>? {
        optionalUUID(index).map { Identifier($0) }
    }

    private func present<Value>(_ value: Value?, _ index: Int) -> Value {
        guard let value else { wrong(index, "a value") }
        return value
    }

    /// Names the type only: the value may be a person's.
    private func wrong(_ index: Int, _ wanted: String) -> Never {
        let found = value(index).isNull ? "NULL" : "\(value(index).type)"
        preconditionFailure("column \(index): wanted \(wanted), found \(found)")
    }
}
