import Forms
import Kernel
import Yams

/// Reads what a story types into a form. A list is several values; keys below a field are its
/// parts.
struct AnswersReader {
    /// Whose fields these are; nothing takes any name.
    let form: FormDefinition?

    func read(_ value: YAMLValue) -> [String: [String]] {
        var typed: [String: [String]] = [:]
        for (key, mark, entry) in value.entries() {
            guard let form else {
                put(entry, at: key, into: &typed)
                continue
            }
            guard let field = form.field(key) else {
                value.list.error(
                    mark, "unknown field `\(key)`",
                    mend: Nearest.mend(key, among: form.fields.map(\.id)))
                continue
            }
            if fits(entry, field, mark) { put(entry, at: key, into: &typed) }
        }
        return typed
    }

    /// Whether what is written can be typed into such a field at all.
    private func fits(_ value: YAMLValue, _ field: Field, _ mark: Place?) -> Bool {
        func wrong(_ message: String, _ mend: String?) -> Bool {
            value.list.error(mark, message, mend: mend)
            return false
        }
        switch field.kind {
        case .computed:
            return wrong("`\(field.id)` is computed: nobody types it", "remove it")
        case .table(let rule): return rows(value, field, rule)
        default: break
        }
        let parts = field.kind.typedParts
        guard !parts.isEmpty else {
            if case .mapping = value.node {
                return wrong("`\(field.id)` has no parts", "write its value behind it")
            }
            return true
        }
        guard case .mapping = value.node else {
            return wrong(
                "`\(field.id)` is typed in parts", "write \(parts.joined(separator: ", ")) below it"
            )
        }
        return names(value, "`\(field.id)` has no part", parts)
    }

    private func rows(_ value: YAMLValue, _ field: Field, _ rule: TableRule) -> Bool {
        guard case .sequence(let rows) = value.node else {
            value.error(
                "`\(field.id)` is a table", mend: "write its rows: [{COLUMN: value}, …]")
            return false
        }
        let columns = rule.columns.map(\.id)
        return rows.map { row in
            names(
                YAMLValue(node: row, list: value.list), "`\(field.id)` has no column", columns)
        }.allSatisfy(\.self)
    }

    /// Whether all keys are known.
    private func names(_ value: YAMLValue, _ message: String, _ known: [String]) -> Bool {
        var isSound = true
        for (key, mark, _) in value.entries() where !known.contains(key) {
            value.list.error(
                mark, "\(message) `\(key)`", mend: Nearest.mend(key, among: known))
            isSound = false
        }
        return isSound
    }

    private func put(_ value: YAMLValue, at key: String, into typed: inout [String: [String]]) {
        switch value.node {
        case .scalar(let scalar): typed[key] = [scalar.string]
        case .sequence(let items):
            let texts = items.compactMap { node -> String? in
                if case .scalar(let scalar) = node { scalar.string } else { nil }
            }
            guard texts.count < items.count else {
                typed[key] = texts
                return
            }
            for (index, node) in items.enumerated() {
                put(
                    YAMLValue(node: node, list: value.list), at: "\(key).\(index)", into: &typed)
            }
        case .mapping:
            for (part, _, inner) in value.entries() {
                put(inner, at: "\(key).\(part)", into: &typed)
            }
        case .alias: break
        }
    }
}

extension FieldKind {
    /// What the inputs of an answer with several are called, on pages and in stories.
    var typedParts: [String] {
        switch self {
        case .dateRange: ["dari", "sampai"]
        case .region(let level) where level == .rt: ["kelurahan", "rw", "rt"]
        case .region(let level) where level == .rw: ["kelurahan", "rw"]
        case .address: ["jalan", "rt", "rw", "kelurahan", "kota", "kode_pos"]
        case .point: ["kelurahan", "tempat", "koordinat"]
        default: []
        }
    }
}
