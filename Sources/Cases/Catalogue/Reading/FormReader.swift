import Forms
import Kernel
import Yams

/// Reads the questions of a service.
struct FormReader {
    private(set) var scope = ExpressionScope()
    let places: Places
    let list: FindingList

    init(places: Places = .none, topics: TopicRules = TopicRules([]), list: FindingList) {
        self.places = places
        self.list = list
        scope.topics = topics.all.map { Option(code: $0.code, label: $0.title) }
    }

    mutating func read(_ value: YAMLValue, rules: YAMLValue?) -> FormDefinition? {
        let groups = value.items()
        if groups.isEmpty {
            list.error(value.mark, "the form asks nothing", mend: "add a group with fields")
        }
        declare(groups)
        let read = groups.compactMap(group)
        let ids = zip(read, groups).map { ($0.id, $1.mark) }
        reportRepeats(ids, "group")
        let known = rules?.items().compactMap(rule) ?? []
        return FormDefinition(groups: read, rules: known, places: places)
    }

    /// Reads a list of fields that is no form of its own, such as those of a step. Their names are
    /// in `scope` afterwards; conditions may use those that were there before.
    mutating func fields(_ items: [YAMLValue]) -> [Field] {
        items.forEach { declare($0) }
        return items.compactMap { FieldReader(scope: scope, list: list).read($0) }
    }

    /// First pass: names and types, so that conditions can be checked while fields are read. Also
    /// of steps, which have `fields` as groups do.
    mutating func declare(_ groups: [YAMLValue]) {
        for field in groups.flatMap({ $0.quietItems("fields") }) { declare(field) }
    }

    private mutating func declare(_ field: YAMLValue) {
        guard case .mapping(let entry) = field.node, case .scalar(let id)? = entry["id"],
            case .scalar(let kind)? = entry["kind"]
        else { return }
        if LetterScope.reserved.contains(id.string) {
            list.error(
                id.place, "`\(id.string)` is a name of the house",
                mend: "give the field another id")
        } else if scope.types[id.string] != nil {
            list.error(
                id.place, "the field `\(id.string)` is there twice", mend: "give it another id")
        } else if let type = type(kind.string, field) {
            scope.add(id.string, type)
            let codes =
                field.word(at: "options") == FieldReader.topics
                ? scope.topics.map(\.code)
                : field.quietItems("options").compactMap { $0.word(at: "code") }
            if list.isStrict, !codes.isEmpty { scope.limit(id.string, to: Set(codes)) }
        }
    }

    /// The type that a field will have in expressions. Faults are found when it is read.
    private func type(_ kind: String, _ field: YAMLValue) -> ExpressionType? {
        switch kind {
        case "table":
            var columns: [String: ExpressionType] = [:]
            for column in field.quietItems("columns") {
                guard let id = column.word(at: "id"), let kind = column.word(at: "kind"),
                    let type = FieldKind.expressionType(named: kind)
                else { continue }
                if columns[id] == nil { columns[id] = type }
            }
            return FieldKind.tableType(columns)
        case "computed":
            // What it is made of stands above it, and so has a type already.
            let source = field.word(at: "value") ?? ""
            if let value = try? Expression.compile(source, scope.environment),
                FieldReader.computable.contains(value.type.required)
            {
                return .optional(value.type.required)
            }
            return .optional(
                FieldReader.type(of: field.word(at: "format").flatMap(ComputedRule.Format.init)))
        default:
            let level = field.word(at: "level").flatMap(RegionLevel.init)
            return FieldKind.expressionType(named: kind, level: level)
        }
    }

    private func reportRepeats(_ ids: [(String, Place?)], _ what: String) {
        var seen: Set<String> = []
        for (id, mark) in ids where !seen.insert(id).inserted {
            list.error(mark, "the \(what) `\(id)` is there twice", mend: "give it another id")
        }
    }

    private func group(_ value: YAMLValue) -> FieldGroup? {
        guard let mapping = value.mapping(["id", "title", "help", "when", "fields"]) else {
            return nil
        }
        let id = mapping.required("id").flatMap(identifier)
        let title = mapping.required("title")?.localized()
        let help = mapping.optional("help")?.localized()
        let items = mapping.required("fields")?.items() ?? []
        if items.isEmpty { list.error(mapping.mark, "the group has no fields") }
        let first = items.first.flatMap { item -> String? in
            guard case .mapping(let entry) = item.node else { return nil }
            return entry["id"]?.string
        }
        let condition = mapping.optional("when")?.expression(scope, .bool, before: first)
        let fields = items.compactMap { FieldReader(scope: scope, list: list).read($0) }
        guard let id, let title else { return nil }
        return FieldGroup(id: id, title: title, help: help, fields: fields, condition: condition)
    }

    private func rule(_ value: YAMLValue) -> FormRule? {
        guard let mapping = value.mapping(["id", "must", "message", "field"]) else { return nil }
        let id = mapping.required("id").flatMap(identifier)
        let condition = mapping.required("must")?.expression(scope, .bool)
        let message = mapping.required("message")?.localized()
        let place = mapping.required("field")
        guard let id, let condition, let message, let place, let field = place.text() else {
            return nil
        }
        guard scope.order[field] != nil else {
            place.error(
                "unknown field `\(field)`", mend: Nearest.mend(field, among: scope.order.keys))
            return nil
        }
        return FormRule(id: id, condition: condition, message: message, field: field)
    }

    private func identifier(_ value: YAMLValue) -> String? { value.identifier() }
}

extension YAMLValue {
    /// A name that expressions and letters can use.
    func identifier() -> String? {
        guard let text = text() else { return nil }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard text.utf8.count <= 40, let first = text.utf8.first, letters.contains(first),
            text.utf8.allSatisfy({
                letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_")
            })
        else {
            error(
                "`\(text)` is not a name",
                mend: "use lower-case letters, digits and underscores, a letter first")
            return nil
        }
        return text
    }
}
