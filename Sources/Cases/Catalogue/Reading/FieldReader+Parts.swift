import Forms
import Kernel
import Yams

// Kinds of questions that have parts, and values that are worked out.
extension FieldReader {
    func dateRange(_ mapping: YAMLMapping, _ id: String?) -> DateRangeRule {
        DateRangeRule(
            earliest: mapping.optional("earliest")?.expression(scope, .date, before: id),
            latest: mapping.optional("latest")?.expression(scope, .date, before: id),
            maxDays: mapping.optional("maxDays")?.integer(1...36_600).map(Int.init))
    }

    func table(_ mapping: YAMLMapping) -> TableRule? {
        guard let place = mapping.required("columns") else { return nil }
        let items = place.items()
        if items.isEmpty { place.error("the table has no columns", mend: "add a column") }
        if items.count > TableRule.mostColumns {
            items[TableRule.mostColumns].error(
                "a table has at most \(TableRule.mostColumns) columns",
                mend: "ask for the rest in fields of their own")
        }
        var seen: Set<String> = []
        let columns = items.compactMap { item -> Field? in
            guard let column = column(item) else { return nil }
            if !seen.insert(column.id).inserted {
                item.error("the column `\(column.id)` is there twice", mend: "give it another id")
            }
            return column
        }
        let most = Int64(TableRule.mostRows)
        let minimum = mapping.optional("minRows")?.integer(0...most) ?? 0
        let maximum = mapping.optional("maxRows")?.integer(1...most) ?? most
        guard minimum <= maximum else {
            list.error(mapping.mark, "`minRows` is over `maxRows`", mend: "swap them")
            return nil
        }
        return TableRule(columns: columns, minRows: Int(minimum), maxRows: Int(maximum))
    }

    /// A column is a field of a simple kind, without conditions of its own.
    private func column(_ item: YAMLValue) -> Field? {
        if let kind = item.word(at: "kind"), FieldKind.names.contains(kind),
            !TableRule.kinds.contains(kind)
        {
            item.error(
                "a column cannot be of kind `\(kind)`",
                mend: "use one of: \(TableRule.kinds.joined(separator: ", "))")
            return nil
        }
        for key in ["when", "earliest", "latest", "autocomplete"] where item.has(key) {
            item.error("a column has no `\(key)`", mend: "remove it, or write a rule")
            return nil
        }
        return read(item)
    }

    func computed(_ mapping: YAMLMapping, _ id: String?) -> ComputedRule? {
        let format = mapping.optional("format")?.word(ComputedRule.Format.self)
        guard let place = mapping.required("value"),
            let value = place.expression(scope, nil, before: id)
        else { return nil }
        let type = value.type.required
        guard Self.computable.contains(type) else {
            place.error(
                "a computed value cannot be a \(type)",
                mend: "compute a number, a text, a yes/no or a date")
            return nil
        }
        if let format, Self.type(of: format) != type {
            mapping.optional("format")?.error(
                "`\(format.rawValue)` does not fit a \(type)", mend: "change `format` or `value`")
            return nil
        }
        return ComputedRule(value: value, format: format)
    }

    /// The types that an answer may have.
    static let computable: [ExpressionType] = [.int, .string, .bool, .date]

    /// The type of value that a format shows.
    static func type(of format: ComputedRule.Format?) -> ExpressionType {
        switch format {
        case .integer, .rupiah: .int
        case .date: .date
        case .text, nil: .string
        }
    }
}
