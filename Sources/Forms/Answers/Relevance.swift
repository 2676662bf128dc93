import Kernel

extension FormDefinition {
    /// The groups and fields that are asked, given the answers so far.
    ///
    /// Conditions only look at earlier fields (the catalogue's checker sees to it), so one pass in
    /// order is enough; a hidden field's old answer never decides about a later one.
    public func asked(_ answers: Answers, now: Day) -> [FieldGroup] {
        var evaluation = Evaluation(self, answers, today: now, keepsComputed: false)
        return groups.compactMap { group in
            let isAsked = evaluation.holds(group.condition)
            var hidden: Set<Int> = []
            for index in group.fields.indices {
                let field = group.fields[index]
                if isAsked, evaluation.holds(field.condition) {
                    evaluation.compute(field)
                    continue
                }
                evaluation.forget(field)
                hidden.insert(index)
            }
            guard hidden.count < group.fields.count else { return nil }
            guard !hidden.isEmpty else { return group }
            let fields = group.fields.enumerated().compactMap {
                hidden.contains($0.offset) ? nil : $0.element
            }
            return FieldGroup(
                id: group.id, title: group.title, help: group.help, fields: fields,
                condition: group.condition)
        }
    }

    /// The answers without those of fields that are not asked or do not exist.
    public func relevant(_ answers: Answers, now: Day) -> Answers {
        relevant(answers, asked: asked(answers, now: now), now: now)
    }

    /// The same when it is known already what is asked. Computed values are worked out anew.
    func relevant(_ answers: Answers, asked: [FieldGroup], now: Day) -> Answers {
        var answers = answers.only(asked)
        guard hasComputed else { return answers }
        var evaluation = Evaluation(self, answers, today: now, keepsComputed: false)
        for group in asked {
            for field in group.fields where !field.kind.isAnswered {
                evaluation.compute(field)
                answers[field.id] = evaluation.answer(field)
            }
        }
        return answers
    }

    private var hasComputed: Bool { fields.contains { !$0.kind.isAnswered } }
}

extension FieldKind {
    /// Whether somebody answers it: computed values follow from other answers.
    public var isAnswered: Bool { if case .computed = self { false } else { true } }
}

extension Answers {
    /// Those of the fields of these groups.
    func only(_ groups: [FieldGroup]) -> Answers {
        var known: Set<String> = []
        for group in groups { for field in group.fields { known.insert(field.id) } }
        return Answers(values.filter { known.contains($0.key) })
    }
}
