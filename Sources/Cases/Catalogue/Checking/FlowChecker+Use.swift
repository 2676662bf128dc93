import Forms
import Kernel

// What a condition looks at must be known when the case comes there.
extension FlowChecker {
    /// What officers find is known behind their step, and not in branches beside it.
    func checkUse() {
        let steps = flow.all
        var finders: [String: Step] = [:]
        for step in steps { for field in step.form?.fields ?? [] { finders[field.id] = step } }
        guard !finders.isEmpty else { return }
        for step in steps {
            let conditions = [step.condition] + step.branches.map(\.condition)
            for name in conditions.compactMap(\.self).flatMap(base).sorted() {
                guard let finder = finders[name], !isBefore(finder, step) else { continue }
                let isOwn = finder.id == step.id
                list.error(
                    self.conditions[step.id] ?? marks[step.id],
                    "`\(name)` is used before the step `\(finder.id)` asks for it",
                    mend: isOwn
                        ? "whether a step is done cannot depend on what it asks"
                        : "move `\(step.id)` behind `\(finder.id)`")
            }
        }
        checkFeeUse(finders)
    }

    private func checkFeeUse(_ finders: [String: Step]) {
        guard let rule = fee.rule, let pay = flow.all.first(where: { $0.kind == .pay }) else {
            return
        }
        for name in Set(rule.items.flatMap { base($0.amount) }).sorted() {
            guard let finder = finders[name], !isBefore(finder, pay) else { continue }
            list.error(
                marks[pay.id], "the fee needs `\(name)` before the step `\(finder.id)` asks for it",
                mend: "move `\(pay.id)` behind `\(finder.id)`")
        }
    }

    /// The fields that an expression reads, by itself and through the service's values.
    private func base(_ expression: Expression) -> [String] {
        expression.fields.flatMap { path -> [String] in
            let name = String(path.prefix { $0 != "." })
            guard let value = values.first(where: { $0.id == name }) else { return [name] }
            return base(value.expression)
        }
    }

    /// Whether one step is done before the case comes to the other.
    private func isBefore(_ first: Step, _ second: Step) -> Bool {
        let (one, other) = (flow.path(to: first.id), flow.path(to: second.id))
        for (left, right) in zip(one, other) {
            if left.index != right.index { return left.index < right.index }
            guard left.step.kind == .parallel || left.step.kind == .choose else { return false }
            // The same step holds both: in different branches neither comes first.
            let branch = left.step.branch(of: first.id)
            guard let branch, branch.contains(second.id) else { return false }
        }
        return false
    }
}
