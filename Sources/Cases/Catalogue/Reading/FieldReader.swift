import Forms
import Kernel
import Yams

/// Reads one question.
struct FieldReader {
    let scope: ExpressionScope
    let list: FindingList

    private static let common = [
        "id", "kind", "label", "help", "required", "when", "autocomplete", "personal",
    ]
    /// Keys that only some kinds have.
    private static let own: [String: [String]] = [
        "text": ["max"], "longText": ["max"], "integer": ["min", "max"],
        "rupiah": ["min", "max"], "date": ["earliest", "latest"], "choice": ["options"],
        "choices": ["options"], "region": ["level"], "file": ["files", "maxMB", "maxCount"],
        "dateRange": ["earliest", "latest", "maxDays"],
        "table": ["columns", "minRows", "maxRows"], "computed": ["value", "format"],
    ]
    /// HTML autofill tokens that a city's forms need.
    private static let autocompletes = [
        "name", "email", "tel", "street-address", "postal-code", "organization",
        "organization-title", "bday", "country-name", "off",
    ]

    func read(_ value: YAMLValue) -> Field? {
        guard case .mapping(let raw) = value.node else {
            value.error("expected a field with its keys")
            return nil
        }
        let kindName = raw["kind"]?.string ?? ""
        let keys = common(kindName) + (Self.own[kindName] ?? [])
        guard let mapping = value.mapping(keys) else { return nil }
        let id = mapping.required("id")?.identifier()
        let label = mapping.required("label")?.localized()
        let kind = kind(mapping, id)
        let condition = mapping.optional("when")?.expression(scope, .bool, before: id)
        let required = mapping.optional("required")?.bool() ?? true
        let help = mapping.optional("help")?.localized()
        let personal = mapping.optional("personal")?.word(PersonalKind.self)
        let autocomplete = mapping.optional("autocomplete").flatMap(autocomplete)
        guard let id, let label, let kind else { return nil }
        return Field(
            id: id, kind: kind, label: label, help: help, required: required,
            condition: condition, autocomplete: autocomplete,
            personal: personal ?? kind.impliedPersonal)
    }

    /// A computed value is not answered: nobody is asked whether it is required.
    private func common(_ kind: String) -> [String] {
        kind == "computed"
            ? Self.common.filter { !["required", "autocomplete", "personal"].contains($0) }
            : Self.common
    }

    private func autocomplete(_ value: YAMLValue) -> String? {
        guard let text = value.text() else { return nil }
        guard Self.autocompletes.contains(text) else {
            value.error(
                "`\(text)` is not an autocomplete word we use",
                mend: Nearest.mend(text, among: Self.autocompletes))
            return nil
        }
        return text
    }

    private func kind(_ mapping: YAMLMapping, _ id: String?) -> FieldKind? {
        guard let value = mapping.required("kind"), let name = value.text() else { return nil }
        switch name {
        case "text": return .text(max: length(mapping, 200))
        case "longText": return .longText(max: length(mapping, 2000))
        case "integer": return range(mapping, lowest: Int64.min / 4).map(FieldKind.integer)
        case "rupiah": return range(mapping, lowest: 0).map(FieldKind.rupiah)
        case "date":
            return .date(
                earliest: mapping.optional("earliest")?.expression(scope, .date, before: id),
                latest: mapping.optional("latest")?.expression(scope, .date, before: id))
        case "dateRange": return .dateRange(dateRange(mapping, id))
        case "choice": return .choice(options(mapping))
        case "choices": return .choices(options(mapping))
        case "yesNo": return .yesNo
        case "nik": return .nik
        case "phone": return .phone
        case "email": return .email
        case "region":
            return .region(mapping.optional("level")?.word(RegionLevel.self) ?? .kelurahan)
        case "address": return .address
        case "point": return .point
        case "table": return table(mapping).map(FieldKind.table)
        case "computed": return computed(mapping, id).map(FieldKind.computed)
        case "file": return fileRule(mapping).map(FieldKind.file)
        default:
            value.error(
                "unknown kind `\(name)`", mend: Nearest.mend(name, among: FieldKind.names))
            return nil
        }
    }

    private func length(_ mapping: YAMLMapping, _ usual: Int) -> Int {
        mapping.optional("max")?.integer(1...20_000).map(Int.init) ?? usual
    }

    private func range(_ mapping: YAMLMapping, lowest: Int64) -> ClosedRange<Int64>? {
        let all = lowest...(Int64.max / 4)
        let minimum = mapping.optional("min")?.integer(all) ?? 0
        let maximum = mapping.optional("max")?.integer(all) ?? 1_000_000_000_000
        guard minimum <= maximum else {
            list.error(mapping.mark, "`min` is over `max`", mend: "swap them")
            return nil
        }
        return minimum...maximum
    }

    /// `options: topics`: what `topics.yaml` lists.
    static let topics = "topics"

    private func options(_ mapping: YAMLMapping) -> [Option] {
        var seen: Set<String> = []
        if case .scalar? = mapping.optional("options")?.node {
            guard let place = mapping.required("options"), place.text() == Self.topics else {
                mapping.optional("options")?.error(
                    "these are no options", mend: "list them, or write `topics`")
                return []
            }
            if scope.topics.isEmpty {
                place.error("the city has no topics", mend: "write topics.yaml")
            }
            return scope.topics
        }
        let items = mapping.required("options")?.someItems(
            "there is nothing to choose", mend: "add an option with `code` and `label`")
        let options = items?.compactMap { item -> Option? in
            guard let entry = item.mapping(["code", "label"]),
                let code = entry.required("code")?.identifier(),
                let label = entry.required("label")?.localized()
            else { return nil }
            if !seen.insert(code).inserted {
                item.error("the option `\(code)` is there twice", mend: "keep one of them")
            }
            return Option(code: code, label: label)
        }
        return options ?? []
    }

    private func fileRule(_ mapping: YAMLMapping) -> FileRule? {
        let items = mapping.required("files")?.someItems(
            "no kind of file is taken", mend: "write `[pdf, jpeg, png]`")
        let kinds = items?.compactMap { $0.word(FileKind.self) } ?? []
        let megabytes = mapping.optional("maxMB")?.integer(1...100) ?? 5
        let count = mapping.optional("maxCount")?.integer(1...20) ?? 1
        guard !kinds.isEmpty else { return nil }
        return FileRule(kinds: kinds, maxBytes: Int(megabytes) * 1_000_000, maxCount: Int(count))
    }
}

extension FieldKind {
    /// Kinds that are about a person whatever the file says.
    var impliedPersonal: PersonalKind? {
        switch self {
        case .nik: .nik
        case .phone: .phone
        case .email: .email
        case .address: .address
        default: nil
        }
    }
}
