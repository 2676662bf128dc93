import Contracts
import Forms
import Kernel
import Yams

/// Reads the steps of a service.
struct FlowReader {
    let scope: ExpressionScope
    let city: CityIndex
    let list: FindingList

    private static let keys = [
        "id", "kind", "unit", "role", "title", "instruction", "within", "when", "line",
        "startsClock", "mayReturn", "silence",
    ]
    private static let parallelKeys = ["id", "kind", "title", "when", "join", "branches"]

    /// The flow and the places of its steps; `isWhole` is false when a step could not be read, so
    /// that nothing can be said about all of them together.
    func read(_ value: YAMLValue) -> (flow: Flow, marks: [Place?], isWhole: Bool) {
        let items = value.items()
        if items.isEmpty {
            value.error("the flow has no steps", mend: "add at least a check and a decision")
        }
        let read = items.compactMap { item in step(item).map { ($0, item.mark) } }
        var seen: Set<String> = []
        for (step, mark) in read {
            for part in [step] + step.branches.flatMap(\.self) {
                guard !seen.insert(part.id).inserted else { continue }
                list.error(
                    mark, "the step `\(part.id)` is there twice", mend: "give it another id")
            }
        }
        return (Flow(steps: read.map(\.0)), read.map(\.1), read.count == items.count)
    }

    private func step(_ value: YAMLValue) -> Step? {
        if value.word(at: "kind") == StepKind.parallel.rawValue { return parallel(value) }
        return plain(value)
    }

    /// Branches that run side by side. Unit, role and time follow from them.
    private func parallel(_ value: YAMLValue) -> Step? {
        guard let mapping = value.mapping(Self.parallelKeys) else { return nil }
        let id = mapping.required("id")?.identifier()
        let title = mapping.required("title")?.localized()
        let condition = mapping.optional("when")?.expression(scope, .bool)
        let items = mapping.required("branches")?.items() ?? []
        let branches = items.map(branch)
        let join = join(mapping, branches.count)
        if let place = mapping.optional("branches"), items.count == 1 {
            place.error(
                "one branch runs beside nothing", mend: "write its steps without `parallel`")
        }
        let whole = branches.compactMap(\.self)
        guard let id, let title, whole.count == items.count, let first = whole.first?.first else {
            return nil
        }
        return Step(
            id: id, kind: .parallel, unit: first.unit, role: first.role, title: title,
            within: first.within, condition: condition, branches: whole, join: join)
    }

    /// A step, or `steps:` in their order. Nil when one of them could not be read.
    private func branch(_ value: YAMLValue) -> [Step]? {
        guard value.has("steps") else { return plain(value, inBranch: true).map { [$0] } }
        guard let items = value.mapping(["steps"])?.required("steps")?.items() else { return nil }
        if items.isEmpty { value.error("the branch has no steps", mend: "remove it") }
        let steps = items.compactMap { plain($0, inBranch: true) }
        return steps.count == items.count && !steps.isEmpty ? steps : nil
    }

    private func join(_ mapping: YAMLMapping, _ branches: Int) -> Join {
        guard let value = mapping.optional("join"), let text = value.text() else { return .all }
        switch text {
        case "all": return .all
        case "any": return .any
        default:
            if let count = Int(text), count > 0, count < branches { return .quorum(count) }
            value.error(
                "`\(text)` joins no branches",
                mend: "write `all`, `any`, or a number below that of the branches")
            return .all
        }
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

    private func plain(_ value: YAMLValue, inBranch: Bool = false) -> Step? {
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
        if inBranch, let kind, kind != .verify, kind != .recommend {
            value.error(
                "a `\(kind.rawValue)` step cannot stand in a branch",
                mend: "only `verify` and `recommend` steps may")
        }
        if inBranch, starts {
            value.error(
                "the promised time cannot start in a branch",
                mend: "start it in a step before")
        }
        let instruction = mapping.optional("instruction")?.localized()
        guard let id, let kind, let seat, let title, let within else { return nil }
        return Step(
            id: id, kind: kind, unit: seat.unit, role: seat.role, title: title,
            instruction: instruction, within: within, condition: condition, line: line,
            startsClock: starts, mayReturn: returns, silenceConsents: silence)
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
        if may, let kind, kind != .check, kind != .verify, kind != .recommend {
            value.error(
                "a `\(kind.rawValue)` step cannot return the case to its applicant",
                mend: "only `check`, `verify` and `recommend` steps may")
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
        return value.items().compactMap { item in
            guard let entry = item.mapping(["unit", "role", "title"]),
                let seat = seat(entry, needsTitle: true)
            else { return nil }
            return seat
        }
    }

    /// Unit and role, checked against the city: both exist, and somebody sits there.
    private func seat(_ mapping: YAMLMapping, needsTitle: Bool) -> StepSeat? {
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
        guard city.roles.contains(role) else {
            rolePlace.error(
                "unknown role `\(role)`",
                mend: Nearest.mend(role.text, among: city.roles.map(\.text))
                    ?? "add it to people.yaml")
            return nil
        }
        if !city.hasPeople(unit, role) {
            rolePlace.error(
                "nobody has the role `\(role)` in `\(unit)`",
                mend: "add a position to people.yaml or choose another role")
        }
        return StepSeat(unit: unit, role: role, title: title)
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
