import Kernel

/// What is wrong with one answer. The key is of the locale files, the values fill its blanks.
public struct FieldProblem: Error, Sendable, Hashable {
    public let field: String
    /// Which of the field's inputs is meant, such as `dari`, or `2.nik` in a table; none for all.
    public let part: String?
    public let key: String
    public let values: [String: String]
    /// For a rule that the service itself words; shown instead of the key.
    public let message: LocalizedText?

    public init(
        _ field: String, part: String? = nil, _ key: String, _ values: [String: String] = [:],
        message: LocalizedText? = nil
    ) {
        self.field = field
        self.part = part
        self.key = key
        self.values = values
        self.message = message
    }

    /// The name of the input: the field's, with its part behind a dot.
    public var input: String { part.map { "\(field).\($0)" } ?? field }
}

extension [FieldProblem] {
    /// What could not be understood, and what is wrong with the rest. An answer that was misread is
    /// not also called missing.
    public func joined(with checked: [FieldProblem], _ answers: Answers) -> [FieldProblem] {
        let inputs = Set(map(\.input))
        let fields = Set(map(\.field))
        return self
            + checked.filter { problem in
                if inputs.contains(problem.input) { return false }
                return !fields.contains(problem.field) || answers[problem.field] != nil
            }
    }
}

/// A form that cannot be accepted as it is.
public struct FormProblems: Error, Sendable, Hashable {
    public let problems: [FieldProblem]
}
