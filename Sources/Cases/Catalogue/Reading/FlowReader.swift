import Contracts
import Forms
import Kernel
import Yams

/// The flow of a service as it was read, with the place of each step.
struct FlowReading {
    var flow = Flow(steps: [])
    /// Where each step stands in the file; those of a shared part where it is used.
    var marks: [String: Place] = [:]
    /// Where the condition of a step stands.
    var conditions: [String: Place] = [:]
    /// Names of the shared parts that it uses.
    var parts: Set<String> = []
    /// False when a step could not be read: nothing can be said about all of them together.
    var isWhole = true
}

/// Reads the steps of a service: what runs after what, beside what, or instead of what.
struct FlowReader {
    let steps: StepReader
    /// Parts of flows that services share.
    let parts: SharedParts
    let list: FindingList

    private static let parallelKeys = ["id", "kind", "title", "when", "join", "branches"]
    private static let chooseKeys = ["id", "kind", "title", "when", "options"]
    /// How deep steps may hold steps.
    private static let depth = 4

    func read(_ value: YAMLValue) -> FlowReading {
        var reading = FlowReading()
        let items = value.items()
        if items.isEmpty {
            value.error("the flow has no steps", mend: "add at least a check and a decision")
        }
        reading.flow = Flow(steps: list(items, Depth(), &reading))
        return reading
    }

    /// Where a list of steps stands.
    private struct Depth {
        var isBeside = false
        var depth = 0
        var inner: Depth { Depth(isBeside: isBeside, depth: depth + 1) }
        var beside: Depth { Depth(isBeside: true, depth: depth + 1) }
    }

    private func list(
        _ items: [YAMLValue], _ place: Depth, _ reading: inout FlowReading
    ) -> [Step] {
        guard place.depth < Self.depth else {
            items.first?.error(
                "steps stand too deep in each other", mend: "write this part as steps in order")
            reading.isWhole = false
            return []
        }
        return items.flatMap { item -> [Step] in
            if item.has("use") { return shared(item, place, &reading) }
            guard let step = step(item, place, &reading) else {
                reading.isWhole = false
                return []
            }
            reading.conditions[step.id] = item.peek("when")?.mark
            if let mark = item.mark {
                if reading.marks.updateValue(mark, forKey: step.id) != nil {
                    list.error(
                        mark, "the step `\(step.id)` is there twice", mend: "give it another id")
                }
            }
            return [step]
        }
    }

    /// `use: NAME` puts the steps of `flows/NAME.yaml` here.
    private func shared(
        _ item: YAMLValue, _ place: Depth, _ reading: inout FlowReading
    ) -> [Step] {
        guard let value = item.mapping(["use"])?.required("use"), let name = value.text() else {
            reading.isWhole = false
            return []
        }
        guard let part = parts.values[name], parts.broken[name] == nil else {
            value.error(
                parts.broken[name] ?? "there is no shared part `\(name)`",
                mend: parts.broken[name].map { _ in "write the steps out in flows/\(name).yaml" }
                    ?? Nearest.mend(name, among: parts.values.keys)
                    ?? "write flows/\(name).yaml")
            reading.isWhole = false
            return []
        }
        reading.parts.insert(name)
        var inner = FlowReading()
        let reader = FlowReader(
            steps: steps.reporting(to: part.list), parts: parts, list: part.list)
        let items = part.someItems(
            "the shared part has no steps", mend: "write its steps, or remove the file")
        let steps = reader.list(items, place, &inner)
        reading.parts.formUnion(inner.parts)
        reading.isWhole = reading.isWhole && inner.isWhole
        for id in inner.marks.keys.sorted() {
            guard let mark = item.mark else { continue }
            if reading.marks.updateValue(mark, forKey: id) != nil {
                value.error(
                    "the shared part `\(name)` brings the step `\(id)` a second time",
                    mend: "give the other step another id")
            }
        }
        return steps
    }

