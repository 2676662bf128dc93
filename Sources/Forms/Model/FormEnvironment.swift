import Kernel

extension FormDefinition {
    /// The environment in which a service's expressions are compiled: its fields and `today`.
    public static func environment(_ types: [String: ExpressionType]) -> ExpressionEnvironment {
        ExpressionEnvironment(types)
    }
}

extension FieldKind {
    /// The type that a field of the named kind has in expressions; nil for an unknown name.
    ///
    /// Choices give a list of codes, files the list of their kinds (so `size(f)` counts them),
    /// everything that is typed as text gives text. All but lists may be missing (`null`).
    public static func expressionType(named name: String) -> ExpressionType? {
        switch name {
        case "text", "longText", "choice", "nik", "phone", "email", "region": .optional(.string)
        case "integer", "rupiah": .optional(.int)
        case "date": .optional(.date)
        case "yesNo": .optional(.bool)
        case "choices", "file": .list(.string)
        default: nil
        }
    }
}
