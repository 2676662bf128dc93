/// The four kinds of value that both engines store alike.
public enum SQLType: UInt8, Sendable, Hashable {
    case integer, text, bytes, double
}

/// One value on its way into or out of a statement.
public enum SQLValue: Sendable, Hashable {
    /// NULL keeps its type: PostgreSQL has to know it when it prepares the statement.
    case null(SQLType)
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
    case double(Double)

    public var type: SQLType {
        switch self {
        case .null(let type): type
        case .integer: .integer
        case .text: .text
        case .bytes: .bytes
        case .double: .double
        }
    }

    public var isNull: Bool {
        if case .null = self { true } else { false }
    }
}
