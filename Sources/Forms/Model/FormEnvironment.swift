import Kernel

extension FormDefinition {
    /// The environment in which a form's expressions are compiled: its fields and `today`.
    public static func environment(_ types: [String: ExpressionType]) -> ExpressionEnvironment {
        ExpressionEnvironment(fields: types)
    }
}

extension FieldKind {
    /// The type that a field of the named kind has in expressions; nil for an unknown name.
    ///
    /// Choices give a list of codes, files the list of their kinds (so `size(f)` counts them),
    /// everything that is typed as text gives text.
    public static func expressionType(named name: String) -> ExpressionType? {
        switch name {
        case "text", "longText", "choice", "nik", "phone", "email", "region": .string
        case "integer", "rupiah": .int
        case "date": .date
        case "yesNo": .bool
        case "choices", "file": .list(.string)
        default: nil
        }
    }
}
