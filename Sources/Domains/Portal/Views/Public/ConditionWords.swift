import Forms
import Kernel
import Web

/// Says in words when a field is asked for.
struct ConditionWords {
    let form: FormDefinition
    let ui: UI

    /// Nothing for a field that everybody has to fill in.
    func note(_ field: Field) -> String? {
        guard let condition = field.condition ?? form.group(asking: field.id)?.condition else {
            return field.required ? nil : ui.words("public.need.optional")
        }
        return words(condition.source)
    }

    /// Conditions such as `a == 'x' || b` are told; others are only announced.
    func words(_ source: String) -> String {
        let parts = source.split(separator: "||").map { part(String($0)) }
        let told = parts.compactMap(\.self)
        guard told.count == parts.count, !told.isEmpty else {
            return ui.words("public.need.asked")
        }
        let list = told.joined(separator: " \(ui.words("public.need.or")) ")
        return ui.words("public.need.only", ["case": list])
    }

    private func part(_ source: String) -> String? {
        let words = source.split(whereSeparator: \.isWhitespace)
        guard let name = words.first, let field = form.field(String(name)) else { return nil }
        switch (field.kind, words.count) {
        case (.yesNo, 1):
            let label = field.label.text(ui.language)
            // A question needs its answer beside it.
            return label.hasSuffix("?") ? "\(label) \(ui.words("web.yes"))" : label
        case (.choice(let options), 3) where words[1] == "==":
            let code = words[2].filter { $0 != "'" && $0 != "\"" }
            return options.first { $0.code == code }?.label.text(ui.language)
        default: return nil
        }
    }
}
