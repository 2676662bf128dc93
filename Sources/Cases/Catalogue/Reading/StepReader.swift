import Contracts
import Forms
import Kernel
import Yams

/// Reads one step that somebody does.
struct StepReader {
    let scope: ExpressionScope
    let city: CityIndex
    let list: FindingList

    private static let keys = [
        "id", "kind", "unit", "role", "title", "instruction", "within", "when", "line",
        "startsClock", "mayReturn", "silence", "fields", "warn", "escalate", "routed", "returnsTo",
        "times",
    ]

    /// The same for another file, whose findings are its own.
    func reporting(to list: FindingList) -> StepReader {
        StepReader(scope: scope, city: city, list: list)
    }

    func read(_ value: YAMLValue, inBranch: Bool) -> Step? {
        guard let mapping = value.mapping(Self.keys) else { return nil }
        let id = mapping.required("id")?.identifier()
        let kind = mapping.required("kind")?.word(StepKind.self)
        let seat = seat(mapping, needsTitle: false)
        let title = mapping.required("title")?.localized()
        let within = term(mapping)
        let line = line(mapping, kind)
        let condition = mapping.optional("when")?.expression(scope, .bool)
        let starts = mapping.optional("startsClock")?.bool() ?? false
        let returns = mayReturn(mapping, kind)
        let silence = silence(mapping, kind)
        let fields = fields(mapping, kind)
        let warning = warning(mapping, within)
        let ladder = mapping.optional("escalate").map(ladder) ?? []
        let routing = mapping.optional("routed")?.items().compactMap { $0.text() } ?? []
        let confirmation = confirmation(mapping, kind)
        if inBranch, let kind, !kind.mayRunBeside {
            value.error(
                "a `\(kind.rawValue)` step cannot stand in a branch",
                mend: "only `verify`, `recommend`, `inspect` and `record` steps may")
        }
        if inBranch, starts {
            value.error(
                "the promised time cannot start in a branch",
                mend: "start it in a step before")
        }
        let instruction = mapping.optional("instruction")?.localized()
        guard let id, let kind, let seat, let title, let within else { return nil }
        let form = fields.map {
            FormDefinition(
                groups: [FieldGroup(id: id, title: title, fields: $0)], places: city.places)
        }
        return Step(
            id: id, kind: kind, unit: seat.unit, role: seat.role, title: title,
            instruction: instruction, within: within, condition: condition, line: line,
            startsClock: starts, mayReturn: returns, silenceConsents: silence, form: form,
            warning: warning, ladder: ladder, routing: routing, confirmation: confirmation)
    }

    private func confirmation(_ mapping: YAMLMapping, _ kind: StepKind?) -> Confirmation? {
        let place = mapping.optional("returnsTo")
        let times = mapping.optional("times")
        guard kind == .confirm else {
            for value in [place, times].compactMap(\.self) {
                value.error("only a `confirm` step asks the applicant", mend: "remove the key")
            }
            return nil
        }
        guard let step = place?.identifier() else {
            if place == nil {
                list.error(
                    mapping.mark, "nothing says what is done again when it is not confirmed",
                    mend: "write `returnsTo: STEP`")
            }
            return nil
        }
        return Confirmation(returnsTo: step, times: times?.integer(1...9).map { Int($0) } ?? 2)
    }

    private func silence(_ mapping: YAMLMapping, _ kind: StepKind?) -> Bool {
        guard let value = mapping.optional("silence"), let word = value.text() else {
            return false
        }
        guard word == "consents" else {
            value.error("`\(word)` is not what silence can mean", mend: "write `consents`")
            return false
        }
        if let kind, kind != .recommend {
            value.error(
                "silence means nothing in a `\(kind.rawValue)` step",
                mend: "only a `recommend` step may consent by silence")
        }
        return true
    }

    /// What the officer fills in: fields like those of the form.
    private func fields(_ mapping: YAMLMapping, _ kind: StepKind?) -> [Field]? {
        guard let value = mapping.optional("fields") else {
            if kind == .inspect || kind == .record {
                list.error(
                    mapping.mark, "the step `\(kind?.rawValue ?? "")` asks for nothing",
                    mend: "add `fields`: what was found, or what was issued")
            }
            return nil
        }
        if let kind, !kind.mayHaveFields {
            value.error(
                "a `\(kind.rawValue)` step has no fields",
                mend: "ask in a `check`, `verify`, `recommend`, `inspect` or `record` step")
        }
        let items = value.items()
        if items.isEmpty { value.error("the step has no fields", mend: "remove the key") }
        return items.compactMap { FieldReader(scope: scope, list: list).read($0) }
    }

