import Kernel

extension FormDefinition {
    /// The groups and fields that are asked, given the answers so far.
    ///
    /// Conditions only look at earlier fields (the catalogue's checker sees to it), so one pass in
    /// order is enough; a hidden field's old answer never decides about a later one.
    public func asked(_ answers: Answers, now: Day) -> [FieldGroup] {
        var evaluation = Evaluation(self, answers, today: now)
        return groups.compactMap { group in
            let isAsked = evaluation.holds(group.condition)
            var hidden: Set<Int> = []
            for index in group.fields.indices {
                let field = group.fields[index]
                if isAsked, evaluation.holds(field.condition) { continue }
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
        answers.only(asked(answers, now: now))
    }
}

extension Answers {
    /// Those of the fields of these groups.
    func only(_ groups: [FieldGroup]) -> Answers {
        var known: Set<String> = []
        for group in groups { for field in group.fields { known.insert(field.id) } }
        return Answers(values.filter { known.contains($0.key) })
    }
}
