public import Kernel

/// What may stand in a statement as a value.
public protocol SQLBindable {
    static var sqlType: SQLType { get }
    var sqlValue: SQLValue { get }
}

extension Int64: SQLBindable {
    public static var sqlType: SQLType { .integer }
    public var sqlValue: SQLValue { .integer(self) }
}

extension Int: SQLBindable {
    public static var sqlType: SQLType { .integer }
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Bool: SQLBindable {
    public static var sqlType: SQLType { .integer }
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension String: SQLBindable {
    public static var sqlType: SQLType { .text }
    public var sqlValue: SQLValue { .text(self) }
}

extension Double: SQLBindable {
    public static var sqlType: SQLType { .double }
    public var sqlValue: SQLValue { .double(self) }
}

extension Array: SQLBindable where Element == UInt8 {
    public static var sqlType: SQLType { .bytes }
    public var sqlValue: SQLValue { .bytes(self) }
}

extension Identifier: SQLBindable {
    public static var sqlType: SQLType { .bytes }
    public var sqlValue: SQLValue { .bytes(bytes) }
}

extension UUIDv7: SQLBindable {
    public static var sqlType: SQLType { .bytes }
    public var sqlValue: SQLValue { .bytes(bytes) }
}

extension Instant: SQLBindable {
    public static var sqlType: SQLType { .integer }
    public var sqlValue: SQLValue { .integer(milliseconds) }
}

extension Day: SQLBindable {
    public static var sqlType: SQLType { .text }
    public var sqlValue: SQLValue { .text(iso) }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    public static var sqlType: SQLType { Wrapped.sqlType }
    public var sqlValue: SQLValue {
        switch self {
        case .some(let value): value.sqlValue
        case .none: .null(Wrapped.sqlType)
        }
    }
}

extension SQLValue: SQLBindable {
    /// Only asked for an empty list; a value in hand names its own type.
    public static var sqlType: SQLType { .text }
    public var sqlValue: SQLValue { self }
}
