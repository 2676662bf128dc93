import Forms
import Kernel

/// Which answers, findings and values may be missing when a service looks at them.
struct Presence {
    let form: FormDefinition
    let flow: Flow
    let values: [ServiceValue]
    let ranges: [String: ClosedRange<Int64>]
    let codes: [String: Set<String>]

    /// What is known when the application is sent: nothing that officers find.
    var atSubmission: ExpressionKnowledge { knowledge { _ in nil } }

    /// What is known when the flow has been gone through.
    /// - Parameter silence: whether the time may pass, so that no office needs to have spoken.
    func atEnd(silence: Bool) -> ExpressionKnowledge {
        knowledge { silence ? nil : conditions(of: $0) }
    }

    private func knowledge(_ step: (Step) -> Set<String>?) -> ExpressionKnowledge {
        var known = ExpressionKnowledge(ranges: ranges, codes: codes)
        for group in form.groups {
            for field in group.fields { add(field, group.condition?.facts ?? [], &known) }
        }
        for found in flow.all {
            for field in found.form?.fields ?? [] { add(field, step(found), &known) }
        }
        for value in values { add(value, &known) }
        return known
    }

    /// - Parameter asked: the facts under which the field is asked at all; nil when nobody knows.
    private func add(_ field: Field, _ asked: Set<String>?, _ known: inout ExpressionKnowledge) {
        let conditions = asked.map { $0.union(field.condition?.facts ?? []) }
        switch field.kind {
        case .choices, .file:
            if field.required, conditions == [] { known.lengths[field.id] = 1 }
        case .table(let rule):
            if field.required, conditions == [] { known.lengths[field.id] = rule.minRows }
        case .computed(let rule):
            known.uncertain[field.id] = joined(conditions, gaps(rule.value, known))
        default:
            if !field.required {
                known.uncertain[field.id] = .some(nil)
            } else if conditions != [] {
                known.uncertain[field.id] = .some(conditions)
            }
        }
    }

    private func add(_ value: ServiceValue, _ known: inout ExpressionKnowledge) {
        known.uncertain[value.id] = joined([], gaps(value.expression, known))
    }

    /// What must hold so that an expression has a value; empty when it always has, nil when no
    /// condition is enough.
    private func gaps(_ expression: Expression, _ known: ExpressionKnowledge) -> Set<String>? {
        var needed: Set<String> = []
        for gap in expression.gaps(known) {
            guard case .missing(let name) = gap, let conditions = known.uncertain[name],
                let conditions
            else { return nil }
            needed.formUnion(conditions)
        }
        return needed
    }

    /// The entry of a name that needs both: none when it is certain.
    private func joined(_ one: Set<String>?, _ other: Set<String>?) -> Set<String>?? {
        guard let one, let other else { return .some(nil) }
        let both = one.union(other)
        return both.isEmpty ? nil : .some(both)
    }

    /// The facts under which a step is done; nil where that is not a matter of facts alone.
    private func conditions(of step: Step) -> Set<String>? {
        var facts: Set<String> = []
        for level in flow.path(to: step.id) {
            facts.formUnion(level.step.condition?.facts ?? [])
            guard let branch = level.step.branch(of: step.id) else { continue }
            if level.step.kind == .parallel, level.step.join != .all { return nil }
            // A later option is taken when those above it do not hold; only the first is sure.
            let isFirst = level.step.branches.first?.contains(step.id) == true
            if level.step.kind == .choose, !isFirst { return nil }
            facts.formUnion(branch.condition?.facts ?? [])
        }
        return facts
    }
}

extension YAMLValue {
    /// Says what may keep an expression here from having a value.
    /// - Parameter subject: what would be missing, such as "the fee".
    func checkPresence(
        _ subject: String, _ expression: Expression, _ known: ExpressionKnowledge
    ) {
        guard let gap = expression.gaps(known).first else { return }
        switch gap {
        case .missing(let name):
            slip(
                "\(subject) may be unknown: `\(name)` may have no value",
                mend: "write `has(\(name)) ? … : …`, or ask for it always")
        case .outside(0):
            slip(
                "\(subject) may be unknown: the list may have no such place",
                mend: "ask for its `size(…)` first")
        case .outside(let count):
            slip(
                "\(subject) may be unknown: a place outside the list of \(count)",
                mend: "limit the place, such as `[…][min(x, \(count)) - 1]`, and give x a `min`")
        case .zero:
            slip(
                "\(subject) may be unknown: a division by zero",
                mend: "give the divisor a `min` of 1, or write `x > 0 ? … : 0`")
        }
    }
}
