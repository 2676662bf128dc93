import Kernel

extension FormDefinition {
    /// The environment in which a service's expressions are compiled: its fields and `today`.
    public static func environment(
        _ types: [String: ExpressionType], codes: [String: Set<String>] = [:]
    ) -> ExpressionEnvironment {
        ExpressionEnvironment(types, codes: codes)
    }
}

extension FieldKind {
    /// The type that a field of the named kind has in expressions; nil for an unknown name.
    ///
    /// Choices give a list of codes, files the list of their kinds (so `size(f)` counts them),
    /// everything that is typed as text gives text, what has parts is a record of them. All but
    /// lists may be missing (`null`). Nil also for tables and computed values, whose type the rest
    /// of the field decides.
    public static func expressionType(
        named name: String, level: RegionLevel? = nil
    ) -> ExpressionType? {
        switch name {
        case "region" where level == .rw:
            .optional(.record(["code": .string, "rw": .string]))
        case "region" where level == .rt:
            .optional(.record(["code": .string, "rw": .string, "rt": .string]))
        case "dateRange": .optional(.record(["from": .date, "to": .date]))
        case "address":
            .optional(
                .record([
                    "street": .string, "rt": .optional(.string), "rw": .optional(.string),
                    "region": .optional(.string), "city": .optional(.string),
                    "postalCode": .optional(.string),
                ]))
        case "point":
            .optional(
                .record([
                    "region": .string, "text": .string, "lat": .optional(.int),
                    "lon": .optional(.int),
                ]))
        case "text", "longText", "choice", "nik", "phone", "email", "region": .optional(.string)
        case "integer", "rupiah": .optional(.int)
        case "date": .optional(.date)
        case "yesNo": .optional(.bool)
        case "choices", "file": .list(.string)
        default: nil
        }
    }

    /// The type of a table: a list of records of its columns, whose cells may be missing.
    public static func tableType(_ columns: [String: ExpressionType]) -> ExpressionType {
        .list(.record(columns))
    }
}
