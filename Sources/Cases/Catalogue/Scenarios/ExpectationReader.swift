import Kernel
import Yams

/// Reads what must be true at a place of a story.
struct ExpectationReader {
    let service: Service

    private static let keys = [
        "step", "state", "outcome", "wait", "fee", "due", "tasks", "letter", "letterLacks",
        "acts", "never", "values", "validUntil",
    ]

    func read(_ value: YAMLValue) -> ScenarioExpectation? {
        guard let entry = value.mapping(Self.keys) else { return nil }
        var expected = ScenarioExpectation()
        expected.step = entry.optional("step")?.text()
        expected.state = entry.optional("state")?.word(CaseState.self)
        expected.outcome = entry.optional("outcome")?.word(Outcome.self)
        expected.wait = entry.optional("wait")?.word(Wait.self)
        expected.fee = entry.optional("fee")?.integer(0...Int64.max / 4)
        expected.due = entry.optional("due")?.day()
        expected.validUntil = entry.optional("validUntil")?.day()
        expected.tasks = entry.optional("tasks")?.items().compactMap { $0.text() }
        expected.letter = texts(entry.optional("letter"))
        expected.letterLacks = texts(entry.optional("letterLacks"))
        expected.acts = acts(entry.optional("acts"))
        expected.never = acts(entry.optional("never"))
        for (key, mark, text) in entry.optional("values")?.entries() ?? [] {
            guard service.terms.values.contains(where: { $0.id == key }) else {
                value.list.error(
                    mark, "the service has no value `\(key)`",
                    mend: Nearest.mend(key, among: service.terms.values.map(\.id)))
                continue
            }
            if case .scalar(let scalar) = text.node { expected.values[key] = scalar.string }
        }
        return expected
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
