import Contracts
import Kernel
import Yams

extension StepReader {
    /// `escalate`: one seat, which has the step as well when its time is over, or a ladder of
    /// rungs, each with the part of the time that has passed.
    func ladder(_ value: YAMLValue) -> [EscalationRung] {
        guard case .sequence = value.node else {
            guard let entry = value.mapping(["unit", "role"]),
                let above = seat(entry, needsTitle: false)
            else { return [] }
            return [EscalationRung(percent: 100, target: .seat(above.unit, above.role))]
        }
        let items = value.someItems("the ladder has no rung", mend: "add one, or remove the key")
        var last = 0
        return items.compactMap { item in
            guard let rung = rung(item) else { return nil }
            if rung.percent <= last {
                item.slip(
                    "the rung is not above the one before it",
                    mend: "write the rungs in their order, each with a percentage of its own")
            }
            last = rung.percent
            return rung
        }
    }

    /// `{at: 80%, to: holder}`, `{at: 100%, unit: routed, role: kepala}`, `{at: 150%, unit: setda,
    /// role: sekda}`.
    private func rung(_ item: YAMLValue) -> EscalationRung? {
        guard let entry = item.mapping(["at", "to", "unit", "role"]) else { return nil }
        let percent = entry.required("at").flatMap(percent)
        guard let target = target(entry, item), let percent else { return nil }
        return EscalationRung(percent: percent, target: target)
    }

    private func target(_ entry: YAMLMapping, _ item: YAMLValue) -> EscalationRung.Target? {
        if let to = entry.optional("to") {
            if entry.has("unit") || entry.has("role") {
                item.error("the rung names two", mend: "write `to: holder`, or unit and role")
            }
            guard to.text() == "holder" else {
                to.error(
                    "nobody is called so here", mend: "write `to: holder`, or unit and role")
                return nil
            }
            return .holder
        }
        guard item.word(at: "unit") == "routed" else {
            return seat(entry, needsTitle: false).map { .seat($0.unit, $0.role) }
        }
        guard let place = entry.required("role"), let role = place.code(RoleCode.self),
            isKnown(role, place)
        else { return nil }
        return .ofUnit(role)
    }

    /// `80%`
    private func percent(_ value: YAMLValue) -> Int? {
        guard let text = value.text() else { return nil }
        if text.last == "%", let number = Int(text.dropLast()), (1...1_000).contains(number) {
            return number
        }
        value.error("`\(text)` is no part of the step's time", mend: "write `80%` or `150%`")
        return nil
    }
}
