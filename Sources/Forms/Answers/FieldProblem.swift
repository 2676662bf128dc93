import Kernel

/// What is wrong with one answer. The key is of the locale files, the values fill its blanks.
public struct FieldProblem: Error, Sendable, Hashable {
    public let field: String
    public let key: String
    public let values: [String: String]
    /// For a rule that the service itself words; shown instead of the key.
    public let message: LocalizedText?

    public init(
        _ field: String, _ key: String, _ values: [String: String] = [:],
        message: LocalizedText? = nil
    ) {
        self.field = field
        self.key = key
        self.values = values
        self.message = message
    }
}

/// A form that cannot be accepted as it is.
public struct FormProblems: Error, Sendable, Hashable {
    public let problems: [FieldProblem]
}
