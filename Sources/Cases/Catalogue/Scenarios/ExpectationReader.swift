import Contracts
import Kernel
import Yams

/// Reads what must be true at a place of a story.
struct ExpectationReader {
    /// Whose case it is; nothing takes any name.
    let service: Service?

    private static let keys = [
        "step", "state", "outcome", "wait", "unit", "fee", "due", "tasks", "letter", "letterLacks",
        "acts", "never", "values", "validUntil",
    ]

    func read(_ value: YAMLValue) -> ScenarioExpectation? {
        guard let entry = value.mapping(Self.keys) else { return nil }
        if !Self.keys.contains(where: { entry.optional($0) != nil }) {
            value.error(
                "nothing is expected", mend: "say `step`, `state`, `outcome`, `fee`, `letter` …")
        }
        var expected = ScenarioExpectation()
        expected.step = entry.optional("step").flatMap(step)
        expected.state = entry.optional("state")?.word(CaseState.self)
        expected.outcome = entry.optional("outcome")?.word(Outcome.self)
        expected.wait = entry.optional("wait")?.word(Wait.self)
        expected.unit = entry.optional("unit")?.code(UnitCode.self)
        expected.fee = entry.optional("fee")?.integer(0...Int64.max / 4)
        expected.due = entry.optional("due")?.day()
        expected.validUntil = entry.optional("validUntil")?.day()
        expected.tasks = entry.optional("tasks")?.items().compactMap(step)
        expected.letter = texts(entry.optional("letter"))
        expected.letterLacks = texts(entry.optional("letterLacks"))
        expected.acts = acts(entry.optional("acts"))
        expected.never = acts(entry.optional("never"))
        let known = service?.terms.values.map(\.id)
        for (key, mark, text) in entry.optional("values")?.entries() ?? [] {
            if let known, !known.contains(key) {
                value.list.error(
                    mark, "the service has no value `\(key)`",
                    mend: Nearest.mend(key, among: known))
                continue
            }
            if case .scalar(let scalar) = text.node { expected.values[key] = scalar.string }
        }
        return expected
    }

    private func step(_ value: YAMLValue) -> String? {
        guard let id = value.text(), let service else { return value.text() }
        guard service.flow.step(id) != nil else {
            value.error(
                "`\(service.code)` has no step `\(id)`",
                mend: Nearest.mend(id, among: service.flow.all.map(\.id)))
            return nil
        }
        return id
    }

    private func texts(_ value: YAMLValue?) -> [String] {
        guard let value else { return [] }
        if case .scalar = value.node { return [value.text()].compactMap(\.self) }
        return value.items().compactMap { $0.text() }
    }

    private func acts(_ value: YAMLValue?) -> [String] {
        guard let value else { return [] }
        return value.items().compactMap { item in
            guard let text = item.text() else { return nil }
            guard ActKind(rawValue: text) != nil else {
                item.error(
                    "there is no act `\(text)`",
                    mend: Nearest.mend(text, among: ActKind.allCases.map(\.rawValue)))
                return nil
            }
            return text
        }
    }
}
