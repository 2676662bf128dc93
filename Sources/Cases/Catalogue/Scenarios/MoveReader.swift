import Contracts
import Forms
import Kernel
import Yams

/// Reads the lines of a story in their order. The first key of a line says what happens.
struct MoveReader {
    /// Whose case each line is played on, the one that an objection left below it; nothing for a
    /// service that is not known.
    private var services: [Service?]
    private let index: StoryIndex?
    /// The services of the cases that are there before.
    private let before: [Service?]
    /// Minutes since 1970 in the city's zone that it is at least.
    private var earliest: Int
    private var hasBegun = false
    /// The story says that nothing was sent.
    private var isOver = false

    init(
        _ service: Service, _ index: StoryIndex?, from day: Day, minute: Int,
        before: [Service?] = []
    ) {
        services = [service]
        self.index = index
        self.before = before
        earliest = Self.minutes(day, minute)
    }

    private static let verbs = [
        "do", "return", "correct", "refuse", "sendBack", "wait", "withdraw", "extend", "pause",
        "resume", "reopen", "reroute", "object", "renew", "back", "fetch", "expect", "send",
        "confirm", "refute", "dismiss", "merge", "other",
    ]
    /// What may stand beside each; `refused` may everywhere.
    private static let details: [String: [String]] = [
        "do": ["fields", "text", "against", "day", "rupiah"], "return": ["notes"],
        "refuse": ["reason"], "sendBack": ["reason"], "reroute": ["unit"], "dismiss": ["text"],
    ]
    private static let everyDetail = Set(details.values.joined()).sorted() + ["refused"]

    private var service: Service? { services.last ?? nil }

    mutating func move(_ value: YAMLValue) -> ScenarioMove? {
        guard let entry = value.mapping(Self.verbs + Self.everyDetail) else { return nil }
        let said = Self.verbs.filter { entry.optional($0) != nil }
        guard let verb = said.first, said.count == 1, let what = entry.optional(verb) else {
            value.error(
                said.isEmpty ? "nothing happens here" : "two things happen on one line",
                mend: "begin with one of \(Self.verbs.joined(separator: ", "))")
            return nil
        }
        checkDetails(verb, entry)
        let isFirst = !hasBegun
        hasBegun = true
        if verb == "send", !isFirst {
            what.error("it was sent already", mend: "write `send` as the first line")
        }
        if isOver {
            value.error("nothing was sent, so nothing follows", mend: "remove the line")
        }
        let refused = entry.optional("refused").flatMap { refusal($0, verb) }
        isOver = isOver || verb == "send" && refused != nil
        guard let kind = kind(verb, what, entry) else { return nil }
        // What is refused does not happen.
        if refused == nil { follow(kind, what) }
        return ScenarioMove(line: value.mark?.line ?? 1, kind: kind, refused: refused)
    }

    private func checkDetails(_ verb: String, _ entry: YAMLMapping) {
        for detail in Self.everyDetail where detail != "refused" {
            guard let value = entry.optional(detail),
                !(Self.details[verb] ?? []).contains(detail)
            else { continue }
            let owners = Self.details.filter { $0.value.contains(detail) }.keys.sorted()
            value.error(
                "`\(detail)` means nothing beside `\(verb)`",
                mend: "it belongs to \(owners.map { "`\($0)`" }.joined(separator: ", "))")
        }
    }

    private func refusal(_ value: YAMLValue, _ verb: String) -> String? {
        guard let key = value.text() else { return nil }
        if ["wait", "back", "expect", "other"].contains(verb) {
            value.error("`\(verb)` is never refused", mend: "remove `refused`")
        }
        guard StoryIndex.refusals.contains(key) else {
            value.error(
                "there is no refusal `\(key)`",
                mend: Nearest.mend(key, among: StoryIndex.refusals)
                    ?? "docs/services.md lists them")
            return nil
        }
        return key
    }

    private func kind(
        _ verb: String, _ what: YAMLValue, _ entry: YAMLMapping
    ) -> ScenarioMove.Kind? {
        switch verb {
        case "do": return step(what).map { .pass($0.id, act(entry, $0.step)) }
        case "return":
            return step(what).map { .giveBack($0.id, notes: notes(entry.required("notes"))) }
        case "correct": return .correct(AnswersReader(form: service?.form).read(what))
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
        case "object": return .object(AnswersReader(form: objection?.form).read(what))
        case "renew": return .renew(AnswersReader(form: service?.form).read(what))
        case "fetch": return .fetch
        case "confirm": return .confirm
        case "refute": return what.text().map(ScenarioMove.Kind.refute)
        case "dismiss": return what.text().map { .dismiss($0, text: told(entry)) }
        case "merge": return .merge
        case "other": return .other
        case "back": return .back
        case "send": return .send
        default: return ExpectationReader(service: service).read(what).map(ScenarioMove.Kind.expect)
        }
    }