    private func step(
        _ value: YAMLValue, _ place: Depth, _ reading: inout FlowReading
    ) -> Step? {
        switch value.word(at: "kind") {
        case StepKind.parallel.rawValue: parallel(value, place, &reading)
        case StepKind.choose.rawValue: choose(value, place, &reading)
        default: steps.read(value, inBranch: place.isBeside)
        }
    }

    /// Branches that run side by side. Unit, role and time follow from them.
    private func parallel(
        _ value: YAMLValue, _ place: Depth, _ reading: inout FlowReading
    ) -> Step? {
        guard let mapping = value.mapping(Self.parallelKeys) else { return nil }
        if place.isBeside {
            value.error(
                "a `parallel` cannot stand in a branch of another",
                mend: "put its branches beside the others")
        }
        let id = mapping.required("id")?.identifier()
        let title = mapping.required("title")?.localized()
        let condition = mapping.optional("when")?.expression(steps.scope, .bool)
        let items = mapping.required("branches")?.items() ?? []
        let branches = items.map { item -> Branch? in
            let inner = item.has("steps") ? inside(item) : [item]
            guard let inner else { return nil }
            let read = list(inner, place.beside, &reading)
            return read.isEmpty ? nil : Branch(steps: read)
        }
        let join = join(mapping, branches.count)
        if let place = mapping.optional("branches"), items.count == 1 {
            place.error(
                "one branch runs beside nothing", mend: "write its steps without `parallel`")
        }
        let whole = branches.compactMap(\.self)
        guard let id, let title, whole.count == items.count, let first = whole.first?.steps.first
        else { return nil }
        return Step(
            id: id, kind: .parallel, unit: first.unit, role: first.role, title: title,
            within: first.within, condition: condition, branches: whole, join: join)
    }

    /// The steps of a branch: `steps:` and nothing else.
    private func inside(_ item: YAMLValue) -> [YAMLValue]? {
        guard let items = item.mapping(["steps"])?.required("steps")?.items() else { return nil }
        if items.isEmpty { item.error("the branch has no steps", mend: "remove it") }
        return items
    }

    /// Ways of which one is taken: the first whose `when` holds.
    private func choose(
        _ value: YAMLValue, _ place: Depth, _ reading: inout FlowReading
    ) -> Step? {
        guard let mapping = value.mapping(Self.chooseKeys) else { return nil }
        let id = mapping.required("id")?.identifier()
        let title = mapping.required("title")?.localized()
        let condition = mapping.optional("when")?.expression(steps.scope, .bool)
        let items =
            mapping.required("options")?.someItems(
                "there is nothing to choose", mend: "add an option with `steps`") ?? []
        let options = items.enumerated().map { index, item -> Branch? in
            guard let entry = item.mapping(["when", "steps"]) else { return nil }
            let when = entry.optional("when")
            if when == nil, index < items.count - 1 {
                item.error(
                    "the options after this one are never reached",
                    mend: "add `when`, or make it the last")
            }
            let condition = when?.expression(steps.scope, .bool)
            let inner = list(entry.required("steps")?.items() ?? [], place.inner, &reading)
            guard !inner.isEmpty, (when == nil) == (condition == nil) else { return nil }
            return Branch(condition: condition, steps: inner)
        }
        let whole = options.compactMap(\.self)
        checkRepeats(whole, items)
        guard let id, let title, whole.count == items.count, let first = whole.first?.steps.first
        else { return nil }
        return Step(
            id: id, kind: .choose, unit: first.unit, role: first.role, title: title,
            within: first.within, condition: condition, branches: whole)
    }

    /// An option whose condition stands above it already is never taken.
    private func checkRepeats(_ options: [Branch], _ items: [YAMLValue]) {
        var seen: Set<String> = []
        for (option, item) in zip(options, items) {
            guard let condition = option.condition else { continue }
            if !seen.insert(condition.source.filter { $0 != " " }).inserted {
                (item.peek("when") ?? item).slip(
                    "this option is never reached: one above it has the same `when`",
                    mend: "change one of them")
            }
        }
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
}
