import Contracts
import Kernel
import Yams

/// A value of a YAML file with its place. Reading it wrongly adds a finding and yields nil.
struct YAMLValue {
    let node: Node
    let list: FindingList

    var mark: Place? { node.place }

    func error(_ message: String, mend: String? = nil) {
        list.error(mark, message, mend: mend)
    }

    func slip(_ message: String, mend: String? = nil) {
        list.slip(mark, message, mend: mend)
    }

    /// What stands here, in words.
    private var found: String {
        switch node {
        case .scalar(let scalar) where scalar.string.isEmpty: "nothing"
        case .scalar(let scalar): "`\(scalar.string.prefix(40))`"
        case .mapping: "a group of keys"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    func text() -> String? {
        guard case .scalar(let scalar) = node else {
            error("expected text, found \(found)")
            return nil
        }
        let text = scalar.string
        guard text.utf8.contains(where: { $0 > 0x20 }) else {
            error("the text is empty", mend: "write it, or remove the key")
            return nil
        }
        return text.last == "\n" ? String(text.dropLast()) : text
    }

    func integer(_ range: ClosedRange<Int64>) -> Int64? {
        guard case .scalar(let scalar) = node, let value = Int64(scalar.string) else {
            error("expected a whole number, found \(found)", mend: "write digits only")
            return nil
        }
        guard range.contains(value) else {
            error("\(value) is outside \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return value
    }

    func bool() -> Bool? {
        if case .scalar(let scalar) = node {
            if scalar.string == "true" { return true }
            if scalar.string == "false" { return false }
        }
        error("expected true or false, found \(found)")
        return nil
    }

    /// The items of a list; a single value is not a list.
    func items() -> [YAMLValue] {
        guard case .sequence(let sequence) = node else {
            error("expected a list, found \(found)", mend: "begin each line with `- `")
            return []
        }
        return sequence.map { YAMLValue(node: $0, list: list) }
    }

    /// The items of a list that may not be empty.
    /// - Parameter what: what is missing then, such as "the step has no line".
    func someItems(_ what: String, mend: String) -> [YAMLValue] {
        let items = items()
        if items.isEmpty, case .sequence = node { slip(what, mend: mend) }
        return items
    }

    /// Whether keys stand here and one of them is this; finds no fault.
    func has(_ key: String) -> Bool { value(at: key) != nil }

    /// The word behind a key, if there is one; finds no fault.
    func word(at key: String) -> String? {
        guard case .scalar(let scalar)? = value(at: key) else { return nil }
        return scalar.string
    }

    /// What stands behind a key, if anything; finds no fault.
    func peek(_ key: String) -> YAMLValue? {
        value(at: key).map { YAMLValue(node: $0, list: list) }
    }

    /// The list behind a key, if there is one; finds no fault.
    func quietItems(_ key: String) -> [YAMLValue] {
        guard case .sequence(let items)? = value(at: key) else { return [] }
        return items.map { YAMLValue(node: $0, list: list) }
    }

    private func value(at key: String) -> Node? {
        guard case .mapping(let mapping) = node else { return nil }
        return mapping.first {
            if case .scalar(let name) = $0.key { name.string == key } else { false }
        }?.value
    }

    func mapping(_ known: [String]) -> YAMLMapping? {
        guard case .mapping(let mapping) = node else {
            error("expected keys (\(known.joined(separator: ", "))), found \(found)")
            return nil
        }
        return YAMLMapping(mapping: mapping, known: known, list: list)
    }

    /// A mapping whose keys are the writer's own.
    func entries() -> [(key: String, mark: Place?, value: YAMLValue)] {
        guard case .mapping(let mapping) = node else {
            error("expected keys, found \(found)")
            return []
        }
        return mapping.compactMap { key, value in
            guard case .scalar(let scalar) = key else { return nil }
            return (scalar.string, scalar.place, YAMLValue(node: value, list: list))
        }
    }

    /// `{id: …, en: …}`; both languages are required.
    func localized() -> LocalizedText? {
        guard let mapping = mapping(Language.allCases.map(\.rawValue)) else { return nil }
        let texts = Language.allCases.map { language -> String? in
            guard let value = mapping.optional(language.rawValue) else {
                list.error(
                    mapping.mark, "the text in `\(language.rawValue)` is missing",
                    mend: "add `\(language.rawValue): …`")
                return nil
            }
            return value.text()
        }
        guard let indonesian = texts[0], let english = texts[1] else { return nil }
        return LocalizedText(id: indonesian, en: english)
    }

    func code<C: Code>(_ type: C.Type) -> C? {
        guard let text = text() else { return nil }
        guard let code = C(text) else {
            error(
                "`\(text)` is not a code",
                mend: "use lower-case letters, digits and hyphens, a letter first")
            return nil
        }
        return code
    }

    /// One of the words of an enumeration.
    func word<E: RawRepresentable & CaseIterable>(_ type: E.Type) -> E?
    where E.RawValue == String {
        guard let text = text() else { return nil }
        guard let word = E(rawValue: text) else {
            error(
                "`\(text)` is unknown here",
                mend: Nearest.mend(text, among: E.allCases.map(\.rawValue)))
            return nil
        }
        return word
    }

    func day() -> Day? {
        guard let text = text() else { return nil }
        guard let day = Day(iso: text) else {
            error("`\(text)` is not a date", mend: "write year-month-day, such as 2026-11-23")
            return nil
        }
        return day
    }
}