    /// The service that carries objections to the one that is played on.
    private var objection: Service? {
        service?.terms.objection.flatMap { index?.services[$0.service] }
    }

    /// Notes what a line changes for those behind it.
    private mutating func follow(_ kind: ScenarioMove.Kind, _ what: YAMLValue) {
        switch kind {
        case .object:
            if let service, service.terms.objection == nil {
                what.error(
                    "the service `\(service.code)` takes no objections",
                    mend: "add `objection` to it, or say `refused`")
            }
            services.append(objection)
        case .renew:
            if let service, !service.terms.renewal {
                what.error(
                    "the service `\(service.code)` renews nothing",
                    mend: "add `renewal: true` to it")
            }
            services.append(service)
        case .dismiss(let reason, _):
            let known = service?.terms.dismissals.map(\.id)
            if let known, !known.contains(reason) {
                what.error(
                    "the service has no such reason",
                    mend: Nearest.mend(reason, among: known) ?? "add it to `dismissals`")
            }
        case .merge, .other:
            guard let first = before.first else {
                return what.error("no case is there before", mend: "write one below `before`")
            }
            if case .other = kind { services.append(first) }
        case .back:
            guard services.count > 1 else {
                return what.error("there is nothing to come back from", mend: "remove the line")
            }
            services.removeLast()
        case .wait(.days(let days)), .wait(.workingDays(let days)): earliest += days * 1_440
        case .wait(.hours(let hours)): earliest += hours * 60
        case .wait(.until(let day, let minute)):
            let end = Self.minutes(day, minute)
            if end < earliest {
                what.error(
                    "the story is past this moment", mend: "name one behind the lines above")
            }
            earliest = max(earliest, end)
        default: break
        }
    }

    private static func minutes(_ day: Day, _ minute: Int) -> Int { day.number * 1_440 + minute }

    private func step(_ value: YAMLValue) -> (id: String, step: Step?)? {
        guard let id = value.text() else { return nil }
        guard let service else { return (id, nil) }
        guard let step = service.flow.step(id) else {
            value.error(
                "`\(service.code)` has no step `\(id)`",
                mend: Nearest.mend(id, among: service.flow.all.map(\.id)))
            return nil
        }
        return (id, step)
    }

    private func reason(_ entry: YAMLMapping) -> String {
        entry.optional("reason")?.text() ?? "Alasan tertulis."
    }

    private func told(_ entry: YAMLMapping) -> String {
        entry.optional("text")?.text() ?? "Alasannya tertulis di sini."
    }

    private func notes(_ value: YAMLValue?) -> [String: String] {
        var notes: [String: String] = [:]
        for (key, _, note) in value?.entries() ?? [] { notes[key] = note.text() }
        return notes
    }

    private func act(_ entry: YAMLMapping, _ step: Step?) -> ScenarioAct {
        var act = ScenarioAct()
        if let step { checkAct(entry, step) }
        act.typed =
            entry.optional("fields").map { AnswersReader(form: step?.form).read($0) } ?? [:]
        act.text = entry.optional("text")?.text()
        act.isAgainst = entry.optional("against")?.bool() ?? false
        act.day = entry.optional("day")?.day()
        act.rupiah = entry.optional("rupiah")?.integer(0...Int64.max / 4)
        return act
    }

    /// A word that the step does not know would be passed over.
    private func checkAct(_ entry: YAMLMapping, _ step: Step) {
        func refuse(_ key: String, unless isKnown: Bool, _ mend: String) {
            guard let value = entry.optional(key), !isKnown else { return }
            value.error(
                "`\(key)` means nothing at `\(step.id)`, a `\(step.kind.rawValue)` step",
                mend: mend)
        }
        let writes: [StepKind] = [.draft, .initials, .answer]
        refuse("fields", unless: step.form != nil, "remove it: the step asks for nothing")
        refuse("rupiah", unless: step.kind == .pay, "only a `pay` step has it")
        refuse("day", unless: step.kind == .pay, "only a `pay` step has it")
        refuse(
            "text", unless: step.kind.givesOpinion || writes.contains(step.kind),
            "only an opinion, a letter or an answer has it")
        refuse(
            "against", unless: step.kind.givesOpinion || step.kind == .draft,
            "only an opinion or a draft has it")
    }

    /// `3 days`, `2 working days`, `4 hours`, `until 2026-12-01 10.00`.
    private func wait(_ value: YAMLValue) -> ScenarioWait? {
        guard let text = value.text() else { return nil }
        let parts = text.split(separator: " ")
        if parts.first == "until", parts.count == 3 {
            let moment = parts.dropFirst().joined(separator: " ")
            return ScenarioReader.moment(moment, value).map { .until($0.day, minute: $0.minute) }
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
