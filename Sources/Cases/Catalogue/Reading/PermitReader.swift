import Contracts
import Forms

/// Reads `permit` of a service: what it means for the register of permits.
struct PermitReader {
    let form: FormDefinition
    let hasLetter: Bool
    /// False when something else could not be read: then nothing is said about fields.
    let isWhole: Bool

    static let keys = [
        "gives", "of", "business", "nib", "place", "object", "remind", "change", "copy", "visits",
        "contest",
    ]

    func read(_ value: YAMLValue) -> PermitRule? {
        guard let entry = value.mapping(Self.keys) else { return nil }
        let gift = entry.optional("gives").map { $0.word(PermitRule.Gift.self) } ?? .permit
        guard let gift else { return nil }
        if !hasLetter {
            value.error(
                "nothing is issued that could be in the register",
                mend: "add `letter`, or remove `permit`")
        }
        var rule = PermitRule(gift: gift, subject: subject(entry, gift, value))
        rule.business = field(entry, "business")
        rule.place = field(entry, "place")
        rule.object = field(entry, "object")
        rule.nib = field(entry, "nib")
        if let place = entry.optional("remind") { rule.remind = days(place) }
        rule.change = entry.optional("change")?.code(ServiceCode.self)
        rule.copy = entry.optional("copy")?.code(ServiceCode.self)
        rule.contest = entry.optional("contest")?.code(ServiceCode.self)
        rule.visits = entry.optional("visits").flatMap(visits)
        return rule
    }

    private func subject(
        _ entry: YAMLMapping, _ gift: PermitRule.Gift, _ value: YAMLValue
    ) -> String? {
        if let place = entry.optional("of") { return field(place, isPublic: false) }
        if gift != .permit {
            value.error(
                "nothing says which permit it is about",
                mend: "write `of: FIELD`, the field with its number")
        }
        return nil
    }

    private func field(_ entry: YAMLMapping, _ key: String) -> String? {
        entry.optional(key).flatMap { field($0, isPublic: key != "nib") }
    }

    /// A field whose answer is a line of text; one that says who somebody is may not be public.
    private func field(_ value: YAMLValue, isPublic: Bool) -> String? {
        guard let name = value.text() else { return nil }
        guard let found = form.field(name) else {
            guard isWhole else { return nil }
            value.error(
                "there is no field `\(name)` here",
                mend: Nearest.mend(name, among: form.fields.map(\.id)))
            return nil
        }
        switch found.kind {
        case .text, .longText, .choice: break
        default:
            value.error(
                "`\(name)` is no line of text",
                mend: "name a field of kind `text`, `longText` or `choice`")
            return nil
        }
        if isPublic, found.personal != nil {
            value.error(
                "`\(name)` says who somebody is, the register is public",
                mend: "name a field without `personal`")
            return nil
        }
        return name
    }

    private func days(_ value: YAMLValue) -> [Int] {
        let days = value.items().compactMap { $0.integer(1...730).map { Int($0) } }
        return Array(Set(days)).sorted(by: >)
    }

    private func visits(_ value: YAMLValue) -> PermitRule.Visits? {
        guard let entry = value.mapping(["service", "every", "risk"]),
            let service = entry.required("service")?.code(ServiceCode.self),
            let every = entry.required("every")?.integer(Self.interval)
        else { return nil }
        return PermitRule.Visits(
            service: service, every: Int(every), risk: entry.optional("risk").flatMap(risk))
    }

    /// Calendar days from one visit to the next.
    private static let interval: ClosedRange<Int64> = 1...3_650

    /// `field`, and days by options of that choice.
    private func risk(_ value: YAMLValue) -> PermitRule.Risk? {
        guard let place = value.peek("field") else {
            value.error(
                "nothing says whose answer is the risk",
                mend: "write `field: FIELD`, a field of kind `choice`")
            return nil
        }
        guard let field = place.text(), let options = options(field, place) else { return nil }
        let levels = value.entries().filter { $0.key != "field" }
        guard !levels.isEmpty else {
            value.error(
                "no option says how often", mend: "write `OPTION: DAYS` for options of `\(field)`")
            return nil
        }
        var days: [String: Int] = [:]
        for (code, mark, every) in levels {
            guard options.contains(where: { $0.code == code }) else {
                value.list.error(
                    mark, "`\(field)` has no option `\(code)`",
                    mend: Nearest.mend(code, among: options.map(\.code)))
                continue
            }
            days[code] = every.integer(Self.interval).map { Int($0) }
        }
        return PermitRule.Risk(field: field, days: days)
    }

    /// The options of a choice that says nothing about a person.
    private func options(_ name: String, _ place: YAMLValue) -> [Option]? {
        guard let found = form.field(name) else {
            guard isWhole else { return nil }
            place.error(
                "there is no field `\(name)` here",
                mend: Nearest.mend(name, among: form.fields.map(\.id)))
            return nil
        }
        guard case .choice(let options) = found.kind else {
            place.error("`\(name)` is no choice", mend: "name a field of kind `choice`")
            return nil
        }
        guard found.personal == nil else {
            place.error(
                "`\(name)` says who somebody is, a risk stands in plain",
                mend: "name a field without `personal`")
            return nil
        }
        return options
    }
}

/// Reads `intake` of a service: whose messages begin its cases.
struct IntakeReader {
    let form: FormDefinition
    let isWhole: Bool

    func read(_ value: YAMLValue) -> IntakeRule? {
        guard let entry = value.mapping(["system", "id", "deadline"]),
            let system = entry.required("system")?.code(UnitCode.self)?.text,
            let id = entry.required("id").flatMap({ field($0, isDay: false) }),
            let deadline = entry.required("deadline").flatMap({ field($0, isDay: true) })
        else { return nil }
        return IntakeRule(system: system, id: id, deadline: deadline)
    }

    private func field(_ value: YAMLValue, isDay: Bool) -> String? {
        guard let name = value.text() else { return nil }
        guard let found = form.field(name) else {
            guard isWhole else { return nil }
            value.error(
                "there is no field `\(name)` here",
                mend: Nearest.mend(name, among: form.fields.map(\.id)))
            return nil
        }
        switch (found.kind, isDay) {
        case (.text, false), (.date, true): return name
        default:
            value.error(
                "`\(name)` has another kind",
                mend: "name a field of kind `\(isDay ? "date" : "text")`")
            return nil
        }
    }
}
