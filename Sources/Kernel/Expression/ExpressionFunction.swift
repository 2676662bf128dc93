/// The functions of expressions; those of dates and working days are ours, the others CEL's.
enum ExpressionFunction: String, Sendable, CaseIterable {
    case size, startsWith, endsWith, contains, string, date, addDays, addYears, daysBetween,
        addWorkingDays, workingDaysBetween, divide, min, max

    /// Types of the arguments and of the result. `size` and `string` take several types and are
    /// checked apart.
    var signature: (arguments: [ExpressionType], result: ExpressionType) {
        switch self {
        case .size: ([.string], .int)
        case .string: ([.int], .string)
        case .startsWith, .endsWith, .contains: ([.string, .string], .bool)
        case .date: ([.string], .date)
        case .addDays, .addYears, .addWorkingDays: ([.date, .int], .date)
        case .daysBetween, .workingDaysBetween: ([.date, .date], .int)
        case .divide, .min, .max: ([.int, .int], .int)
        }
    }

    /// Whether it is written `a.f(b)`; `size` may be written either way.
    func allows(method: Bool) -> Bool {
        switch self {
        case .size: true
        case .startsWith, .endsWith, .contains: method
        default: !method
        }
    }

    func accepts(_ type: ExpressionType, at index: Int) -> Bool {
        switch (self, type.required) {
        case (.size, .list): true
        case (.string, .string), (.string, .date), (.string, .bool): true
        default: type.fits(signature.arguments[index])
        }
    }

    /// How to call it, for hints.
    var usage: String {
        switch self {
        case .size: "size(text or list)"
        case .startsWith, .endsWith, .contains: "text.\(rawValue)(text)"
        case .string: "string(value)"
        case .date: "date(\"2026-11-23\")"
        case .addDays, .addYears, .addWorkingDays: "\(rawValue)(date, number)"
        case .daysBetween, .workingDaysBetween: "\(rawValue)(date, date)"
        case .divide, .min, .max: "\(rawValue)(number, number)"
        }
    }
}
