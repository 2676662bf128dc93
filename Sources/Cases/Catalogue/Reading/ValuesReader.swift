import Forms
import Kernel
import Yams

/// Reads the named values of a service, each over fields and earlier values.
struct ValuesReader {
    /// Grows with each value.
    private(set) var scope: ExpressionScope
    private(set) var values: [ServiceValue] = []

    init(scope: ExpressionScope) { self.scope = scope }

    mutating func read(_ value: YAMLValue) {
        for item in value.items() {
            guard let entry = item.mapping(["id", "value", "mark", "asOf"]),
                let place = entry.required("id"), let id = place.identifier(),
                let expression = entry.required("value")?.expression(scope, nil),
                let mark = entry.required("mark")?.word(SourceMark.self)
            else { continue }
            guard scope.types[id] == nil, !LetterScope.reserved.contains(id) else {
                place.error("the name `\(id)` is taken", mend: "give the value another id")
                continue
            }
            scope.add(id, .optional(expression.type.required))
            values.append(
                ServiceValue(
                    id: id, expression: expression, mark: mark,
                    asOf: entry.optional("asOf")?.day()))
        }
    }

    /// Between which numbers answers, findings and values may lie.
    func ranges(_ form: FormDefinition?, _ flow: Flow?) -> [String: ClosedRange<Int64>] {
        var ranges: [String: ClosedRange<Int64>] = [:]
        let forms = [form].compactMap(\.self) + (flow?.all.compactMap(\.form) ?? [])
        for field in forms.flatMap(\.fields) { ranges[field.id] = field.kind.numbers }
        for value in values where value.expression.type.required == .int {
            ranges[value.id] = value.expression.range(ranges)
        }
        return ranges
    }
}
