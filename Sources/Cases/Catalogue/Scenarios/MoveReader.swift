import Contracts
import Forms
import Kernel
import Yams

/// Reads one line of a story. The first key says what happens.
struct MoveReader {
    let service: Service

    private static let verbs = [
        "do", "return", "correct", "refuse", "sendBack", "wait", "withdraw", "extend", "pause",
        "resume", "reopen", "reroute", "object", "back", "expect",
    ]
    private static let details = [
        "fields", "text", "against", "day", "rupiah", "notes", "reason", "unit", "refused",
    ]

    func move(_ value: YAMLValue) -> ScenarioMove? {
        guard let entry = value.mapping(Self.verbs + Self.details) else { return nil }
        let said = Self.verbs.filter { entry.optional($0) != nil }
        guard let verb = said.first, said.count == 1, let what = entry.optional(verb) else {
            value.error(
                said.isEmpty ? "nothing happens here" : "two things happen on one line",
                mend: "begin with one of \(Self.verbs.joined(separator: ", "))")
            return nil
        }
        guard let kind = kind(verb, what, entry) else { return nil }
        return ScenarioMove(
            line: value.mark?.line ?? 1, kind: kind, refused: entry.optional("refused")?.text())
    }

    private func kind(
        _ verb: String, _ what: YAMLValue, _ entry: YAMLMapping
    ) -> ScenarioMove.Kind? {
        switch verb {
        case "do": return step(what).map { .pass($0.id, act(entry, $0)) }
        case "return":
            return step(what).map { .giveBack($0.id, notes: notes(entry.required("notes"))) }
        case "correct": return .correct(typed(what, of: service.form))
        case "refuse": return step(what).map { .refuse($0.id, reason: reason(entry)) }
        case "sendBack": return step(what).map { .sendBack($0.id, reason: reason(entry)) }
        case "wait": return wait(what).map(ScenarioMove.Kind.wait)
        case "withdraw": return .withdraw
        case "extend": return what.text().map(ScenarioMove.Kind.extend)
        case "pause": return what.text().map(ScenarioMove.Kind.pause)
        case "resume": return .resume
        case "reopen": return step(what).map { .reopen($0.id) }
        case "reroute":
            guard let step = step(what), let unit = entry.required("unit")?.code(UnitCode.self)
            else { return nil }
            return .reroute(step.id, unit)
        case "object": return .object(typed(what, of: nil))
        case "back": return .back
        default: return ExpectationReader(service: service).read(what).map(ScenarioMove.Kind.expect)
        }
    }

    /// A step of this service; of an objection that is played, any name is taken.
    private func step(_ value: YAMLValue) -> (id: String, form: FormDefinition?)? {
        guard let id = value.text() else { return nil }
        return (id, service.flow.step(id)?.form)
    }

    private func reason(_ entry: YAMLMapping) -> String {
        entry.optional("reason")?.text() ?? "Alasan tertulis."
    }

    private func notes(_ value: YAMLValue?) -> [String: String] {
        var notes: [String: String] = [:]
        for (key, _, note) in value?.entries() ?? [] { notes[key] = note.text() }
        return notes
    }

    private func act(
        _ entry: YAMLMapping, _ step: (id: String, form: FormDefinition?)
    ) -> ScenarioAct {
        var act = ScenarioAct()
        act.typed = entry.optional("fields").map { typed($0, of: step.form) } ?? [:]
        act.text = entry.optional("text")?.text()
        act.isAgainst = entry.optional("against")?.bool() ?? false
        act.day = entry.optional("day")?.day()
        act.rupiah = entry.optional("rupiah")?.integer(0...Int64.max / 4)
        return act
    }

    /// What is typed, by field. A list is several values; keys below a field are its parts.
    /// - Parameter form: whose fields these are; nothing takes any name.
    func typed(_ value: YAMLValue, of form: FormDefinition?) -> [String: [String]] {
        if case .scalar = value.node { return [:] }
        var typed: [String: [String]] = [:]
        for (key, mark, entry) in value.entries() {
            if let form, form.field(key) == nil {
                value.list.error(
                    mark, "unknown field `\(key)`",
                    mend: Nearest.mend(key, among: form.fields.map(\.id)))
                continue
            }
            put(entry, at: key, into: &typed)
        }
        return typed
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

    /// `3 days`, `2 working days`, `4 hours`, `until 2026-12-01 10.00`.
    private func wait(_ value: YAMLValue) -> ScenarioWait? {
        guard let text = value.text() else { return nil }
        let parts = text.split(separator: " ")
        if parts.first == "until", parts.count == 3 {
            let moment = Node(parts.dropFirst().joined(separator: " "))
            return ScenarioReader.moment(YAMLValue(node: moment, list: value.list)).map {
                .until($0.day, minute: $0.minute)
            }
        }
        if let first = parts.first, let count = Int(first), (1...5_000).contains(count) {
            switch parts.dropFirst().joined(separator: " ") {
            case "day", "days": return .days(count)
            case "hour", "hours": return .hours(count)
            case "working day", "working days": return .workingDays(count)
            default: break
            }
        }
        value.error(
            "`\(text)` is not a time to wait",
            mend: "write `3 days`, `2 working days`, `4 hours` or `until 2026-12-01 10.00`")
        return nil
    }
}
