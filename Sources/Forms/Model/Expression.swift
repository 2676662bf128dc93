import Kernel

// Stands in until the expressions of Kernel land; same interface.
public indirect enum ExpressionType: Sendable, Hashable { case bool, int, string, date, list(ExpressionType) }
public struct ExpressionError: Error, Sendable, Hashable {
    public let offset: Int
    public let message: String
    public var unknownName: String? { nil }
}
public enum ExpressionValue: Sendable, Hashable {
    case bool(Bool), int(Int64), string(String), date(Day), list([ExpressionValue])
}
public struct ExpressionEnvironment: Sendable { public let fields: [String: ExpressionType] }
public struct Expression: Sendable {
    public let type: ExpressionType
    public let fields: Set<String>
    public static func compile(_ source: String, _ env: ExpressionEnvironment) throws(ExpressionError) -> Expression {
        throw ExpressionError(offset: 0, message: "not yet")
    }
    public func evaluate(_ bindings: [String: ExpressionValue]) throws(ExpressionError) -> ExpressionValue {
        throw ExpressionError(offset: 0, message: "not yet")
    }
}
