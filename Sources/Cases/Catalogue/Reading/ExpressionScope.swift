import Forms
import Kernel
import Yams

/// The names that expressions of a service may use, in the order in which they get a value.
struct ExpressionScope {
    /// The day on which the question is looked at.
    static let today = "today"

    private(set) var types: [String: ExpressionType] = [today: .date]
    private(set) var order: [String: Int] = [:]
    /// What people report, for choices whose options are the city's topics.
    var topics: [Option] = []
    /// The codes of choices.
    private(set) var codes: [String: Set<String>] = [:]

    mutating func add(_ field: String, _ type: ExpressionType) {
        types[field] = type
        order[field] = order.count
    }

    /// Says what a choice, or a list of choices, can hold.
    mutating func limit(_ field: String, to codes: Set<String>) { self.codes[field] = codes }

    var environment: ExpressionEnvironment { FormDefinition.environment(types, codes: codes) }
}

extension YAMLValue {
    /// An expression of the given type (nil: of any). `before` names the field it belongs to: it
    /// may then only use fields that are asked earlier.
    func expression(
        _ scope: ExpressionScope, _ type: ExpressionType?, before field: String? = nil
    ) -> Expression? {
        guard let source = text() else { return nil }
        do throws(ExpressionError) {
            let expression = try Expression.compile(source, scope.environment, expecting: type)
            if let field, let limit = scope.order[field] {
                for name in expression.fields.sorted() where isLate(name, scope, limit) {
                    let late = TypedAnswers.field(of: name)
                    error(
                        "`\(late)` is used before it is asked",
                        mend: late == field
                            ? "a field cannot depend on itself"
                            : "move the field `\(late)` above `\(field)`")
                    return nil
                }
            }
            return expression
        } catch {
            list.error(place(of: error), error.message, mend: error.hint.isEmpty ? nil : error.hint)
            return nil
        }
    }

    private func isLate(_ name: String, _ scope: ExpressionScope, _ limit: Int) -> Bool {
        // Of `waktu.from` the field is `waktu`.
        let field = TypedAnswers.field(of: name)
        return (scope.order[field] ?? -1) >= limit
    }

    /// The place in the file of a position inside the expression's text.
    private func place(of problem: ExpressionError) -> Place? {
        guard let mark, case .scalar(let scalar) = node else { return mark }
        let row = problem.line - 1
        let column = problem.column - 1
        switch scalar.style {
        case .plain where row == 0:
            return Place(line: mark.line, column: mark.column + column)
        case .singleQuoted where row == 0, .doubleQuoted where row == 0:
            return Place(line: mark.line, column: mark.column + 1 + column)
        case .literal:
            let index = mark.line + row
            guard list.lines.indices.contains(index) else { return mark }
            let indent = list.lines[index].prefix { $0 == " " }.count
            return Place(line: index + 1, column: indent + column + 1)
        default:
            return mark
        }
    }
}