    private func term(_ mapping: YAMLMapping) -> WorkingTerm? {
        guard let value = mapping.optional("within") else {
            list.error(
                mapping.mark, "the step has no deadline", mend: "add `within: 1 day`")
            return nil
        }
        return value.term()
    }

    private func mayReturn(_ mapping: YAMLMapping, _ kind: StepKind?) -> Bool {
        guard let value = mapping.optional("mayReturn"), let may = value.bool() else {
            return false
        }
        if may, let kind, !kind.mayReturn {
            value.error(
                "a `\(kind.rawValue)` step cannot return the case to its applicant",
                mend: "only `check`, `verify`, `recommend` and `inspect` steps may")
        }
        return may
    }

    private func line(_ mapping: YAMLMapping, _ kind: StepKind?) -> [StepSeat] {
        guard let value = mapping.optional("line") else {
            if kind == .initials {
                list.error(
                    mapping.mark, "a step of initials needs its `line`",
                    mend: "list unit, role and title of each seat")
            }
            return []
        }
        if let kind, kind != .initials {
            value.error("only a step of initials has a `line`", mend: "remove it")
        }
        let items = value.someItems(
            "nobody initials the letter", mend: "list unit, role and title of each seat")
        return items.compactMap { item in
            guard let entry = item.mapping(["unit", "role", "title"]),
                let seat = seat(entry, needsTitle: true)
            else { return nil }
            return seat
        }
    }

    /// A warning comes before the time is over.
    private func warning(_ mapping: YAMLMapping, _ within: WorkingTerm?) -> WorkingTerm? {
        guard let value = mapping.optional("warn"), let term = value.term() else { return nil }
        if let within, term.hours(a: city.hoursPerDay) >= within.hours(a: city.hoursPerDay) {
            value.slip(
                "the warning comes before the step begins",
                mend: "warn later than `within` is long")
        }
        return term
    }

    /// Unit and role, checked against the city: both exist, and somebody sits there.
    func seat(_ mapping: YAMLMapping, needsTitle: Bool) -> StepSeat? {
        let unitPlace = mapping.required("unit")
        let rolePlace = mapping.required("role")
        let title = needsTitle ? mapping.required("title")?.localized() : .init(id: "", en: "")
        guard let unitPlace, let rolePlace, let unit = unitPlace.code(UnitCode.self),
            let role = rolePlace.code(RoleCode.self), let title
        else { return nil }
        guard city.units.contains(unit) else {
            unitPlace.error(
                "unknown unit `\(unit)`",
                mend: Nearest.mend(unit.text, among: city.units.map(\.text))
                    ?? "add it to units.yaml")
            return nil
        }
        guard isKnown(role, rolePlace) else { return nil }
        if !city.hasPeople(unit, role) {
            rolePlace.error(
                "nobody has the role `\(role)` in `\(unit)`",
                mend: "add a position to people.yaml or choose another role")
        }
        return StepSeat(unit: unit, role: role, title: title)
    }

    func isKnown(_ role: RoleCode, _ place: YAMLValue) -> Bool {
        guard !city.roles.contains(role) else { return true }
        place.error(
            "unknown role `\(role)`",
            mend: Nearest.mend(role.text, among: city.roles.map(\.text))
                ?? "add it to people.yaml")
        return false
    }
}

extension WorkingTerm {
    /// Its length in hours, where a day has so many.
    func hours(a day: Int) -> Int {
        switch self {
        case .days(let days): days * day
        case .hours(let hours): hours
        }
    }
}

extension YAMLValue {
    /// `3 days`, `1 day`, `4 hours`: working time.
    func term() -> WorkingTerm? {
        guard let text = text() else { return nil }
        let parts = text.split(separator: " ")
        if parts.count == 2, let amount = Int(parts[0]), (1...1000).contains(amount) {
            switch parts[1] {
            case "day", "days": return .days(amount)
            case "hour", "hours": return .hours(amount)
            default: break
            }
        }
        error("`\(text)` is not a working time", mend: "write `3 days` or `4 hours`")
        return nil
    }
}
